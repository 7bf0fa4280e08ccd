// Verifies exported logs with nothing but Node: `node verify-log.mjs <checkpoint-public.json> <export file>…`.
// It was written from docs/wire-format.md, and prints its findings as one line of JSON for each file. It holds the log in memory: it is
// here to disagree with the other verifier, not to replace it.

import crypto from 'node:crypto';
import fs from 'node:fs';

const ZERO = '0'.repeat(64);
const ID = '[A-Za-z0-9._~-]{1,255}';
const KEYS = [
  ['event', new RegExp(`^(${ID})/event/([0-9]{19})$`)],
  ['value', new RegExp(`^(${ID})/value/(${ID})/([0-9]{5})$`)],
  ['key', new RegExp(`^(${ID})/key/([0-9]{5})$`)],
  ['beat', /^()\/beat$/],
];
const SHAPES = {
  '0b8c8effef9e81b4': ['EncryptedEvent', (r) => ({ link: r.hex(32), value: r.maybe(valueDigest), payload: r.skip() })],
  '772127d3d1c387dd': ['EncryptedEvent', (r) => ({
    link: r.hex(32), value: r.maybe(valueDigest), records: r.list(recordDigest), erased: r.list((s) => s.text()), payload: r.skip(),
  })],
  b807fc4ed091d84c: ['ValueChunk', (r) => ({ valueId: r.text(), index: r.int(), count: r.int(), sealed: r.bytes() })],
  '86abd043c401af11': ['ProjectKey', (r) => ({ wrapped: r.skip() })],
  '511ad30067bd790a': ['ProjectKeyDestroyed', (r) => ({ proof: r.skip() })],
  '1643961fb876bc15': ['Beat', () => ({})],
  '30380236f28787e9': ['SignedCheckpoint', (r) => ({
    projectId: r.text(), sequence: r.int(), hash: r.hex(32), at: r.int(), signature: r.bytes(),
  })],
};
const TYPE_OF_KEY = { event: ['EncryptedEvent'], value: ['ValueChunk'], key: ['ProjectKey', 'ProjectKeyDestroyed'], beat: ['Beat'] };

const valueDigest = (r) => ({ valueId: r.text(), chunks: r.int(), digest: digest(r.bytes()) });
const recordDigest = (r) => ({ key: r.text(), digest: digest(r.bytes()) });

function digest(bytes) {
  if (bytes.length !== 32) throw new Error('A digest has 32 bytes');
  return bytes.toString('hex');
}

function sha256(...parts) {
  const hash = crypto.createHash('sha256');
  parts.forEach((part) => hash.update(part));
  return hash.digest('hex');
}

// ---------------------------------------------------------------- bytes

class Reader {
  constructor(bytes) {
    this.bytesLeft = bytes;
    this.at = 0;
  }
  take(length) {
    if (!(length >= 0) || this.at + length > this.bytesLeft.length) throw new Error('The record is cut');
    return this.bytesLeft.subarray(this.at, (this.at += length));
  }
  int() {
    let zigzag = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.take(1)[0];
      zigzag |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return Number(BigInt.asIntN(64, (zigzag >> 1n) ^ -(zigzag & 1n)));
    }
    throw new Error('A number has no end');
  }
  bytes() {
    return this.take(this.int());
  }
  skip() {
    return this.bytes().length;
  }
  hex(length) {
    return this.take(length).toString('hex');
  }
  text() {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.bytes());
  }
  maybe(read) {
    const branch = this.int();
    if (branch !== 0 && branch !== 1) throw new Error('No such branch');
    return branch === 0 ? null : read(this);
  }
  list(read) {
    const items = [];
    for (let count = this.int(); count !== 0; count = this.int()) {
      if (count < 0) this.int();
      for (let i = Math.abs(count); i > 0; i--) {
        if (items.push(read(this)) > 100000) throw new Error('The list is too long');
      }
    }
    return items;
  }
}

function decode(bytes) {
  const shape = bytes.length >= 10 && bytes[0] === 0xc3 && bytes[1] === 0x01 && SHAPES[bytes.toString('hex', 2, 10)];
  if (!shape) throw new Error('No record that is known');
  const reader = new Reader(bytes.subarray(10));
  const fields = shape[1](reader);
  if (reader.at !== reader.bytesLeft.length) throw new Error('Bytes after the record');
  return { type: shape[0], records: [], erased: [], ...fields };
}

function partitionOf(projectId, partitions) {
  const bytes = Buffer.from(projectId);
  const m = 0x5bd1e995;
  let h = 0x9747b28c ^ bytes.length;
  const whole = bytes.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    const k = Math.imul(bytes.readInt32LE(i), m);
    h = Math.imul(h, m) ^ Math.imul(k ^ (k >>> 24), m);
  }
  const rest = bytes.length - whole;
  if (rest > 2) h ^= bytes[whole + 2] << 16;
  if (rest > 1) h ^= bytes[whole + 1] << 8;
  if (rest > 0) h = Math.imul(h ^ bytes[whole], m);
  h = Math.imul(h ^ (h >>> 13), m);
  return ((h ^ (h >>> 15)) & 0x7fffffff) % partitions;
}

function parseKey(text) {
  for (const [kind, form] of KEYS) {
    const match = form.exec(text);
    if (!match) continue;
    const [, projectId, one, two] = match;
    if (kind === 'event' && (BigInt(one) < 1n || BigInt(one) > 0x7fffffffffffffffn)) return null;
    if (kind === 'key' && Number(one) < 1) return null;
    if (kind === 'value' && Number(two) > 2047) return null;
    return { kind, projectId, valueId: one, sequence: kind === 'event' ? Number(one) : 0, index: Number(two) };
  }
  return null;
}

const eventKey = (projectId, sequence) => `${projectId}/event/${String(sequence).padStart(19, '0')}`;

// ---------------------------------------------------------------- the file

function readFile(file) {
  const text = fs.readFileSync(file, 'utf8');
  const lines = text.split('\n').slice(0, -1);
  const last = lines.pop();
  const head = JSON.parse(lines.shift());
  const end = JSON.parse(last);
  if (head.format !== 'secret-log' || head.version !== 1) throw new Error('No export');
  const before = text.slice(0, text.length - last.length - 1);
  if (end.sha256 !== sha256(before)) throw new Error('The file is damaged');
  const all = lines.map((line) => JSON.parse(line));
  const checkpoints = all.filter((it) => it.checkpoint).map((it) => place(it.checkpoint));
  const records = all.filter((it) => !it.checkpoint).map(place);
  if (records.length !== end.records || checkpoints.length !== end.checkpoints) throw new Error('The file is damaged');
  return { partitions: head.partitions, projects: head.projects, records, checkpoints };
}

function place({ partition, offset, key, keyBytes, value }) {
  const bytes = keyBytes === undefined ? Buffer.from(key ?? '') : Buffer.from(keyBytes, 'base64');
  return { partition, offset, key: bytes, text: bytes.toString('latin1'), value: value === null ? null : Buffer.from(value, 'base64') };
}

// ---------------------------------------------------------------- checkpoints

function verifyCheckpoints({ partitions, checkpoints }, keyset) {
  const findings = [];
  const heads = new Map();
  for (const record of checkpoints) {
    const find = (kind) => findings.push({ kind, topic: 'secret-checkpoints', partition: record.partition, offset: record.offset });
    let head;
    try {
      head = decode(record.value);
      if (head.type !== 'SignedCheckpoint') throw new Error('Another record');
    } catch {
      find('MALFORMED');
      continue;
    }
    if (head.projectId !== record.text || partitionOf(head.projectId, partitions) !== record.partition) find('MISPLACED');
    else if (keyset && !isGenuine(head, keyset)) find('CHECKPOINT_FORGED');
    else if ((heads.get(head.projectId)?.sequence ?? 0) <= head.sequence) heads.set(head.projectId, head);
  }
  return { findings, heads };
}

function isGenuine({ projectId, sequence, hash, at, signature }, keyset) {
  const entry = keyset.key.find((it) => it.keyId === signature.readUInt32BE(1));
  if (!entry || signature[0] !== 1 || signature.length !== 69) return false;
  const raw = Buffer.from(entry.keyData.value, 'base64').subarray(-32);
  const key = crypto.createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]), format: 'der', type: 'spki',
  });
  const signed = Buffer.from(['secret-checkpoint', projectId, sequence, hash, at].join('\0'));
  return crypto.verify(null, signed, key, signature.subarray(5));
}

// ---------------------------------------------------------------- the log

/** What is wrong, one for each record: the first word on a record stands unless it is overruled. */
class Findings {
  all = [];
  add(kind, record, more = {}) {
    const finding = { kind, topic: 'secret-events', partition: record.partition, offset: record.offset, ...more };
    this.all.push(finding);
    return finding;
  }
  at(record) {
    return this.all.filter((it) => !it.gone && it.partition === record.partition && it.offset === record.offset);
  }
}

function verifyLog({ partitions, projects, records }, heads) {
  const findings = new Findings();
  const byProject = new Map();
  for (const record of records) {
    const key = (record.parsed = parseKey(record.text));
    if (!key) {
      findings.add('MALFORMED', record);
      continue;
    }
    if (record.value !== null) {
      try {
        record.content = decode(record.value);
        if (!TYPE_OF_KEY[key.kind].includes(record.content.type)) throw new Error('Another record');
      } catch {
        record.content = null;
        record.bad = true;
      }
    }
    if (key.kind === 'beat') {
      if (record.bad || record.value === null) findings.add('MALFORMED', record);
    } else if (partitionOf(key.projectId, partitions) !== record.partition) {
      findings.add('MISPLACED', record);
    } else if (projects.length === 0 || projects.includes(key.projectId)) {
      if (!byProject.has(key.projectId)) byProject.set(key.projectId, []);
      byProject.get(key.projectId).push(record);
    }
  }
  for (const [projectId, own] of byProject) verifyProject(projectId, own, heads.get(projectId), records, findings);
  for (const [projectId, head] of heads) {
    if (byProject.has(projectId)) continue;
    const gone = findings.add('TRUNCATED', { partition: partitionOf(projectId, partitions), offset: -1 });
    lookForEvent(gone, eventKey(projectId, head.sequence), head.hash, records, findings);
  }
  later.forEach((look) => look());
  return findings.all.filter((it) => !it.gone);
}

function verifyProject(projectId, records, head, all, findings) {
  for (const record of records) {
    if (record.bad) findings.add('MALFORMED', record);
    else if (record.value === null && record.parsed.kind !== 'value') findings.add('DROPPED', record);
  }
  const whole = verifyChain(projectId, records.filter((it) => it.parsed.kind === 'event'), head, all, findings);
  verifyNamed(records, whole, all, findings);
  verifyValues(projectId, records, whole, all, findings);
}

/** Lays the events out by number and by what names what; whoever is named by a successor stands as it was written. */
function verifyChain(projectId, events, head, all, findings) {
  const before = findings.all.length;
  const seen = events.filter((it) => it.value !== null).map((record) => ({
    record,
    sequence: record.parsed.sequence,
    link: record.bad ? null : record.content.link,
    hash: sha256(record.key, Buffer.from([0]), record.value),
    bad: record.bad,
  }));
  let last = { sequence: 0, hash: ZERO, record: { partition: seen[0]?.record.partition ?? 0, offset: -1 } };
  const named = (event, next) => next !== undefined && next.sequence === event.sequence + 1 && next.link === event.hash;
  const signed = (event) => head !== undefined && head.sequence === event.sequence && head.hash === event.hash;
  const accept = (event) => {
    last = event;
    if (head && head.sequence === event.sequence && !event.bad && head.hash !== event.hash) {
      event.finding = findings.add('REWRITTEN', event.record);
    }
  };
  const blame = (kind) => {
    if (last.finding) last.finding.kind = kind;
    else last.finding = findings.add(kind, last.record);
  };
  for (let i = 0; i < seen.length; i++) {
    const event = seen[i];
    const next = seen[i + 1];
    const expected = last.sequence + 1;
    if (event.bad) {
      if (event.sequence === expected) accept(event);
    } else if (event.sequence === expected && (event.link === last.hash || last.bad)) {
      accept(event);
    } else if (event.sequence === expected) {
      const confirmed = next ? named(event, next) : signed(event);
      if (confirmed && last.sequence > 0) {
        blame('ALTERED');
        accept(event);
      } else if (!confirmed && next && next.sequence === expected && next.link === last.hash) {
        findings.add('INSERTED', event.record);
      } else {
        event.bad = true;
        accept(event);
        findings.add('ALTERED', event.record);
      }
    } else if (event.sequence < expected) {
      const same = event.hash === last.hash;
      if (event.sequence < last.sequence || same) findings.add('DUPLICATED', event.record);
      else if (next ? named(event, next) : signed(event)) {
        blame('INSERTED');
        accept(event);
      } else findings.add('INSERTED', event.record);
    } else if (next && next.sequence >= expected && next.sequence <= event.sequence) {
      findings.add('INSERTED', event.record);
    } else {
      const gap = findings.add('DROPPED', event.record);
      lookForEvent(gap, eventKey(projectId, event.sequence - 1), event.link, all, findings);
      accept(event);
    }
  }
  if (head && head.sequence > last.sequence) {
    const cut = findings.add('TRUNCATED', last.record);
    lookForEvent(cut, eventKey(projectId, head.sequence), head.hash, all, findings);
  }
  return findings.all.length === before && !events.some((it) => it.bad);
}

/** Whether an event that is missing stands elsewhere, or under another key. Answers come when all projects were read. */
let later = [];
function lookForEvent(lost, key, hash, all, findings) {
  later.push(() => {
    for (const record of all) {
      if (lost.gone) return;
      if (record.value === null) {
        if (record.text === key) lost.gone = true;
      } else if (sha256(Buffer.from(key), Buffer.from([0]), record.value) === hash) {
        explain(lost, key, record, findings);
      }
    }
  });
}

function explain(lost, key, record, findings) {
  const kind = record.text === key ? 'REORDERED' : 'ALTERED';
  const there = findings.at(record).filter((it) => it !== lost);
  if (there.length === 0) Object.assign(lost, { kind, partition: record.partition, offset: record.offset });
  else {
    lost.gone = true;
    for (const it of there) if (['INSERTED', 'DUPLICATED', 'DROPPED'].includes(it.kind)) it.kind = kind;
  }
}

function verifyNamed(records, whole, all, findings) {
  const unnamed = new Map();
  const missing = new Map();
  for (const record of records) {
    if (record.parsed.kind === 'key' && record.value !== null) {
      const awaited = missing.get(record.text);
      if (!record.bad && awaited && awaited.digest === sha256(record.value)) {
        missing.delete(record.text);
        findings.add('REORDERED', record);
        continue;
      }
      const former = unnamed.get(record.text);
      if (former && !former.bad) findings.add('INSERTED', former);
      unnamed.set(record.text, record);
    } else if (record.content?.type === 'EncryptedEvent') {
      for (const { key, digest: named } of record.content.records) {
        if (!key.startsWith(`${record.parsed.projectId}/`)) continue;
        const found = unnamed.get(key);
        unnamed.delete(key);
        missing.delete(key);
        if (!found) missing.set(key, { digest: named, record });
        else if (!found.bad && sha256(found.value) !== named) restsOn(findings.add('ALTERED', found), record, findings);
      }
    }
  }
  if (!whole) return;
  for (const record of unnamed.values()) if (!record.bad) findings.add('INSERTED', record);
  for (const [key, it] of missing) {
    const lost = findings.add('RECORD_MISSING', it.record);
    later.push(() => {
      for (const record of all) {
        if (!lost.gone && record.value !== null && sha256(record.value) === it.digest) explain(lost, key, record, findings);
      }
    });
  }
}

/** Says nothing new where something is wrong with the event itself. */
function restsOn(finding, event, findings) {
  later.unshift(() => {
    if (findings.at(event).length > 0) finding.gone = true;
  });
}

/** By value: all its chunks, tombstones, claims and ends, in the order of the log. */
function verifyValues(projectId, records, whole, all, findings) {
  const erased = new Set(records.flatMap((it) => (it.content?.type === 'EncryptedEvent' ? it.content.erased : [])));
  const open = new Map();
  const claimed = new Map();
  for (const record of records) {
    const { kind, valueId, index } = record.parsed;
    if (kind === 'value' && record.value === null) {
      const upload = open.get(valueId);
      if (upload) {
        upload.pieces.delete(index);
        if (upload.pieces.size === 0) open.delete(valueId);
      } else if (claimed.has(valueId) && !erased.has(valueId)) findings.add('VALUE_MISSING', record);
    } else if (kind === 'value') {
      takeChunk(record, open, findings);
    } else if (record.content?.type === 'EncryptedEvent' && record.content.value) {
      const value = record.content.value;
      const claim = { value, record, ...judge(value, open.get(value.valueId), record, findings) };
      if (!claimed.has(value.valueId)) claimed.set(value.valueId, claim);
      open.delete(value.valueId);
    }
  }
  for (const claim of claimed.values()) {
    if (claim.missing && whole && !erased.has(claim.value.valueId)) {
      const lost = (claim.lost = findings.add('VALUE_MISSING', claim.record));
      later.push(() => lookForChunks(lost, claim.value, all, findings));
    }
  }
  for (const [valueId, { pieces }] of open) {
    const claim = claimed.get(valueId);
    if (claim && !(claim.missing && !whole)) later.push(() => lateChunks(claim, pieces, records, findings));
  }
}

function takeChunk(record, open, findings) {
  const { valueId, index } = record.parsed;
  if (!open.has(valueId)) open.set(valueId, { pieces: new Map(), bad: false });
  const upload = open.get(valueId);
  if (record.bad) {
    upload.bad = true;
  } else if (record.content.valueId !== valueId || record.content.index !== index) {
    findings.add('ALTERED', record);
    upload.bad = true;
  } else {
    record.sealedHash = sha256(record.content.sealed);
    const former = upload.pieces.get(index);
    if (!former || (index === 0 && upload.pieces.size === 1)) upload.pieces.set(index, record);
    else findings.add(former.sealedHash === record.sealedHash ? 'DUPLICATED' : 'INSERTED', record);
  }
}

function judge(value, upload, event, findings) {
  if (!upload) return { missing: true };
  if (upload.bad) return { missing: false };
  for (let i = 0; i < value.chunks; i++) if (!upload.pieces.has(i)) return { missing: true };
  const pieces = [...upload.pieces].sort(([a], [b]) => a - b);
  const odd = pieces.find(([index, it]) => it.content.count !== value.chunks || index >= value.chunks);
  if (odd || chained(pieces.map(([, it]) => it.sealedHash)) !== value.digest) {
    restsOn(findings.add('VALUE_ALTERED', (odd ?? pieces[0])[1]), event, findings);
  } else {
    for (let i = 1; i < pieces.length; i++) {
      if (pieces[i][1].offset < pieces[i - 1][1].offset) findings.add('REORDERED', pieces[i][1]);
    }
  }
  return { missing: false };
}

const chained = (hashes) => hashes.reduce((soFar, it) => sha256(Buffer.from(soFar + it, 'hex')), ZERO);

/** A chunk that would make the value whole stands under another key, or a tombstone took it away. */
function lookForChunks(lost, value, all, findings) {
  const projectId = projectOf(lost, all);
  const isOwn = (it) => it.parsed?.kind === 'value' && it.parsed.projectId === projectId && it.parsed.valueId === value.valueId;
  const own = new Map(all.filter((it) => isOwn(it) && it.sealedHash).map((it) => [it.parsed.index, it.sealedHash]));
  const stray = all.find((it) => {
    const content = it.value === null ? null : contentOf(it.value);
    if (content?.type !== 'ValueChunk' || content.valueId !== value.valueId) return false;
    if (isOwn(it) && it.parsed.index === content.index) return false;
    const pieces = new Map(own).set(content.index, sha256(content.sealed));
    return chained([...pieces].sort(([a], [b]) => a - b).map(([, hash]) => hash)) === value.digest;
  });
  const tombstone = all.find((it) => it.value === null && isOwn(it));
  if (stray && findings.at(stray).length > 0) lost.gone = true;
  else if (stray) Object.assign(lost, { kind: 'MISPLACED', partition: stray.partition, offset: stray.offset });
  else if (tombstone) Object.assign(lost, { partition: tombstone.partition, offset: tombstone.offset });
}

function contentOf(value) {
  try {
    return decode(value);
  } catch {
    return null;
  }
}

const projectOf = (finding, all) =>
  all.find((it) => it.partition === finding.partition && it.offset === finding.offset).parsed.projectId;

function lateChunks(claim, pieces, records, findings) {
  const { valueId } = claim.value;
  const own = records.filter((it) => it.parsed.kind === 'value' && it.parsed.valueId === valueId && it.sealedHash);
  const newest = new Map(own.map((it) => [it.parsed.index, it.sealedHash]));
  const complete = chained([...newest].sort(([a], [b]) => a - b).map(([, it]) => it)) === claim.value.digest;
  const explains = claim.lost && !claim.lost.gone;
  if (explains) claim.lost.gone = true;
  for (const piece of own.filter((it) => it.offset > claim.record.offset)) {
    const same = own.some((it) => it.offset < claim.record.offset && it.parsed.index === piece.parsed.index
      && it.sealedHash === piece.sealedHash);
    findings.add(explains ? (complete ? 'REORDERED' : 'VALUE_ALTERED') : same ? 'DUPLICATED' : 'INSERTED', piece);
  }
}

// ---------------------------------------------------------------- the program

const [publicKey, ...files] = process.argv.slice(2);
const keyset = JSON.parse(fs.readFileSync(publicKey, 'utf8'));
for (const file of files) {
  later = [];
  const log = readFile(file);
  const checkpoints = verifyCheckpoints(log, keyset);
  const findings = [...checkpoints.findings, ...verifyLog(log, checkpoints.heads)]
    .map(({ kind, topic, partition, offset }) => ({ kind, topic, partition, offset }));
  console.log(JSON.stringify({ whole: findings.length === 0, findings }));
}
