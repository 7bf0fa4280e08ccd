// Checks every test vector with nothing but Node: `node check-vectors.mjs <directory of the vectors>`.
// With --write it writes the one file that it makes itself, story.json.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fingerprint, Schemas } from './avro.mjs';
import { decryptPayload, isSigned, open, publicKeyOf, sign, verifySignature } from './crypto.mjs';
import { tell } from './story.mjs';
import * as wire from './wire.mjs';

const directory = process.argv[2];
let checked = 0;

function read(name) {
  return JSON.parse(fs.readFileSync(path.join(directory, name), 'utf8'));
}

function same(actual, expected, what) {
  assert.deepEqual(Buffer.isBuffer(actual) ? actual.toString('hex') : actual, expected, what);
  checked++;
}

/** The one key of a Tink keyset in JSON; its value is a protocol buffer whose end is the 32 bytes of the key. */
function key(name) {
  const [{ keyId, keyData }] = read(`TEST-ONLY-${name}-keyset.json`).key;
  return { keyId, bytes: Buffer.from(keyData.value, 'base64').subarray(-32) };
}

function keys() {
  const metadata = key('metadata');
  const valuePrivate = key('value-private');
  const valuePublic = key('value-public');
  return {
    metadata: { keyId: metadata.keyId, key: metadata.bytes },
    value: { keyId: valuePublic.keyId, publicKey: valuePublic.bytes, privateKey: valuePrivate.bytes },
  };
}

/** A keyset at rest: a binary keyset, encrypted for its purpose by the key-encryption key. */
function checkWrappedKeyset() {
  const kek = key('kek');
  const { encryptedKeyset } = read('TEST-ONLY-metadata-keyset-wrapped.json');
  const wrapped = Buffer.from(encryptedKeyset, 'base64');
  const keyset = decryptPayload({ keyId: kek.keyId, key: kek.bytes }, wrapped, Buffer.from('metadata'));
  same(keyset.includes(Buffer.concat([Buffer.from('1a20', 'hex'), key('metadata').bytes])), true, 'the wrapped key');
}

function checkPlaces() {
  for (const { projectId, murmur2, partitions, partition } of read('partitions.json')) {
    same(wire.murmur2(Buffer.from(projectId)), murmur2, projectId);
    same(wire.partition(projectId, partitions), partition, projectId);
  }
  const { events, chunks } = read('record-keys.json');
  for (const { projectId, sequence, key } of events) same(wire.eventKey(projectId, BigInt(sequence)), key, key);
  for (const { projectId, valueId, index, key } of chunks) same(wire.chunkKey(projectId, valueId, index), key, key);
}

function checkContexts() {
  const { associatedData, sealing } = read('contexts.json');
  for (const { topic, place, bytes } of associatedData) same(wire.associatedData(topic, place), bytes, place);
  for (const { bytes, ...context } of sealing) same(wire.sealingContext(context), bytes, context.valueId);
}

function checkDigests() {
  const { chunks, events } = read('digests.json');
  for (const { sealed, digest } of chunks) {
    same(wire.chunkDigest(sealed.map((chunk) => Buffer.from(chunk, 'hex'))), digest, 'chunks');
  }
  for (const { key, value, hash } of events) same(wire.eventHash(key, Buffer.from(value, 'hex')), hash, key);
}

/** Both ways: Ed25519 gives one signature only. */
function checkCheckpoints(schemas) {
  const { keyId, bytes: publicKey } = key('checkpoint-public');
  const seed = Buffer.from(read('TEST-ONLY-checkpoint-private-keyset.json').key[0].keyData.value, 'base64').subarray(2, 34);
  for (const { signed, signature, value, ...head } of read('checkpoints.json')) {
    same(wire.checkpointBytes(head), signed, head.projectId);
    same(verifySignature({ keyId, publicKey }, Buffer.from(signature, 'hex'), Buffer.from(signed, 'hex')), true, signature);
    same(sign({ keyId, seed }, Buffer.from(signed, 'hex')), signature, signed);
    same(schemas.decode(Buffer.from(value, 'hex')).fields.signature, signature, value);
  }
}

function checkRecords(schemas) {
  for (const { type, fingerprint: expected, canonicalForm } of read('schemas.json')) {
    same(fingerprint(canonicalForm), expected, type);
  }
  for (const { bytes, ...record } of read('records.json')) {
    same(schemas.decode(Buffer.from(bytes, 'hex')), record, record.type);
    same(schemas.encode(record.type, record.fields, record.version), bytes, record.type);
  }
}

/** Opens every record of the story as its reader would, and finds the bytes that its writer would make. */
/** A signature is over the command id and the command whose own signature is empty, which ends its bytes. */
function checkSignatures() {
  for (const { commandId, unsigned, signature, command } of read('signatures.json')) {
    const [bytes, given] = [unsigned, signature].map((hex) => Buffer.from(hex, 'hex'));
    const signed = Buffer.concat([Buffer.from(`secret-resolver-command\0${commandId}\0`), bytes]);
    same(isSigned(key('resolver-public'), signed, given), true, commandId);
    same(isSigned(key('resolver-public'), Buffer.concat([signed, bytes]), given), false, commandId);
    same(Buffer.concat([bytes.subarray(0, -1), Buffer.from('8a01', 'hex'), given]), command, commandId);
  }
}

function checkStory(schemas) {
  const { metadata, value } = keys();
  same(publicKeyOf(value.privateKey), value.publicKey.toString('hex'), 'the key pair');
  const story = read('story.json');
  for (const { type, value: bytes, inside } of story.records) {
    const { fields } = schemas.decode(Buffer.from(bytes, 'hex'));
    const plaintext =
      type === 'ValueChunk'
        ? open(value, Buffer.from(fields.sealed, 'hex'), Buffer.from(inside.info, 'hex'))
        : decryptPayload(metadata, Buffer.from(fields.payload, 'hex'), Buffer.from(inside.associatedData, 'hex'));
    same(plaintext, inside.plaintext, type);
    if (type !== 'ValueChunk') {
      const record = { type: inside.type, version: inside.version, fields: inside.fields };
      same(schemas.decode(plaintext), record, type);
    }
  }
  same(tell(schemas, keys()), story, 'the story told again');
}

const schemas = new Schemas(read('schemas.json'));
if (process.argv.includes('--write')) {
  fs.writeFileSync(path.join(directory, 'story.json'), `${JSON.stringify(tell(schemas, keys()), null, 2)}\n`);
}
checkWrappedKeyset();
checkPlaces();
checkContexts();
checkDigests();
checkCheckpoints(schemas);
checkRecords(schemas);
checkSignatures();
checkStory(schemas);
console.log(`${checked} values are as expected`);
