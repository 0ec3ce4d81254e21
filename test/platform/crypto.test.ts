import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCrypto, openCrypto } from '../../src/platform/crypto.ts';

const crypto = createCrypto('một khóa đủ dài cho phép thử, 32 ký tự');

describe('sealed texts', () => {
  test('open again to what was sealed, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, context) => {
        expect(crypto.open(crypto.seal(text, context), context)).toBe(text);
      }),
    );
  });

  test('show nothing of the text and differ each time', () => {
    const [first, second] = [crypto.seal('0912345678', 'k'), crypto.seal('0912345678', 'k')];
    expect(Buffer.from(first).includes('0912345678')).toBe(false);
    expect(Buffer.compare(first, second)).not.toBe(0);
  });

  test('do not open when moved to another row, changed in any byte, cut, or under another key', () => {
    const sealed = crypto.seal('Nguyễn Thị Hoa', 'telegram:1');
    expect(() => crypto.open(sealed, 'telegram:2')).toThrow('seal-broken');
    expect(() => createCrypto('một khóa khác, cũng đủ dài cho phép thử').open(sealed, 'telegram:1')).toThrow();
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Uint8Array.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => crypto.open(changed, 'telegram:1'), `byte ${index}`).toThrow('seal-broken');
      expect(() => crypto.open(sealed.slice(0, index), 'telegram:1'), `cut at ${index}`).toThrow('seal-broken');
    }
  });
});

test('a conversation key is stable, differs per channel and person, and holds neither', () => {
  const key = crypto.conversationKey('zalo', '84912345678');
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect(crypto.conversationKey('zalo', '84912345678')).toBe(key);
  expect(crypto.conversationKey('telegram', '84912345678')).not.toBe(key);
  expect(crypto.conversationKey('zalo8', '4912345678')).not.toBe(key);
});

describe('the key file', () => {
  const folder = () => mkdtemp(path.join(tmpdir(), 'ocop-key-'));

  test('is made once, readable by its owner only, and used again', async () => {
    const dataDir = await folder();
    const sealed = (await openCrypto({ secretKey: null, dataDir })).seal('chè lam', '');
    expect((await stat(path.join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);
    expect((await openCrypto({ secretKey: null, dataDir })).open(sealed, '')).toBe('chè lam');
  });

  test('is one key when many processes start at once', async () => {
    const dataDir = await folder();
    const all = await Promise.all(Array.from({ length: 8 }, () => openCrypto({ secretKey: null, dataDir })));
    expect(new Set(all.map((each) => each.conversationKey('zalo', '1'))).size).toBe(1);
  });

  test('that is damaged is refused, never replaced', async () => {
    const dataDir = await folder();
    await writeFile(path.join(dataDir, 'secret.key'), 'hỏng');
    await expect(openCrypto({ secretKey: null, dataDir })).rejects.toMatchObject({ code: 'key-unusable' });
    expect(await readFile(path.join(dataDir, 'secret.key'), 'utf8')).toBe('hỏng');
  });
});
