import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { AppError } from '../../src/platform/errors.ts';
import { createHttpServer, type HttpOptions, listen } from '../../src/platform/http.ts';
import { createLog } from '../../src/platform/log.ts';

function serverWith(changes: Partial<HttpOptions> = {}) {
  const lines: string[] = [];
  const server = createHttpServer({
    log: createLog('trace', { write: (line) => void lines.push(line) }),
    checks: {},
    metrics: async () => [],
    behindProxy: false,
    ...changes,
  });
  return { server, lines };
}

test('is live whatever the database does', async () => {
  const { server } = serverWith({ checks: { database: async () => false } });
  expect((await server.inject('/health/live')).json()).toEqual({ status: 'live' });
});

test('is ready when every check says so', async () => {
  const { server } = serverWith({ checks: { database: async () => true, queue: async () => true } });
  const answer = await server.inject('/health/ready');
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ status: 'ready', checks: { database: true, queue: true } });
});

test('is not ready when a check fails or throws, and says which', async () => {
  const { server } = serverWith({
    checks: { database: () => Promise.reject(new Error('down')), queue: async () => true },
  });
  const answer = await server.inject('/health/ready');
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toEqual({ status: 'waiting', checks: { database: false, queue: true } });
});

test('shows metrics as Prometheus reads them', async () => {
  const { server } = serverWith({
    metrics: async () => [{ name: 'ocop_inbox_waiting', type: 'gauge', help: 'Waiting.', value: 3 }],
  });
  const answer = await server.inject('/metrics');
  expect(answer.headers['content-type']).toContain('text/plain');
  expect(answer.body).toBe(
    '# HELP ocop_inbox_waiting Waiting.\n# TYPE ocop_inbox_waiting gauge\nocop_inbox_waiting 3\n',
  );
});

test('metrics of one name are told once, by their labels', async () => {
  const notices = { name: 'ocop_notices', type: 'gauge', help: 'Rows.' } as const;
  const { server } = serverWith({
    metrics: async () => [
      { ...notices, value: 2, labels: { status: 'sent' } },
      { ...notices, value: 1, labels: { status: 'failed', reason: 'Zalo "bận"' } },
    ],
  });
  const { body } = await server.inject('/metrics');
  expect(body).toBe(
    '# HELP ocop_notices Rows.\n# TYPE ocop_notices gauge\nocop_notices{status="sent"} 2\n' +
      'ocop_notices{status="failed",reason="Zalo \\"bận\\""} 1\n',
  );
});

test('metrics are for this machine, and for whoever has the token', async () => {
  const { server } = serverWith({ metricsToken: 'mot-ma-du-dai-16', behindProxy: true });
  const status = async (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
    (await server.inject({ url: '/metrics', headers, remoteAddress })).statusCode;
  expect(await status({})).toBe(200);
  expect(await status({}, '::1')).toBe(200);
  expect(await status({}, '10.1.2.3')).toBe(404);
  expect(await status({ authorization: 'Bearer mot-ma-du-dai-16' }, '10.1.2.3')).toBe(200);
  expect(await status({ authorization: 'Bearer ma-khac' }, '10.1.2.3')).toBe(404);
  // Through a proxy on this machine everybody seems to be here.
  for (const name of ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via']) {
    expect(await status({ [name]: '127.0.0.1' }), name).toBe(404);
  }
});

test('behind a proxy its own word counts, not what the asker wrote before it', async () => {
  const { server } = serverWith({ behindProxy: true });
  server.get('/who', async ({ ip }) => ({ ip }));
  const headers = { 'x-forwarded-for': '1.2.3.4, 198.51.100.7' };
  expect((await server.inject({ url: '/who', headers })).json()).toEqual({ ip: '198.51.100.7' });
});

test('browsers are told to come by https only where that is how we are reached', async () => {
  const seen = async (https: boolean) =>
    (await serverWith({ https }).server.inject('/nowhere')).headers['strict-transport-security'];
  expect(await seen(true)).toBe('max-age=31536000; includeSubDomains');
  expect(await seen(false)).toBeUndefined();
});

test('an error tells the person nothing of its inside, and the log nothing of the person', async () => {
  const { server, lines } = serverWith();
  server.post('/break', async () => {
    throw new Error('password of Nguyễn Thị Hoa');
  });
  const answer = await server.inject({ method: 'POST', url: '/break?phone=0912345678', payload: { text: 'Hoa' } });
  expect(answer.statusCode).toBe(500);
  expect(answer.json()).toMatchObject({ code: 'internal' });
  expect(answer.body + lines.join('')).not.toMatch(/Hoa|0912345678/);
  expect(lines.join('')).toContain('"route":"/break"');
});

test.each([
  ['a path that does not exist', { method: 'GET', url: '/nothing' }, 404, 'not-found'],
  [
    'a body that is no JSON',
    { method: 'POST', url: '/echo', body: '{', headers: { 'content-type': 'application/json' } },
    400,
    'bad-request',
  ],
  [
    'a body that is too large',
    { method: 'POST', url: '/echo', payload: { a: 'x'.repeat(2_000_000) } },
    413,
    'bad-request',
  ],
  ['a limit passed', { method: 'GET', url: '/limit' }, 429, 'too-many-requests'],
] as const)('%s', async (_name, request, status, code) => {
  const { server } = serverWith();
  server.post('/echo', async ({ body }) => body);
  server.get('/limit', async () => {
    throw new AppError('too-many-requests', '');
  });
  const answer = await server.inject(request);
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toMatchObject({ code });
});

test('a port that is taken is told in plain words', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  const { server } = serverWith();
  await expect(listen(server, { host: '127.0.0.1', port })).rejects.toMatchObject({
    code: 'port-taken',
    text: expect.stringContaining('Cổng mạng đã có chương trình khác dùng'),
  });
  await server.close();
  other.close();
});
