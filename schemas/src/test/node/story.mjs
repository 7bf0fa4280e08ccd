// A whole exchange, record by record: an Owner adds a secret, then tries to edit it and is refused; both with the first
// version of the schemas. With the second the Owner edits the value. All that is random in life is fixed here, so that
// every byte can be compared.

import { encryptPayload, seal } from './crypto.mjs';
import { associatedData, chunkDigest, chunkKey, eventHash, eventKey, partition, sealingContext } from './wire.mjs';

const PARTITIONS = 8;
const PROJECT = 'project-7';
const ACTOR = 'olga@example.com';
const SECRET = 'secret-1';
const REPLY_PARTITION = 5;
const AT = 1770091506789;

/** Pieces this small are legal; a publisher cuts at 512 KiB. */
const PIECES_OF_VALUE_1 = ['s3cr3t: ', 'p\u00e4ssw\u00f6rd \ud83d\udd11', '\0'];
const PIECES_OF_VALUE_2 = ['from a file: ', 's3cr3t\n'];

export function tell(schemas, keys) {
  const records = [];
  let fixed = 0;
  const nextBytes = (length) => Buffer.alloc(length, ++fixed);

  const payload = (topic, place, type, version, fields) => {
    const plaintext = schemas.encode(type, fields, version);
    const data = associatedData(topic, place);
    const nonce = nextBytes(12);
    const ciphertext = encryptPayload(keys.metadata, plaintext, data, nonce);
    return {
      ciphertext: ciphertext.toString('hex'),
      inside: {
        type,
        version,
        fields,
        plaintext: plaintext.toString('hex'),
        associatedData: data.toString('hex'),
        nonce: nonce.toString('hex'),
      },
    };
  };
  const put = (topic, partitionNumber, key, type, fields, more, version) => {
    const value = schemas.encode(type, fields, version);
    records.push({ topic, partition: partitionNumber, key, type, value: value.toString('hex'), ...more });
    return value;
  };
  const home = partition(PROJECT, PARTITIONS);

  const command = (commandId, type, version, fields) => {
    const { ciphertext, inside } = payload('secret-commands', commandId, type, version, fields);
    const record = { commandId, replyPartition: REPLY_PARTITION, payload: ciphertext };
    put('secret-commands', home, PROJECT, 'EncryptedCommand', record, { inside });
  };
  const result = (commandId, type, fields) => {
    const { ciphertext, inside } = payload('secret-command-results', commandId, type, 1, fields);
    const record = { commandId, payload: ciphertext };
    put('secret-command-results', REPLY_PARTITION, commandId, 'CommandResult', record, { inside });
  };
  let previousHash = Buffer.alloc(32);
  let sequence = 0;
  const event = (type, version, fields, value) => {
    const key = eventKey(PROJECT, ++sequence);
    const { ciphertext, inside } = payload('secret-events', key, type, version, fields);
    const record = { previousHash: previousHash.toString('hex'), value, payload: ciphertext };
    previousHash = eventHash(key, put('secret-events', home, key, 'EncryptedEvent', record, { inside }, 1));
    records.at(-1).hash = previousHash.toString('hex');
  };
  const upload = (valueId, pieces) => {
    const chunks = pieces.map((piece, index) => {
      const plaintext = Buffer.from(piece);
      const info = sealingContext({ projectId: PROJECT, secretId: SECRET, valueId, index, count: pieces.length });
      const ephemeralPrivateKey = nextBytes(32);
      const sealed = seal(keys.value, plaintext, info, ephemeralPrivateKey);
      const record = { valueId, index, count: pieces.length, sealed: sealed.toString('hex') };
      const inside = {
        secretId: SECRET,
        plaintext: plaintext.toString('hex'),
        info: info.toString('hex'),
        ephemeralPrivateKey: ephemeralPrivateKey.toString('hex'),
      };
      put('secret-commands', home, PROJECT, 'ValueChunk', record, { inside });
      return { record, inside, sealed };
    });
    chunks.forEach(({ record, inside }, index) =>
      put('secret-events', home, chunkKey(PROJECT, valueId, index), 'ValueChunk', record, { inside }),
    );
    return {
      valueId,
      chunks: chunks.length,
      size: chunks.reduce((size, { sealed }) => size + sealed.length, 0),
      digest: chunkDigest(chunks.map(({ sealed }) => sealed)).toString('hex'),
    };
  };

  command('command-1', 'CreateProject', 1, { projectId: PROJECT, actor: ACTOR });
  event('ProjectCreated', 1, { meta: { commandId: 'command-1', actor: ACTOR, at: AT } }, null);
  result('command-1', 'Accepted', { sequence: 1, sync: 0, version: 0, changes: 0 });

  const value = upload('value-1', PIECES_OF_VALUE_1);
  const secret = { secretId: SECRET, name: 'Payment API \ud83d\udd11', description: '', value };
  command('command-2', 'AddSecret', 1, { projectId: PROJECT, actor: ACTOR, ...secret });
  event('SecretAdded', 1, { meta: { commandId: 'command-2', actor: ACTOR, at: AT + 1 }, ...secret }, digestOf(value));
  result('command-2', 'Accepted', { sequence: 2, sync: 0, version: 1, changes: 0 });

  const edit = { secretId: SECRET, name: 'Payments', description: null, value: null, expectedVersion: 7 };
  command('command-3', 'EditSecret', 1, { projectId: PROJECT, actor: ACTOR, ...edit });
  result('command-3', 'Rejected', {
    sequence: 2,
    code: 'STALE_VERSION',
    message: "Expected version 7 of secret 'Payment API \ud83d\udd11', but it is at version 1",
    field: null,
    currentVersion: 1,
    usages: [],
    usageCount: 0,
  });

  const newValue = { ...upload('value-2', PIECES_OF_VALUE_2), hints: ['TRAILING_NEWLINE'] };
  const change = { secretId: SECRET, name: null, description: null, value: newValue };
  command('command-4', 'EditSecret', 2, { projectId: PROJECT, actor: ACTOR, ...change, expectedVersion: 1 });
  const editMeta = { commandId: 'command-4', actor: ACTOR, at: AT + 2 };
  event('SecretEdited', 2, { meta: editMeta, ...change, version: 2 }, digestOf(newValue));
  result('command-4', 'Accepted', { sequence: 3, sync: 0, version: 2, changes: 0 });
  return { partitions: PARTITIONS, records };
}

/** The part of a value that stands outside of an event's payload. */
function digestOf({ valueId, chunks, digest }) {
  return { valueId, chunks, digest };
}
