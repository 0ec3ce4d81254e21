import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSettableClock } from '../../src/platform/clock.ts';
import { createCrypto } from '../../src/platform/crypto.ts';
import { createFileLinks } from '../../src/platform/file-links.ts';
import { createHttpServer } from '../../src/platform/http.ts';
import { silentLog } from '../../src/platform/log.ts';

const FILE = { name: 'Lịch hội chợ.ics', mime: 'text/calendar', bytes: Buffer.from('BEGIN:VCALENDAR') };
const crypto = createCrypto('x'.repeat(40));
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'links-'));
});
afterEach(() => rm(folder, { recursive: true }));

function open() {
  const clock = createSettableClock(new Date());
  const links = createFileLinks({ folder, crypto, publicUrl: 'https://ocop.test', now: clock.now });
  const server = createHttpServer({ log: silentLog, checks: {}, metrics: async () => [], behindProxy: false });
  links.registerRoutes(server);
  return { clock, links, get: (url: string) => server.inject(url.replace('https://ocop.test', '')) };
}

test('gives the file to whoever has the address, to save and never to show', async () => {
  const { links, get } = open();
  const url = await links.linkTo(FILE);
  expect(url).toMatch(/^https:\/\/ocop\.test\/tep\/[\w-]{32}$/);
  const { statusCode, body, headers } = await get(url);
  expect([statusCode, body, headers['content-type']]).toEqual([200, 'BEGIN:VCALENDAR', 'text/calendar']);
  expect(headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(FILE.name)}`);
  expect((await get('/tep/none')).statusCode).toBe(404);
  expect((await get('/tep/..%2F..%2Fetc%2Fpasswd')).statusCode).toBe(404);
});

test('for 7 days; then it goes from the disk too', async () => {
  const { links, get, clock } = open();
  const url = await links.linkTo(FILE);
  clock.advance(7 * 24 * 3_600_000 - 60_000);
  await links.sweep();
  expect((await get(url)).statusCode).toBe(200);
  clock.advance(120_000);
  expect((await get(url)).statusCode).toBe(404);
  await links.sweep();
  expect(await readdir(folder)).toEqual([]);
});

test('on the disk neither the address nor the content can be read', async () => {
  const { links } = open();
  const token = (await links.linkTo(FILE)).split('/').at(-1) ?? '';
  const [name = ''] = await readdir(folder);
  const stored = await readFile(path.join(folder, name));
  expect(name).not.toContain(token);
  expect(stored.includes('VCALENDAR')).toBe(false);
});
