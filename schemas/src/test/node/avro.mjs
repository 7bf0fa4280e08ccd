// The part of Apache Avro 1.12 that the wire format needs: binary encoding and the CRC-64-AVRO fingerprint.
// In plain values, bytes and fixed are hexadecimal strings, and a union of null and a type is null or the value.

const EMPTY = 0xc15d213aa4d7a795n;
const TABLE = Array.from({ length: 256 }, (_, i) => {
  let fp = BigInt(i);
  for (let bit = 0; bit < 8; bit++) fp = (fp >> 1n) ^ (EMPTY & -(fp & 1n) & 0xffffffffffffffffn);
  return fp;
});

/** The 8 bytes that stand in a record's header: CRC-64-AVRO of the parsing canonical form, little-endian. */
export function fingerprint(canonicalForm) {
  let fp = EMPTY;
  for (const byte of Buffer.from(canonicalForm, 'utf8')) fp = (fp >> 8n) ^ TABLE[Number((fp ^ BigInt(byte)) & 0xffn)];
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(fp);
  return bytes;
}

/** The bundled schemas: by type name, and by the fingerprint that a record's header shows. */
export class Schemas {
  constructor(entries) {
    this.byName = new Map();
    this.byFingerprint = new Map();
    for (const { type, version, canonicalForm } of entries) {
      const schema = { name: type, version, definition: JSON.parse(canonicalForm), header: header(canonicalForm) };
      this.byName.set(type, schema); // versions come in order: the last one is written
      this.byName.set(`${type}.v${version}`, schema);
      this.byFingerprint.set(schema.header.toString('hex'), schema);
    }
  }

  /** Avro single-object encoding, with the latest version where none is said. */
  encode(type, fields, version) {
    const schema = this.byName.get(version ? `${type}.v${version}` : type);
    return Buffer.concat([schema.header, ...write(schema.definition, fields)]);
  }

  decode(bytes) {
    const schema = this.byFingerprint.get(bytes.subarray(0, 10).toString('hex'));
    if (!schema) throw new Error('Unknown schema');
    const reader = { bytes, at: 10 };
    const fields = read(schema.definition, reader);
    if (reader.at !== bytes.length) throw new Error('Bytes after the record');
    return { type: schema.name, version: schema.version, fields };
  }
}

function header(canonicalForm) {
  return Buffer.concat([Buffer.from([0xc3, 0x01]), fingerprint(canonicalForm)]);
}

function write(schema, value) {
  if (Array.isArray(schema)) {
    return value === null ? [varint(0n)] : [varint(1n), ...write(schema[1], value)];
  }
  switch (schema.type ?? schema) {
    case 'int':
    case 'long':
      return [varint(BigInt(value))];
    case 'boolean':
      return [Buffer.from([value ? 1 : 0])];
    case 'string':
      return prefixed(Buffer.from(value, 'utf8'));
    case 'bytes':
      return prefixed(Buffer.from(value, 'hex'));
    case 'fixed':
      return [Buffer.from(value, 'hex')];
    case 'array':
      return value.length === 0
        ? [varint(0n)]
        : [varint(BigInt(value.length)), ...value.flatMap((item) => write(schema.items, item)), varint(0n)];
    case 'record':
      return schema.fields.flatMap((field) => write(field.type, value[field.name]));
    default:
      throw new Error(`No such type: ${JSON.stringify(schema)}`);
  }
}

function read(schema, reader) {
  if (Array.isArray(schema)) return read(schema[Number(readVarint(reader))], reader);
  switch (schema.type ?? schema) {
    case 'null':
      return null;
    case 'int':
    case 'long':
      return Number(readVarint(reader));
    case 'boolean':
      return take(reader, 1)[0] === 1;
    case 'string':
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(take(reader, Number(readVarint(reader))));
    case 'bytes':
      return take(reader, Number(readVarint(reader))).toString('hex');
    case 'fixed':
      return take(reader, schema.size).toString('hex');
    case 'array':
      return readArray(schema, reader);
    case 'record':
      return Object.fromEntries(schema.fields.map((field) => [field.name, read(field.type, reader)]));
    default:
      throw new Error(`No such type: ${JSON.stringify(schema)}`);
  }
}

function readArray(schema, reader) {
  const items = [];
  for (let count = readVarint(reader); count !== 0n; count = readVarint(reader)) {
    if (count < 0n) readVarint(reader); // a negative count is followed by the block's length in bytes
    for (let i = count < 0n ? -count : count; i > 0n; i--) items.push(read(schema.items, reader));
  }
  return items;
}

function prefixed(bytes) {
  return [varint(BigInt(bytes.length)), bytes];
}

function varint(number) {
  let zigzag = BigInt.asUintN(64, (number << 1n) ^ (number >> 63n));
  const bytes = [];
  while (zigzag > 0x7fn) {
    bytes.push(Number(zigzag & 0x7fn) | 0x80);
    zigzag >>= 7n;
  }
  return Buffer.from([...bytes, Number(zigzag)]);
}

function readVarint(reader) {
  let zigzag = 0n;
  for (let shift = 0n; ; shift += 7n) {
    const [byte] = take(reader, 1);
    zigzag |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return (zigzag >> 1n) ^ -(zigzag & 1n);
  }
}

function take(reader, length) {
  if (length < 0 || reader.at + length > reader.bytes.length) throw new Error('The record is cut');
  return reader.bytes.subarray(reader.at, (reader.at += length));
}
