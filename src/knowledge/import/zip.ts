import { inflateRawSync } from 'node:zlib';

/** What the directory of a zip says about one of its files. */
export interface ZipEntry {
  readonly name: string;
  /** Unpacked, in bytes, as the directory claims it. */
  readonly size: number;
  readonly packedSize: number;
  readonly method: number;
  /** Where the file's own header stands. */
  readonly at: number;
}

const END = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const DIRECTORY_ENTRY = 0x02014b50;
const FILE_HEADER = 0x04034b50;
const DEFLATED = 8;

/** Reads the directory, to its end whatever count it claims; null where there is none. Nothing is unpacked. */
export function zipEntries(bytes: Buffer): ZipEntry[] | null {
  const end = bytes.lastIndexOf(END);
  if (end < 0 || end + 22 > bytes.length) return null;
  let at = bytes.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  while (at + 46 <= end && bytes.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries.length > 0 ? entries : null;
}

/**
 * Whether every file unpacks to no more than its directory claims. A bomb claims little and unpacks to gigabytes, and the
 * reader of Word files would find that out only when the memory is full.
 */
export function sizesHold(bytes: Buffer, entries: readonly ZipEntry[]): boolean {
  return entries.every(({ method, size, packedSize, at }) => {
    if (method !== DEFLATED) return true;
    if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== FILE_HEADER) return false;
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    try {
      inflateRawSync(bytes.subarray(start, start + packedSize), { maxOutputLength: Math.max(size, 1) });
      return true;
    } catch {
      return false;
    }
  });
}
