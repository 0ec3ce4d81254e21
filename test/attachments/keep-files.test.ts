import { describe, expect, it } from 'vitest';
import { createFileKeeper } from '../../src/attachments/keep-files.ts';
import type { Channel } from '../../src/channels/types.ts';
import { type Attachment, LIMITS, safeName } from '../../src/registration/attachments.ts';
import { readPaper } from '../../src/registration/papers.ts';
import { pdf, phonePhoto } from './samples.ts';

/** A channel that has one file, and counts how often it is asked. */
function keeper(bytes: Buffer, theirs = 0) {
  const kept = new Map<string, Uint8Array>();
  let asked = 0;
  const channel: Channel = {
    id: 'simulator',
    limits: { text: 4_000, caption: 4_000, buttons: 40, buttonLabel: 64 },
    send: async () => ({ kind: 'failed', retryable: false, reason: '' }),
    async fetchFile(_externalId, _ref, mostBytes) {
      asked += 1;
      return bytes.length > mostBytes ? { kind: 'too-large' } : { kind: 'fetched', bytes };
    },
  };
  const files = {
    write: async (id: string, content: Uint8Array) => void kept.set(id, content),
    read: async () => null,
    async remove(ids: readonly string[]) {
      for (const id of ids) kept.delete(id);
    },
    olderThan: async () => [],
  };
  const parts = { files, channels: new Map([['simulator' as const, channel]]), bytesOf: async () => theirs };
  const { take, discard } = createFileKeeper(parts);
  return {
    kept,
    discard,
    asked: () => asked,
    take: (there: readonly Attachment[] = [], name = 'giay.jpg', from: 'simulator' | 'zalo' = 'simulator') =>
      take({ channel: from, externalId: 'chi-hoa', ref: 'r', name, personId: 'p', there }),
  };
}

const there = (count: number, size = 1_000): Attachment[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${index}`,
    name: `${index}.jpg`,
    kind: 'jpeg',
    size,
    sha256: `${index}`,
    paper: null,
  }));

describe('keeping a file', () => {
  it('stores what may be kept of it, not what came', async () => {
    const photo = await phonePhoto();
    const { take, kept, discard } = keeper(photo);
    const outcome = await take();
    if (outcome.kind !== 'kept') throw new Error(outcome.kind);
    const { id, size, kind, name } = outcome.attachment;
    const stored = Buffer.from(kept.get(id) ?? []);
    expect([stored.length, kind, name]).toEqual([size, 'jpeg', 'giay.jpg']);
    expect(stored.includes('DienThoaiMau')).toBe(false);
    await discard([id]);
    expect(kept.size).toBe(0);
  });

  it('keeps the same bytes once, whatever they are called', async () => {
    const { take, kept } = keeper(pdf());
    const first = await take();
    if (first.kind !== 'kept') throw new Error(first.kind);
    expect(await take([first.attachment], 'ten khac.pdf')).toEqual({ kind: 'same', attachment: first.attachment });
    expect(kept.size).toBe(1);
  });

  it('asks for no bytes where there is no room', async () => {
    const full = keeper(pdf());
    expect(await full.take(there(LIMITS.files))).toEqual({ kind: 'refused', why: 'too-many' });
    expect(await full.take(there(6, LIMITS.fileBytes))).toEqual({ kind: 'refused', why: 'too-much' });
    expect(full.asked()).toBe(0);
  });

  it.each([
    ['the registration has no room for these', there(1, LIMITS.totalBytes - 10), 0],
    ['the person has no room for these', [], LIMITS.personBytes],
  ] as const)('stores nothing where %s', async (_, files, theirs) => {
    const { take, kept } = keeper(pdf(), theirs);
    expect(await take(files)).toEqual({ kind: 'refused', why: 'too-much' });
    expect(kept.size).toBe(0);
  });

  it('reads no file that is too large, and says when one is gone or the channel gives none', async () => {
    const { take } = keeper(Buffer.alloc(LIMITS.fileBytes + 1));
    expect(await take()).toEqual({ kind: 'refused', why: 'too-large' });
    expect(await take([], 'a.jpg', 'zalo')).toEqual({ kind: 'refused', why: 'gone' });
  });
});

it.each([
  ['../../etc/passwd', 'pdf', 'passwd.pdf'],
  ['C:\\anh\\bánh\u0007 gai.JPG', 'jpeg', 'bánh gai.jpg'],
  ['virus.exe', 'png', 'virus.png'],
  ['..', 'pdf', 'tep-gui-len.pdf'],
  ['a\u202Egpj.exe', 'jpeg', 'agpj.jpg'],
  ['"><img src=x>.png', 'png', 'img src=x.png'],
  ['', 'docx', 'tep-gui-len.docx'],
  ['dài'.repeat(200), 'pdf', `${[...'dài'.repeat(200)].slice(0, 80).join('')}.pdf`],
] as const)('a name is made harmless: %j', (name, kind, safe) => {
  expect(safeName(name, kind)).toBe(safe);
});

it.each([
  ['giấy an toàn thực phẩm', 'attp'],
  ['giay dkkd cua em', 'dkkd'],
  ['ảnh sản phẩm', 'san-pham'],
  ['giấy tờ khác', 'khac'],
  ['số điện thoại em là 0987654321', null],
  ['thôn 2', null],
  ['', null],
])('a caption names a paper: %j → %j', (caption, paper) => {
  expect(readPaper(caption, '2026-11-23')).toBe(paper);
});
