import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { startEphemeralServer } from '../../src/platform/database/ephemeral.ts';
import { silentLog } from '../../src/platform/log.ts';
import { type Service, startService } from '../../src/start-service.ts';
import { freePort } from '../free-port.ts';
import { startZaloSimulator, type ZaloSimulator } from '../simulators/zalo/start.ts';

/** The whole service beside a Zalo on this machine: connected by an administrator, then written to by a person. */
const ADMIN = { email: 'quan.tri@example.vn', password: 'mot-mat-khau-dai' };
const USER = '4321000000000000001';

let zalo: ZaloSimulator;
let database: Awaited<ReturnType<typeof startEphemeralServer>>;
let folder: string;
let service: Service;
let address: string;

beforeAll(async () => {
  [zalo, database, folder] = await Promise.all([
    startZaloSimulator({ ackMs: 30_000 }),
    startEphemeralServer(),
    mkdtemp(path.join(tmpdir(), 'ocop-zalo-')),
  ]);
  const { appId, appSecret, oaId, oaSecretKey } = zalo.world.settings;
  const port = String(await freePort());
  const config = readConfig({
    PORT: port,
    HOST: '127.0.0.1',
    DATA_DIR: folder,
    DATABASE_URL: database.url,
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    OFFICE_NAME: 'Văn phòng thử',
    OFFICE_CONTACT: '0237 000 000',
    ZALO_APP_ID: appId,
    ZALO_APP_SECRET: appSecret,
    ZALO_OA_ID: oaId,
    ZALO_OA_SECRET_KEY: oaSecretKey,
    ZALO_OAUTH_URL: zalo.url,
    ZALO_OPENAPI_URL: zalo.url,
    ZALO_BUSINESS_URL: zalo.url,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  });
  service = await startService('serve', config, silentLog);
  address = service.address ?? '';
  zalo.world.settings = {
    ...zalo.world.settings,
    callbackUrl: `${address}/connect/zalo/callback`,
    webhookUrl: `${address}/webhooks/zalo`,
  };
  zalo.world.addPerson(USER, 'Lê Thị Hoa');
});
afterAll(async () => {
  await service?.stop();
  await Promise.all([zalo?.close(), database?.close(), rm(folder, { recursive: true, force: true })]);
});

async function signIn(): Promise<string> {
  const response = await fetch(`${address}/api/office/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify(ADMIN),
  });
  expect(response.status).toBe(200);
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

const look = (url: string, cookie?: string) => fetch(url, { redirect: 'manual', headers: cookie ? { cookie } : {} });
const locationOf = (response: Response) => new URL(response.headers.get('location') ?? '', address).href;

test('strangers see nothing of the connection', async () => {
  for (const page of ['', '/start', '/callback?code=a&oa_id=b&state=c']) {
    expect((await look(`${address}/connect/zalo${page}`)).status).toBe(401);
  }
});

test('an administrator connects the account through Zalo’s consent', async () => {
  const cookie = await signIn();
  expect(await (await look(`${address}/connect/zalo`, cookie)).text()).toContain('chưa được kết nối');

  const consent = locationOf(await look(`${address}/connect/zalo/start`, cookie));
  const grant = /href="([^"]+)"/.exec(await (await fetch(consent)).text())?.[1]?.replaceAll('&amp;', '&') ?? '';
  const back = locationOf(await look(`${zalo.url}${grant}`));
  expect(back).toContain('/connect/zalo/callback?');

  const forged = new URL(back);
  forged.searchParams.set('state', 'forged');
  expect(locationOf(await look(forged.href, cookie))).toContain('done=stale');
  const other = new URL(back);
  other.searchParams.set('oa_id', '111111');
  expect(locationOf(await look(other.href, cookie))).toContain('done=otherAccount');

  const done = locationOf(await look(back, cookie));
  expect(done).toContain('done=connected');
  const page = await (await look(done, cookie)).text();
  expect(page).toContain('Đã kết nối.');
  expect(page).toContain('OCOP Thanh Hóa (mô phỏng)');
  expect(page).toContain(`${address}/webhooks/zalo`);
  // The code was for one use.
  expect(locationOf(await look(back, cookie))).toContain('done=refused');
  expect(await (await fetch(`${address}/metrics`)).text()).toContain('ocop_zalo_connected 1');
});

test('a person writes on Zalo and is answered there, with buttons that work', async () => {
  const { thread } = zalo.world.person(USER);
  const answers = () => thread.filter(({ from }) => from === 'oa');
  zalo.people.say(USER, 'tôi muốn đăng ký sản phẩm');
  await vi.waitFor(() => expect(answers()).toHaveLength(1), { timeout: 30_000 });
  expect(answers()[0]?.text).toContain('Văn phòng thử (0237 000 000)');
  zalo.people.press(USER, 'Đồng ý');
  await vi.waitFor(() => expect(answers()).toHaveLength(2), { timeout: 30_000 });
  // Six kinds, five buttons: the sixth is reached by its number.
  expect(answers()[1]?.buttons).toHaveLength(5);
  zalo.people.say(USER, '2');
  await vi.waitFor(() => expect(answers()).toHaveLength(3), { timeout: 30_000 });
  expect(answers()[2]?.text).toContain('Tên đơn vị');
  expect(zalo.webhooks.answers.every((status) => status === 200)).toBe(true);
});
