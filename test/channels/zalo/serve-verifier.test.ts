import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveVerifier } from '../../../src/channels/zalo/serve-verifier.ts';

const FILE = '<html><head><meta name="zalo-platform-site-verification" content="Qx-1_y" /></head></html>';
const server = Fastify();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ocop-verifier-'));
  await writeFile(path.join(folder, 'zalo_verifierQx-1_y.html'), FILE);
  await writeFile(path.join(folder, 'secret.key'), 'bí mật');
  serveVerifier(server, folder);
});
afterAll(() => Promise.all([server.close(), rm(folder, { recursive: true })]));

const get = async (url: string) => {
  const { statusCode, body } = await server.inject(url);
  return { statusCode, body };
};

test('the file that Zalo gave is served to the byte', async () => {
  expect(await get('/zalo_verifierQx-1_y.html')).toEqual({ statusCode: 200, body: FILE });
});

test.each([
  '/zalo_verifierKhac.html',
  '/secret.key',
  '/zalo_verifier/../secret.key',
  '/zalo_verifier%2F..%2Fsecret.key',
  '/zalo_verifier..%2Fsecret.html',
])('%s is not', async (url) => {
  const { statusCode, body } = await get(url);
  expect(statusCode).toBe(404);
  expect(body).not.toContain('bí mật');
});
