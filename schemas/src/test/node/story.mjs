// A whole exchange, record by record: an Owner adds a secret, then tries to edit it and is refused. All that is random
// in life is fixed here, so that every byte can be compared.

import { encryptPayload, seal } from './crypto.mjs';
import { associatedData, chunkDigest, chunkKey, eventHash, eventKey, partition, sealingContext } from './wire.mjs';

const PARTITIONS = 8;
const PROJECT = 'project-7';
const ACTOR = 'olga@example.com';
const SECRET = 'secret-1';
const VALUE = 'value-1';
const REPLY_PARTITION = 5;
const AT = 1770091506789;

/** Pieces this small are legal; a publisher cuts at 512 KiB. */
const PIECES = ['s3cr3t: ', 'p\u00e4ssw\u00f6rd \ud83d\udd11', '\0'];

export function tell(schemas, keys) {
  const records = [];
  let fixed = 0;
  const nextBytes = (length) => Buffer.alloc(length, ++fixed);

  const payload = (topic, place, type, fields) => {
    const plaintext = schemas.encode(type, fields);
    const data = associatedData(topic, place);
    const nonce = nextBytes(12);
    const ciphertext = encryptPayload(keys.metadata, plaintext, data, nonce);
    return {
      ciphertext: ciphertext.toString('hex'),
      inside: {
        type,
        fields,
        plaintext: plaintext.toString('hex'),
        associatedData: data.toString('hex'),
        nonce: nonce.toString('hex'),
      },
    };
  };
  const put = (topic, partitionNumber, key, type, fields, more) => {
    const value = schemas.encode(type, fields);
    records.push({ topic, partition: partitionNumber, key, type, value: value.toString('hex'), ...more });
    return value;
  };
  const home = partition(PROJECT, PARTITIONS);

  const command = (commandId, type, fields) => {
    const { ciphertext, inside } = payload('secret-commands', commandId, type, fields);
    const record = { commandId, replyPartition: REPLY_PARTITION, payload: ciphertext };
    put('secret-commands', home, PROJECT, 'EncryptedCommand', record, { inside });
  };
  const result = (commandId, type, fields) => {
    const { ciphertext, inside } = payload('secret-command-results', commandId, type, fields);
    const record = { commandId, payload: ciphertext };
    put('secret-command-results', REPLY_PARTITION, commandId, 'CommandResult', record, { inside });
  };
  let previousHash = Buffer.alloc(32);
  let sequence = 0;
  const event = (type, fields, value) => {
    const key = eventKey(PROJECT, ++sequence);
    const { ciphertext, inside } = payload('secret-events', key, type, fields);
    const record = { previousHash: previousHash.toString('hex'), value, payload: ciphertext };
    previousHash = eventHash(key, put('secret-events', home, key, 'EncryptedEvent', record, { inside }));
    records.at(-1).hash = previousHash.toString('hex');
  };

  command('command-1', 'CreateProject', { projectId: PROJECT, actor: ACTOR });
  event('ProjectCreated', { meta: { commandId: 'command-1', actor: ACTOR, at: AT } }, null);
  result('command-1', 'Accepted', { sequence: 1, sync: 0, version: 0, changes: 0 });

  const chunks = PIECES.map((piece, index) => {
    const plaintext = Buffer.from(piece);
    const place = { projectId: PROJECT, secretId: SECRET, valueId: VALUE, index, count: PIECES.length };
    const info = sealingContext(place);
    const ephemeralPrivateKey = nextBytes(32);
    const sealed = seal(keys.value, plaintext, info, ephemeralPrivateKey);
    const record = { valueId: VALUE, index, count: PIECES.length, sealed: sealed.toString('hex') };
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
    put('secret-events', home, chunkKey(PROJECT, VALUE, index), 'ValueChunk', record, { inside }),
  );
  const value = {
    valueId: VALUE,
    chunks: chunks.length,
    size: chunks.reduce((size, { sealed }) => size + sealed.length, 0),
    digest: chunkDigest(chunks.map(({ sealed }) => sealed)).toString('hex'),
  };
  const secret = { secretId: SECRET, name: 'Payment API \ud83d\udd11', description: '', value };
  command('command-2', 'AddSecret', { projectId: PROJECT, actor: ACTOR, ...secret });
  const { size, ...digest } = value;
  event('SecretAdded', { meta: { commandId: 'command-2', actor: ACTOR, at: AT + 1 }, ...secret }, digest);
  result('command-2', 'Accepted', { sequence: 2, sync: 0, version: 1, changes: 0 });

  const edit = { secretId: SECRET, name: 'Payments', description: null, value: null, expectedVersion: 7 };
  command('command-3', 'EditSecret', { projectId: PROJECT, actor: ACTOR, ...edit });
  result('command-3', 'Rejected', {
    sequence: 2,
    code: 'STALE_VERSION',
    message: "Expected version 7 of secret 'Payment API \ud83d\udd11', but it is at version 1",
    field: null,
    currentVersion: 1,
    usages: [],
    usageCount: 0,
  });
  return { partitions: PARTITIONS, records };
}
