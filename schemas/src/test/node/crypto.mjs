// Encryption as on the wire, from the primitives of node:crypto: AES-256-GCM in Tink's format, and HPKE base mode
// (RFC 9180) with X25519, HKDF-SHA256 and AES-256-GCM in Tink's format, and Ed25519 in Tink's format.

import crypto from 'node:crypto';

const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const PKCS8_X25519 = Buffer.from('302e020100300506032b656e04220420', 'hex');
const SPKI_X25519 = Buffer.from('302a300506032b656e032100', 'hex');
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');
const KEM_SUITE = Buffer.concat([Buffer.from('KEM'), Buffer.from('0020', 'hex')]);
const HPKE_SUITE = Buffer.concat([Buffer.from('HPKE'), Buffer.from('002000010002', 'hex')]);
const NOTHING = Buffer.alloc(0);

/** A signature in Tink's format: the prefix, then the 64 bytes. */
export function isSigned({ keyId, bytes }, signed, signature) {
  const key = crypto.createPublicKey({ key: Buffer.concat([SPKI_ED25519, bytes]), format: 'der', type: 'spki' });
  return signature.subarray(0, 5).equals(prefix(keyId)) && crypto.verify(null, signed, key, signature.subarray(5));
}

export function sha256(...parts) {
  const hash = crypto.createHash('sha256');
  parts.forEach((part) => hash.update(part));
  return hash.digest();
}

/** Tink's prefix of a ciphertext: the byte 1 and the key id, big-endian. */
export function prefix(keyId) {
  const bytes = Buffer.alloc(5);
  bytes.writeUInt8(1);
  bytes.writeUInt32BE(keyId, 1);
  return bytes;
}

/** Payloads: prefix, nonce, ciphertext, tag. A publisher takes a new random nonce each time; only vectors fix it. */
export function encryptPayload({ keyId, key }, plaintext, associatedData, nonce = crypto.randomBytes(NONCE_BYTES)) {
  return Buffer.concat([prefix(keyId), nonce, gcmEncrypt(key, nonce, associatedData, plaintext)]);
}

export function decryptPayload({ keyId, key }, ciphertext, associatedData) {
  expectPrefix(ciphertext, keyId);
  const nonce = ciphertext.subarray(5, 5 + NONCE_BYTES);
  return gcmDecrypt(key, nonce, associatedData, ciphertext.subarray(5 + NONCE_BYTES));
}

/** Chunks: prefix, encapsulated key, ciphertext, tag. The ephemeral key is new each time; only vectors fix it. */
export function seal({ keyId, publicKey }, plaintext, info, ephemeralPrivateKey = crypto.randomBytes(32)) {
  const encapsulated = publicKeyOf(ephemeralPrivateKey);
  const { key, nonce } = schedule(dh(ephemeralPrivateKey, publicKey), encapsulated, publicKey, info);
  return Buffer.concat([prefix(keyId), encapsulated, gcmEncrypt(key, nonce, NOTHING, plaintext)]);
}

export function open({ keyId, privateKey }, sealed, info) {
  expectPrefix(sealed, keyId);
  const encapsulated = sealed.subarray(5, 37);
  const { key, nonce } = schedule(dh(privateKey, encapsulated), encapsulated, publicKeyOf(privateKey), info);
  return gcmDecrypt(key, nonce, NOTHING, sealed.subarray(37));
}

/** Signatures: prefix, then the 64 bytes of Ed25519. */
export function sign({ keyId, seed }, bytes) {
  const key = crypto.createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
  return Buffer.concat([prefix(keyId), crypto.sign(null, bytes, key)]);
}

export function verifySignature({ keyId, publicKey }, signature, bytes) {
  const key = crypto.createPublicKey({ key: Buffer.concat([SPKI_ED25519, publicKey]), format: 'der', type: 'spki' });
  return signature.subarray(0, 5).equals(prefix(keyId)) && crypto.verify(null, bytes, key, signature.subarray(5));
}

export function publicKeyOf(privateKey) {
  return crypto.createPublicKey(privateKeyObject(privateKey)).export({ format: 'der', type: 'spki' }).subarray(-32);
}

function expectPrefix(bytes, keyId) {
  if (!bytes.subarray(0, 5).equals(prefix(keyId))) throw new Error('Another key');
}

function gcmEncrypt(key, nonce, associatedData, plaintext) {
  const cipher = crypto.createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(associatedData);
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function gcmDecrypt(key, nonce, associatedData, ciphertext) {
  const decipher = crypto.createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(associatedData);
  decipher.setAuthTag(ciphertext.subarray(ciphertext.length - TAG_BYTES));
  return Buffer.concat([decipher.update(ciphertext.subarray(0, ciphertext.length - TAG_BYTES)), decipher.final()]);
}

/** RFC 9180, sections 4.1 and 5.1: the AEAD key and the nonce of the first and only message. */
function schedule(sharedPoint, encapsulated, recipient, info) {
  const prk = labeledExtract(KEM_SUITE, NOTHING, 'eae_prk', sharedPoint);
  const sharedSecret = labeledExpand(KEM_SUITE, prk, 'shared_secret', Buffer.concat([encapsulated, recipient]), 32);
  const context = Buffer.concat([
    Buffer.from([0]), // base mode
    labeledExtract(HPKE_SUITE, NOTHING, 'psk_id_hash', NOTHING),
    labeledExtract(HPKE_SUITE, NOTHING, 'info_hash', info),
  ]);
  const secret = labeledExtract(HPKE_SUITE, sharedSecret, 'secret', NOTHING);
  return {
    key: labeledExpand(HPKE_SUITE, secret, 'key', context, 32),
    nonce: labeledExpand(HPKE_SUITE, secret, 'base_nonce', context, NONCE_BYTES),
  };
}

function labeledExtract(suite, salt, label, keyMaterial) {
  return hmac(salt, Buffer.concat([Buffer.from('HPKE-v1'), suite, Buffer.from(label), keyMaterial]));
}

/** HKDF-Expand for at most 32 bytes, which is one block. */
function labeledExpand(suite, prk, label, info, length) {
  const labeled = Buffer.concat([Buffer.from([0, length]), Buffer.from('HPKE-v1'), suite, Buffer.from(label), info]);
  return hmac(prk, Buffer.concat([labeled, Buffer.from([1])])).subarray(0, length);
}

function hmac(key, message) {
  return crypto.createHmac('sha256', key).update(message).digest();
}

function dh(privateKey, publicKey) {
  return crypto.diffieHellman({
    privateKey: privateKeyObject(privateKey),
    publicKey: crypto.createPublicKey({
      key: Buffer.concat([SPKI_X25519, publicKey]),
      format: 'der',
      type: 'spki',
    }),
  });
}

function privateKeyObject(privateKey) {
  return crypto.createPrivateKey({ key: Buffer.concat([PKCS8_X25519, privateKey]), format: 'der', type: 'pkcs8' });
}
