/** Kinds of file taken into a conversation. The bytes decide, never the name or what the browser declares. */
export type FileKind = 'jpg' | 'png' | 'pdf';

const SIGNATURES: readonly { readonly kind: FileKind; readonly bytes: readonly number[] }[] = [
  { kind: 'jpg', bytes: [0xff, 0xd8, 0xff] },
  { kind: 'png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { kind: 'pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
];

export function sniffFile(content: Uint8Array): FileKind | null {
  const found = SIGNATURES.find(({ bytes }) => bytes.every((byte, index) => content[index] === byte));
  return found?.kind ?? null;
}
