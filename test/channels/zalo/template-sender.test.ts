import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createBusinessClient } from '../../../src/channels/zalo/client/business.ts';
import { createOpenApiClient } from '../../../src/channels/zalo/client/openapi.ts';
import { createEventStore } from '../../../src/channels/zalo/store/event-store.ts';
import { createTemplateLedger, readTemplates } from '../../../src/channels/zalo/store/template-ledger.ts';
import { readTemplateIds, TEMPLATE_PURPOSES } from '../../../src/channels/zalo/templates/purposes.ts';
import { createTemplateSender, type TemplateMessage } from '../../../src/channels/zalo/templates/template-sender.ts';
import { createCrypto } from '../../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';
import { startZaloSimulator, type ZaloSimulator } from '../../simulators/zalo/start.ts';
import type { Template } from '../../simulators/zalo/world.ts';
import { zaloChannelOn } from './channel-under-test.ts';

const USER = '4321000000000000001';
const PHONE = '84987654321';
const IDS = { returned: '201', event: '301' };

let database: Database;
let zalo: ZaloSimulator;
beforeAll(async () => {
  [database, zalo] = await Promise.all([openEphemeralDatabase(), startZaloSimulator({ wallet: 100_000 })]);
});
afterAll(async () => {
  await Promise.all([database.close(), zalo.close()]);
});
beforeEach(() => {
  zalo.world.faults.clear();
  zalo.world.setClock(Date.parse('2026-11-26T02:00:00Z'));
  zalo.world.addPerson(USER, 'Lê Thị Hoa', PHONE);
  zalo.world.templates.set('201', template('201', TEMPLATE_PURPOSES.returned));
  zalo.world.templates.set('301', { ...template('301', TEMPLATE_PURPOSES.event), byUid: false, tag: 2 });
});

function template(id: string, names: readonly string[]): Template {
  const parameters = names.map((name) => ({ name, require: true, maxLength: 30 }));
  return { id, name: `Mẫu ${id}`, status: 'ENABLE', tag: 1, parameters, pricePhone: 300, priceUid: 200, byUid: true };
}

const now = () => new Date(zalo.world.now());
const transport = () => ({ fetch, timeoutMs: 5_000, baseUrl: zalo.url });
const read = (ids: Readonly<Record<string, string>> = IDS) =>
  readTemplates(
    database.client,
    createBusinessClient(transport()),
    zalo.world.issuePair().access_token,
    readTemplateIds(ids).ids,
    now(),
  );
function sender() {
  const { tokens } = zaloChannelOn(zalo);
  return createTemplateSender({
    openapi: createOpenApiClient({ ...transport(), proofSecret: null }),
    business: createBusinessClient(transport()),
    tokens,
    ledger: createTemplateLedger(database.client, now),
    now,
  });
}
const message = (change: Partial<TemplateMessage> = {}): TemplateMessage => ({
  key: randomUUID(),
  purpose: 'returned',
  externalId: USER,
  phone: PHONE,
  data: { ten: 'Lê Thị Hoa', ma_phieu: 'OCOP-2026-00001', so_muc: '2', han: '05/12/2026' },
  ...change,
});
const shown = () => zalo.world.person(USER).thread.map(({ text }) => text);

describe('the registry', () => {
  test('keeps what Zalo says, names what does not fit, drops what is configured no more', async () => {
    expect(await read()).toEqual([
      { purpose: 'returned', problem: null },
      { purpose: 'event', problem: null },
    ]);
    expect(await sender().price('returned', 'uid')).toBe(200);
    expect(await sender().price('returned', 'phone')).toBe(300);
    zalo.world.templates.set('201', { ...template('201', [...TEMPLATE_PURPOSES.returned, 'khac']), status: 'ENABLE' });
    zalo.world.templates.set('301', { ...template('301', TEMPLATE_PURPOSES.event), status: 'PENDING_REVIEW' });
    expect(await read({ ...IDS, expiry: '999' })).toEqual([
      { purpose: 'returned', problem: expect.stringContaining('khac') },
      { purpose: 'event', problem: 'status PENDING_REVIEW' },
      { purpose: 'expiry', problem: expect.stringContaining('-109') },
    ]);
    await read({ returned: '201' });
    expect(await sender().price('event', 'phone')).toBeNull();
  });

  test('a name that is no purpose of ours is told', () => {
    expect(readTemplateIds({ returned: '1', retourned: '2' })).toEqual({
      ids: { returned: '1' },
      unknown: ['retourned'],
    });
  });

  test('docs/zalo.md has a text to submit with the parameters of every purpose', () => {
    const guide = readFileSync(new URL('../../../docs/zalo.md', import.meta.url), 'utf8');
    const texts = [...guide.matchAll(/^> Kính gửi[^\n]+(?:\n> [^\n]+)*/gm)].map(([text]) =>
      [...text.matchAll(/`<(\w+)>`/g)].map(([, name]) => name).sort(),
    );
    expect(texts).toEqual(Object.values(TEMPLATE_PURPOSES).map((names) => [...names].sort()));
    for (const purpose of Object.keys(TEMPLATE_PURPOSES)) expect(guide).toContain(`${purpose}=`);
  });
});

describe('sending', () => {
  beforeEach(async () => {
    await read();
  });

  test('by Zalo id, in no window, once for each key; its delivery event is found again', async () => {
    const one = message();
    const first = await sender().send(one);
    expect(first).toMatchObject({ kind: 'sent' });
    expect(await sender().send(one)).toEqual(first);
    expect(shown()).toHaveLength(1);
    expect(zalo.world.person(USER).lastInteraction).toBeNull();
    const messageId = first.kind === 'sent' ? first.messageId : '';
    const at = '2026-11-26T02:00:05.000Z';
    await createEventStore(database.client, createCrypto('x'.repeat(40))).noteDelivered(messageId, at);
    expect(await database.client.zaloTemplateSend.findFirst({ where: { messageId } })).toMatchObject({
      status: 'sent',
      way: 'uid',
      price: 200,
      deliveredAt: new Date(at),
    });
  });

  test('a template that does not go by Zalo id goes by phone, and only then', async () => {
    const event = { ten: 'Hoa', su_kien: 'Hội chợ', thoi_gian: '8h 05/12', dia_diem: 'TP Thanh Hóa' };
    expect(await sender().send(message({ purpose: 'event', data: event }))).toMatchObject({ kind: 'sent' });
    expect(shown()).toHaveLength(1);
    expect(await sender().send(message({ purpose: 'event', data: event, phone: null }))).toMatchObject({
      kind: 'failed',
      retryable: false,
    });
    zalo.world.faults.set(USER, { error: -200, times: 1 });
    expect(await sender().send(message())).toMatchObject({ kind: 'failed', retryable: true });
    expect(shown()).toHaveLength(1);
  });

  test('what was refused for now may be sent again under its key', async () => {
    const one = message();
    zalo.world.faults.set(USER, { error: -32, times: 1 });
    expect(await sender().send(one)).toMatchObject({ kind: 'failed', retryable: true });
    expect(await sender().send(one)).toMatchObject({ kind: 'sent' });
  });

  test('without an answer it is uncertain, and stays so', async () => {
    const one = message();
    zalo.world.faults.set(USER, { drop: 'after', times: 1 });
    expect(await sender().send(one)).toMatchObject({ kind: 'uncertain' });
    expect(await sender().send(one)).toMatchObject({ kind: 'uncertain' });
    expect(shown()).toHaveLength(1);
  });

  test.each([
    ['a parameter that is missing', { data: { ten: 'Hoa' } }, 'thiếu tham số ma_phieu'],
    ['one that is too long', { data: { ...message().data, ten: 'x'.repeat(31) } }, 'dài quá 30'],
    ['nobody to send to', { externalId: null, phone: null }, 'Không có tài khoản'],
    ['a purpose without a template', { purpose: 'expiry' as const }, 'Chưa có tin mẫu'],
  ])('%s is refused before Zalo is asked', async (_what, change, reason) => {
    const outcome = await sender().send(message(change));
    expect(outcome).toMatchObject({ kind: 'failed', retryable: false, reason: expect.stringContaining(reason) });
    expect(shown()).toEqual([]);
  });

  test('waits for 8 o’clock at night', async () => {
    zalo.world.setClock(Date.parse('2026-11-26T14:00:00Z'));
    const outcome = await sender().send(message());
    expect(outcome).toMatchObject({ kind: 'failed', retryable: true });
    const wait = outcome.kind === 'failed' && outcome.retryable ? (outcome.retryAfterMs ?? 0) : 0;
    expect(new Date(zalo.world.now() + wait).toISOString().slice(0, 16)).toMatch(/^2026-11-27T0(1:00|0:59)$/);
  });
});
