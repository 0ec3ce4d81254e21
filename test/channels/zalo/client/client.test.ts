import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createBusinessClient } from '../../../../src/channels/zalo/client/business.ts';
import type { Result } from '../../../../src/channels/zalo/client/http.ts';
import {
  buttonsMessage,
  fileMessage,
  imageMessage,
  requestInfoMessage,
  textMessage,
  type ZaloMessage,
} from '../../../../src/channels/zalo/client/messages.ts';
import { createOAuthClient } from '../../../../src/channels/zalo/client/oauth.ts';
import { createOpenApiClient } from '../../../../src/channels/zalo/client/openapi.ts';
import { startZaloSimulator, type ZaloSimulator } from '../../../simulators/zalo/start.ts';
import { DAY, DEFAULT_SETTINGS } from '../../../simulators/zalo/world.ts';

const HOUR = 3_600_000;
const USER = '4321000000000000001';
const PNG = { name: 'anh.png', mime: 'image/png', bytes: Buffer.from('\x89PNG\r\n', 'latin1') };
const { appId, appSecret, callbackUrl, oaId } = DEFAULT_SETTINGS;

let zalo: ZaloSimulator;
let token: string;
beforeAll(async () => {
  zalo = await startZaloSimulator();
});
beforeEach(() => {
  zalo.world.settings = { ...DEFAULT_SETTINGS, ratePerMinute: 10_000 };
  zalo.world.faults.clear();
  zalo.world.addPerson(USER, 'Lê Thị Hoa', '84987654321').lastInteraction = zalo.world.now();
  token = zalo.world.issuePair().access_token;
});
afterAll(() => zalo.close());

const transport = { fetch, timeoutMs: 5_000 };
const openapi = (proofSecret: string | null = null) =>
  createOpenApiClient({ ...transport, baseUrl: zalo.url, proofSecret });
const business = () => createBusinessClient({ ...transport, baseUrl: zalo.url });
const oauth = (secret = appSecret) => createOAuthClient({ ...transport, baseUrl: zalo.url, appId, appSecret: secret });
const send = (message: ZaloMessage) => openapi().send(token, 'v3.0', USER, message);

function given<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.kind} ${result.failure.code} ${result.failure.message}`);
  return result.value;
}
const failureOf = (result: Result<unknown>) => (result.ok ? null : `${result.failure.kind} ${result.failure.code}`);

describe('OAuth', () => {
  const VERIFIER = 'v'.repeat(43);

  async function consent(verifier: string | null): Promise<string> {
    const page = oauth().consentUrl({ redirectUri: callbackUrl, state: 's-1', verifier });
    const html = await (await fetch(page)).text();
    const href = /href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const back = await fetch(`${zalo.url}${href}`, { redirect: 'manual' });
    const location = new URL(back.headers.get('location') ?? '');
    expect(location.searchParams.get('state')).toBe('s-1');
    expect(location.searchParams.get('oa_id')).toBe(oaId);
    return location.searchParams.get('code') ?? '';
  }

  test('a code becomes a pair once, with the verifier of its challenge', async () => {
    const code = await consent(VERIFIER);
    const pair = given(await oauth().exchange(code, VERIFIER));
    expect(pair.expiresIn).toBe(90_000);
    expect(given(await openapi().account(pair.accessToken)).oaId).toBe(oaId);
    expect(failureOf(await oauth().exchange(code, VERIFIER))).toBe('human -14005');
  });

  test('another verifier, an old code and a consent without a challenge', async () => {
    expect(failureOf(await oauth().exchange(await consent(VERIFIER), 'w'.repeat(43)))).toBe('human -14005');
    const old = await consent(VERIFIER);
    zalo.world.advance(11 * 60_000);
    expect(failureOf(await oauth().exchange(old, VERIFIER))).toBe('human -14005');
    given(await oauth().exchange(await consent(null), null));
  });

  test('a refresh token works once; the new pair kills the old access token at once', async () => {
    const first = zalo.world.issuePair();
    const second = given(await oauth().refresh(first.refresh_token));
    expect(failureOf(await openapi().account(first.access_token))).toBe('refresh -220');
    given(await openapi().account(second.accessToken));
    expect(failureOf(await oauth().refresh(first.refresh_token))).toBe('human -14014');
  });

  test('a refusal in an HTTP 200 is no pair; neither is a gateway or a cut connection', async () => {
    const pair = zalo.world.issuePair();
    expect(failureOf(await oauth('wrong').refresh(pair.refresh_token))).toBe('configuration -14004');
    zalo.world.faults.set('oauth', { status: 502, times: 1 });
    expect(failureOf(await oauth().refresh(pair.refresh_token))).toBe('lost null');
    zalo.world.faults.set('oauth', { drop: 'after', times: 1 });
    expect(failureOf(await oauth().refresh(pair.refresh_token))).toBe('lost null');
    expect(failureOf(await oauth().refresh(pair.refresh_token))).toBe('human -14014');
  });
});

describe('messages of consultation', () => {
  const thread = () => zalo.world.person(USER).thread;

  test('text, buttons, image, file and the request for contact data arrive as they were built', async () => {
    const sent = given(await send(textMessage('Chào chị Hoa')));
    expect(sent.quota).toEqual({ type: 'reply', remaining: null });
    given(await send(buttonsMessage('Chọn:', [{ title: 'Đồng ý', payload: '#b:abc' }])));
    const image = given(await openapi().uploadImage(token, PNG));
    given(await send(imageMessage('Ảnh', image)));
    const file = { name: 'Mau-01.docx', mime: 'application/octet-stream', bytes: Buffer.from('PK') };
    given(await send(fileMessage(given(await openapi().uploadFile(token, file)))));
    given(await send(requestInfoMessage({ title: 'Liên hệ', subtitle: 's', imageUrl: 'https://a.test/b.png' })));
    expect(thread().map(({ text, file: name, buttons }) => [text, name, buttons.length])).toEqual([
      ['Chào chị Hoa', null, 0],
      ['Chọn:', null, 1],
      ['Ảnh', 'anh.png', 0],
      ['', 'Mau-01.docx', 0],
      ['Liên hệ', null, 0],
    ]);
    expect(thread()[0]?.id).toBe(sent.messageId);
  });

  test('2,000 characters after NFC are the limit', async () => {
    const decomposed = 'ế'.normalize('NFD').repeat(2_000);
    given(await send(textMessage(decomposed)));
    expect(failureOf(await send(textMessage('ế'.repeat(2_001))))).toBe('permanent -210');
    expect(failureOf(await send(textMessage('')))).toBe('permanent -201');
  });

  test('5 buttons, titles of 100 and payloads of 1,000 characters are the limit', async () => {
    const button = (title = 'Nút', payload = 'p') => ({ title, payload });
    given(await send(buttonsMessage('Chọn:', Array(5).fill(button('t'.repeat(100), 'p'.repeat(1_000))))));
    for (const buttons of [Array(6).fill(button()), [button('t'.repeat(101))], [button('a', 'p'.repeat(1_001))]]) {
      expect(failureOf(await send(buttonsMessage('Chọn:', buttons)))).toBe('permanent -201');
    }
  });

  test('free for 48 hours, paid for 7 days, then refused', async () => {
    zalo.world.packageLeft = 1;
    const sentAfter = async (hours: number) => {
      zalo.world.person(USER).lastInteraction = zalo.world.now() - hours * HOUR;
      return send(textMessage('Nhắc hẹn'));
    };
    expect(given(await sentAfter(47)).quota?.type).toBe('reply');
    expect(given(await sentAfter(49)).quota).toEqual({ type: 'sub_quota', remaining: 0 });
    expect(given(await sentAfter(50)).quota).toBeNull();
    expect(zalo.world.billed).toBe(55);
    zalo.world.wallet = 0;
    expect(failureOf(await sentAfter(51))).toBe('billing -321');
    expect(failureOf(await sentAfter(7 * 24 + 1))).toBe('window -230');
    zalo.world.addPerson('5');
    expect(failureOf(await openapi().send(token, 'v3.0', '5', textMessage('a')))).toBe('window -232');
    expect(failureOf(await openapi().send(token, 'v3.0', '6', textMessage('a')))).toBe('permanent -201');
  });

  test('a state agency has the older path only, a business the newer', async () => {
    expect(failureOf(await openapi().send(token, 'v2.0', USER, textMessage('a')))).toBe('configuration -240');
    zalo.world.settings = { ...zalo.world.settings, oaType: 4 };
    expect(failureOf(await send(textMessage('a')))).toBe('configuration -235');
    given(await openapi().send(token, 'v2.0', USER, textMessage('a')));
  });

  test('uploads: kinds, sizes, and an end after 7 days', async () => {
    const large = Buffer.concat([PNG.bytes, Buffer.alloc(1024 * 1024)]);
    expect(failureOf(await openapi().uploadImage(token, { ...PNG, bytes: large }))).toBe('permanent -210');
    expect(failureOf(await openapi().uploadImage(token, { ...PNG, bytes: Buffer.from('GIF8') }))).toBe(
      'permanent -201',
    );
    expect(failureOf(await openapi().uploadFile(token, { ...PNG, name: 'a.zip' }))).toBe('permanent -201');
    const image = given(await openapi().uploadImage(token, PNG));
    zalo.world.advance(7 * DAY + HOUR);
    token = zalo.world.issuePair().access_token;
    zalo.world.person(USER).lastInteraction = zalo.world.now();
    expect(failureOf(await send(imageMessage('', image)))).toBe('transient -100');
  });

  test('the calls of a minute are counted and told', async () => {
    zalo.world.setClock(Date.parse('2026-11-26T02:00:01Z'));
    zalo.world.settings = { ...zalo.world.settings, ratePerMinute: 2 };
    const first = await openapi().account(zalo.world.issuePair().access_token);
    expect(first.rate).toEqual({ limit: 2, remaining: 1 });
    token = zalo.world.issuePair().access_token;
    await openapi().account(token);
    const third = await openapi().account(token);
    expect(failureOf(third)).toBe('transient -32');
    expect(third.rate).toEqual({ limit: 2, remaining: 0 });
    zalo.world.setClock(Date.parse('2026-11-26T02:01:01Z'));
    given(await openapi().account(token));
  });

  test('tokens: unknown, expired after 25 hours; the proof when the app asks for it', async () => {
    expect(failureOf(await openapi().account('nonsense'))).toBe('refresh -216');
    zalo.world.settings = { ...zalo.world.settings, requireProof: true };
    expect(failureOf(await openapi().account(token))).toBe('configuration -242');
    given(await openapi(appSecret).account(token));
    zalo.world.advance(25 * HOUR + 1);
    expect(failureOf(await openapi(appSecret).account(token))).toBe('refresh -220');
  });

  test('what became of a call that was cut, and of one that never left', async () => {
    zalo.world.faults.set(USER, { drop: 'after', times: 1 });
    expect(failureOf(await send(textMessage('cắt')))).toBe('lost null');
    expect(thread()).toHaveLength(1);
    zalo.world.faults.set(USER, { status: 502, times: 1 });
    expect(failureOf(await send(textMessage('cổng')))).toBe('lost null');
    const gone = await startZaloSimulator();
    await gone.close();
    const nowhere = createOpenApiClient({ ...transport, baseUrl: gone.url, proofSecret: null });
    expect(failureOf(await nowhere.account(token))).toBe('unreachable null');
  });
});

describe('people', () => {
  test('detail and last interaction', async () => {
    expect(given(await openapi().user(token, USER))).toEqual({
      userId: USER,
      displayName: 'Lê Thị Hoa',
      follower: false,
      phone: '84987654321',
    });
    expect(given(await openapi().lastInteraction(token, USER))).toBe(zalo.world.person(USER).lastInteraction);
    zalo.world.addPerson('7');
    expect(given(await openapi().lastInteraction(token, '7'))).toBeNull();
  });

  const left = { remaining: 500, total: 500, until: '31/12/2099' };
  test.each([
    ['a list', 'assets', [left]],
    ['one alone', 'one', [left]],
    ['no numbers', 'without-numbers', []],
  ] as const)('what the package still pays for, told as %s', async (_shape, quotaShape, expected) => {
    zalo.world.settings = { ...zalo.world.settings, quotaShape };
    zalo.world.packageLeft = 500;
    expect(given(await openapi().messageQuota(token))).toEqual(expected);
  });
});

describe('ZBS templates', () => {
  const data: Record<string, string> = { ten: 'Hoa' };
  const PHONE = { phone: '84987654321', templateId: '201', data, trackingId: 't-1' };
  beforeEach(() => {
    const parameters = [{ name: 'ten', require: true, maxLength: 30 }];
    const shared = { status: 'ENABLE', parameters, pricePhone: 300, priceUid: 200 } as const;
    zalo.world.templates.set('201', { ...shared, id: '201', name: 'Báo kết quả', tag: 2, byUid: true });
    zalo.world.templates.set('301', { ...shared, id: '301', name: 'Mời hội chợ', tag: 3, byUid: true });
    zalo.world.templates.set('401', { ...shared, id: '401', name: 'Cũ', tag: 1, byUid: false });
    zalo.world.setClock(Date.parse('2026-11-26T02:00:00Z'));
    zalo.world.wallet = 10_000;
    token = zalo.world.issuePair().access_token;
  });

  test('by Zalo id, in no window; by phone to whoever has Zalo', async () => {
    zalo.world.person(USER).lastInteraction = null;
    const before = zalo.world.billed;
    given(await openapi().sendTemplate(token, USER, '201', { ten: 'Hoa' }));
    expect(given(await business().sendTemplate(token, PHONE)).remaining).toBe(499);
    expect(zalo.world.billed - before).toBe(500);
    const refused = (change: Partial<typeof PHONE>) => business().sendTemplate(token, { ...PHONE, ...change });
    expect(failureOf(await refused({ phone: '0987654321' }))).toBe('recipient -108');
    expect(failureOf(await refused({ phone: '84912345678' }))).toBe('recipient -118');
    expect(failureOf(await refused({ data: {} }))).toBe('permanent -1122');
    expect(failureOf(await refused({ data: { ten: 'x'.repeat(31) } }))).toBe('permanent -1121');
    expect(failureOf(await refused({ templateId: '999' }))).toBe('permanent -109');
  });

  test('old templates go by phone only, promotion not at night', async () => {
    expect(failureOf(await openapi().sendTemplate(token, USER, '401', { ten: 'Hoa' }))).toBe('configuration -249');
    zalo.world.setClock(Date.parse('2026-11-26T16:00:00Z'));
    expect(failureOf(await openapi().sendTemplate(token, USER, '301', { ten: 'Hoa' }))).toBe('night -234');
    expect(failureOf(await business().sendTemplate(token, PHONE))).toBe('night -133');
    given(await openapi().sendTemplate(token, USER, '201', { ten: 'Hoa' }));
  });

  test('the registry: parameters, prices and states; -124 is this host’s dead token', async () => {
    expect(given(await business().template(token, '201'))).toEqual({
      id: '201',
      name: 'Báo kết quả',
      status: 'ENABLE',
      parameters: [{ name: 'ten', required: true, maxLength: 30 }],
      pricePhone: 300,
      priceUid: 200,
    });
    expect(failureOf(await business().template('nonsense', '201'))).toBe('refresh -124');
    zalo.world.zbsLeft = 0;
    expect(given(await business().quota(token))).toEqual({ daily: 500, remaining: 0 });
    expect(failureOf(await business().sendTemplate(token, PHONE))).toBe('quota -144');
    zalo.world.wallet = 0;
    zalo.world.zbsLeft = 5;
    expect(failureOf(await business().sendTemplate(token, PHONE))).toBe('billing -115');
  });
});
