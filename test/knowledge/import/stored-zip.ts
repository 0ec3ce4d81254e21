/**
 * A zip of uncompressed entries, enough for a reader of the central directory. CRCs are left zero. With `claimedSize` the
 * contents are packed already and the directory claims this size for each.
 */
export function storedZip(
  files: readonly (readonly [name: string, content: string])[],
  options: { readonly encoding?: BufferEncoding; readonly claimedSize?: number } = {},
): Buffer {
  const { encoding = 'utf8', claimedSize } = options;
  const method = claimedSize === undefined ? 0 : 8;
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const nameBytes = Buffer.from(name, 'utf8');
    const body = Buffer.from(content, encoding);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(body.length, 18);
    local.writeUInt32LE(claimedSize ?? body.length, 22);
    local.writeUInt16LE(nameBytes.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(body.length, 20);
    central.writeUInt32LE(claimedSize ?? body.length, 24);
    central.writeUInt16LE(nameBytes.length, 28);
    central.writeUInt32LE(offset, 42);
    bodies.push(local, nameBytes, body);
    directory.push(central, nameBytes);
    offset += 30 + nameBytes.length + body.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, list, end]);
}
