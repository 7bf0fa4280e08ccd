// Where records stand, and what binds them together.

import { sha256 } from './crypto.mjs';

/** Kafka's hash of a record key. */
export function murmur2(bytes) {
  const m = 0x5bd1e995;
  let h = 0x9747b28c ^ bytes.length;
  const whole = bytes.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    let k = Math.imul(bytes.readInt32LE(i), m);
    k = Math.imul(k ^ (k >>> 24), m);
    h = Math.imul(h, m) ^ k;
  }
  const rest = bytes.length - whole;
  if (rest > 2) h ^= bytes[whole + 2] << 16;
  if (rest > 1) h ^= bytes[whole + 1] << 8;
  if (rest > 0) h = Math.imul(h ^ bytes[whole], m);
  h = Math.imul(h ^ (h >>> 13), m);
  return h ^ (h >>> 15);
}

export function partition(projectId, partitions) {
  return (murmur2(Buffer.from(projectId)) & 0x7fffffff) % partitions;
}

export function eventKey(projectId, sequence) {
  return `${projectId}/event/${String(sequence).padStart(19, '0')}`;
}

export function chunkKey(projectId, valueId, index) {
  return `${projectId}/value/${valueId}/${String(index).padStart(5, '0')}`;
}

export function associatedData(topic, place) {
  return Buffer.from(`${topic}\0${place}`);
}

export function sealingContext({ projectId, secretId, valueId, index, count }) {
  return Buffer.from(['secret-value', projectId, secretId, valueId, index, count].join('\0'));
}

/** The digest of sealed chunks, in order. */
export function chunkDigest(chunks) {
  return chunks.reduce((digest, chunk) => sha256(digest, sha256(chunk)), Buffer.alloc(32));
}

export function eventHash(key, value) {
  return sha256(Buffer.from(key), Buffer.from([0]), value);
}

/** What the signature of a checkpoint is over. */
export function checkpointBytes({ projectId, sequence, hash, at }) {
  return Buffer.from(['secret-checkpoint', projectId, sequence, hash, at].join('\0'));
}
