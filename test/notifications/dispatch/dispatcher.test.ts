import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { ChannelId } from '../../../src/channels/types.ts';
import type { Dispatcher } from '../../../src/notifications/dispatch/dispatcher.ts';
import { DEFAULT_SETTINGS } from '../../../src/notifications/policy/settings.ts';
import {
  pauseCampaign,
  resumeCampaign,
  retryFailed,
  untilQuiet,
} from '../../../src/notifications/store/campaign-control.ts';
import { cancelCampaign } from '../../../src/notifications/store/campaigns.ts';
import { loseLapsed } from '../../../src/notifications/store/lost.ts';
import { findNoticeAct, markUnderstood } from '../../../src/notifications/store/notice-acts.ts';
import { PRIORITIES } from '../../../src/notifications/types.ts';
import { messageContext } from '../../../src/people/join-persons.ts';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';
import type { DeliveryStatus } from '../../../src/platform/database/generated/enums.ts';
import { addPeople, plan, type Somebody } from './crowd.ts';
import { listChannel, startWorker, testCrypto, until, type WorkerOptions } from './worker.ts';

/** A Thursday, 9 o'clock in Viet Nam. */
const MORNING = new Date('2026-11-26T02:00:00Z');

let database: Database;
beforeAll(async () => {
  database = await openEphemeralDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.client.$executeRaw`TRUNCATE person, campaign, send_limit, lease, message CASCADE`;
});

function work(options: Omit<WorkerOptions, 'client' | 'now'> & Partial<Pick<WorkerOptions, 'now'>>): Dispatcher {
  const dispatcher = startWorker({ client: database.client, now: () => MORNING, ...options });
  onTestFinished(() => dispatcher.stop());
  return dispatcher;
}

const campaign = (id: string) => database.client.campaign.findUniqueOrThrow({ where: { id } });
const finished = (id: string) => async () => (await campaign(id)).status === 'finished';
const rowsOf = (id: string) =>
  database.client.delivery.findMany({ where: { campaignId: id }, orderBy: { seq: 'asc' } });
const countOf = (id: string, status: DeliveryStatus) =>
  database.client.delivery.count({ where: { campaignId: id, status } });
const people = (count: number, channel: ChannelId = 'telegram', from?: number) =>
  addPeople(database.client, count, { channel, at: MORNING, ...(from === undefined ? {} : { from }) });

/** A door that the channel waits at: what is under way stays so until it opens. */
function door() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('a broadcast', () => {
  test('reaches everybody once through two workers, and the ledger says so', async () => {
    const crowd = await people(1_100);
    const telegram = listChannel('telegram');
    const id = await plan(database.client, MORNING);
    work({ channels: [telegram] });
    work({ channels: [telegram] });
    await until(finished(id));
    expect(telegram.shown.map(({ externalId }) => externalId).sort()).toEqual(
      crowd.map(({ externalId }) => externalId).sort(),
    );
    const rows = await rowsOf(id);
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['sent']));
    expect(rows[0]).toMatchObject({ way: 'telegram', channel: 'telegram', attempts: 1, cost: 0, sentAt: MORNING });
    expect(telegram.shown[0]?.message.text).toContain('Mời anh/chị dự lớp');
  });

  test('stands in the history of those who agreed to one, and its buttons are known again, for them only', async () => {
    const [who, other] = (await people(2)) as [Somebody, Somebody];
    const telegram = listChannel('telegram');
    const id = await plan(database.client, MORNING, {
      buttons: [
        { label: 'Đã hiểu', act: { type: 'understood' } },
        { label: 'Thôi nhận', act: { type: 'mute', topic: 'training' } },
      ],
    });
    work({ channels: [telegram] });
    await until(finished(id));
    const message = await database.client.message.findFirstOrThrow({ where: { personId: who.personId } });
    expect(testCrypto.open(message.body, messageContext(who.personId))).toContain('Mời anh/chị dự lớp');

    const sent = telegram.shown.find(({ externalId }) => externalId === who.externalId);
    const [understood = '', mute = ''] = (sent?.message.buttons ?? []).map(({ payload }) => payload);
    expect(new TextEncoder().encode(mute).length).toBeLessThanOrEqual(64);
    const find = (payload: string, personId: string) => findNoticeAct(database.client, testCrypto, payload, personId);
    expect(await find(mute, who.personId)).toMatchObject({ label: 'Thôi nhận', act: { topic: 'training' } });
    expect(await find(mute, other.personId)).toBeNull();
    expect(await find(mute.replace('.1.', '.0.'), who.personId)).toBeNull();
    const pressed = await find(understood, who.personId);
    await markUnderstood(database.client, pressed?.seq ?? 0n, MORNING);
    expect(await countOf(id, 'read')).toBe(1);

    // Whoever confirms after days is not called about it any more.
    const seq = pressed?.seq ?? 0n;
    await database.client.delivery.update({
      where: { seq },
      data: { status: 'callList', reason: 'unread', understoodAt: null },
    });
    await markUnderstood(database.client, seq, MORNING);
    expect(await database.client.delivery.findUnique({ where: { seq } })).toMatchObject({
      status: 'read',
      reason: null,
    });
  });

  test('asks once a person, however fast the campaigns come: the cap of a day holds', async () => {
    await people(3);
    const telegram = listChannel('telegram');
    const ids = await Promise.all([1, 2, 3, 4, 5].map((n) => plan(database.client, MORNING, { title: `Lớp ${n}` })));
    // One message a second to a chat of Telegram: the second one waits for its second.
    let now = MORNING;
    for (let worker = 0; worker < 3; worker += 1) work({ channels: [telegram], now: () => now });
    await until(async () => {
      now = new Date(now.getTime() + 250);
      return (await database.client.delivery.count({ where: { reason: 'cap-day' } })) === 9;
    });
    expect(telegram.shown).toHaveLength(6);
    expect(await database.client.delivery.count({ where: { campaignId: { in: ids }, status: 'sent' } })).toBe(6);
  });
});

describe('a worker that died', () => {
  test('leaves what it was sending listed as uncertain, and what it had only claimed to others', async () => {
    await people(20);
    const id = await plan(database.client, MORNING);
    const shut = door();
    const stuck = listChannel('telegram', async () => {
      await shut.opened;
      return null;
    });
    const dead = work({ channels: [stuck], concurrency: 4, leaseMs: 300 });
    await until(async () => (await countOf(id, 'sending')) === 4);
    // Without a sign of life from here on: it can't even renew what is no longer in its name.
    await database.client
      .$executeRaw`UPDATE delivery SET claimed_by = 'dead', claimed_until = now() - interval '1 second'
      WHERE claimed_until IS NOT NULL`;
    const telegram = listChannel('telegram');
    work({ channels: [telegram], leaseMs: 300 });
    await until(async () => (await countOf(id, 'sent')) === 16);
    const uncertain = (await rowsOf(id)).filter(({ status }) => status === 'uncertain');
    expect(uncertain).toHaveLength(4);
    for (const row of uncertain) expect(row.reason).toContain('không gửi lại');
    expect(telegram.shown).toHaveLength(16);
    shut.open();
    await dead.stop();
    expect(await countOf(id, 'uncertain')).toBe(4);
  });

  test('that was only slow settles what it knows', async () => {
    await people(2);
    const id = await plan(database.client, MORNING);
    const shut = door();
    const slow = listChannel('telegram', async () => {
      await shut.opened;
      return null;
    });
    work({ channels: [slow] });
    await until(async () => (await countOf(id, 'sending')) === 2);
    await database.client.$executeRaw`UPDATE delivery SET claimed_until = now() - interval '1 second'`;
    await loseLapsed(database.client, 'mất liên lạc', MORNING);
    expect(await countOf(id, 'uncertain')).toBe(2);
    shut.open();
    await until(async () => (await countOf(id, 'sent')) === 2);
  });

  test('is settled by what Zalo tells of the message', async () => {
    await people(2, 'zalo');
    const zalo = listChannel('zalo', () => ({ kind: 'uncertain', reason: 'Zalo không trả lời.' }));
    const id = await plan(database.client, MORNING);
    const asked: string[] = [];
    const findSent = async (externalId: string, text: string) => {
      asked.push(text);
      return externalId === '1000000' ? 'zalo-message-1' : null;
    };
    work({ channels: [{ ...zalo, findSent }] });
    await until(async () => (await countOf(id, 'sent')) === 1);
    expect(await countOf(id, 'uncertain')).toBe(1);
    expect(asked[0]).toContain('Mời anh/chị');
  });
});

describe('an officer', () => {
  test('pauses: nothing more begins once what was under way has ended; resumed, it goes on to the end', async () => {
    await people(40);
    const id = await plan(database.client, MORNING);
    const shut = door();
    let shown = 0;
    const telegram = listChannel('telegram', async () => {
      shown += 1;
      if (shown <= 8) await shut.opened;
      return null;
    });
    work({ channels: [telegram], concurrency: 8 });
    await until(async () => shown === 8);
    expect(await pauseCampaign(database.client, id)).toBe(true);
    expect(await untilQuiet(database.client, id, 0)).toBe(8);
    shut.open();
    expect(await untilQuiet(database.client, id, 60_000)).toBe(0);
    expect([shown, await countOf(id, 'waiting')]).toEqual([8, 32]);
    await resumeCampaign(database.client, id, MORNING);
    await until(finished(id));
    expect(telegram.shown).toHaveLength(40);
  });

  test('cancels: what waits says why it was not sent', async () => {
    await people(30);
    const id = await plan(database.client, MORNING);
    const shut = door();
    const telegram = listChannel('telegram', async () => {
      await shut.opened;
      return null;
    });
    work({ channels: [telegram], concurrency: 4 });
    await until(async () => (await countOf(id, 'sending')) === 4);
    await database.client.$transaction((tx) => cancelCampaign(tx, id, 'event-cancelled', MORNING));
    shut.open();
    await until(async () => (await countOf(id, 'sent')) === 4);
    expect(
      (await rowsOf(id)).filter((row) => row.status === 'cancelled' && row.reason === 'event-cancelled'),
    ).toHaveLength(26);
  });

  test('tries again those that failed, and nobody else', async () => {
    const [first] = await people(3);
    let refuses = true;
    const telegram = listChannel('telegram', (externalId) =>
      refuses && externalId === first?.externalId
        ? { kind: 'failed', retryable: false, reason: 'Telegram không nhận.' }
        : null,
    );
    const id = await plan(database.client, MORNING);
    work({ channels: [telegram] });
    await until(finished(id));
    expect(await countOf(id, 'failed')).toBe(1);
    refuses = false;
    expect(await database.client.$transaction((tx) => retryFailed(tx, id, MORNING))).toBe(1);
    await until(finished(id));
    expect(telegram.shown).toHaveLength(3);
  });
});

describe('the order', () => {
  test('results go before broadcasts, and campaigns of one rank have equal shares', async () => {
    await people(60);
    const shares = await Promise.all([plan(database.client, MORNING), plan(database.client, MORNING)]);
    const result = await plan(database.client, MORNING, {
      topic: 'own-file',
      kind: 'result',
      priority: PRIORITIES.result,
    });
    const order: string[] = [];
    const telegram = listChannel('telegram', async (_who, { key }) => {
      order.push(key.split(':')[1] ?? '');
      return null;
    });
    const settings = { ...DEFAULT_SETTINGS, perDay: 9 };
    let now = MORNING;
    // Everything is decided before anything goes: this worker has no channel to send by.
    const deciding = work({ channels: [], settings });
    await until(async () => (await database.client.delivery.count({ where: { channel: 'telegram' } })) === 180);
    await deciding.stop();
    const limits = { telegram: { perSecond: 10, burst: 10, perMinute: null } };
    work({ channels: [telegram], limits, settings, now: () => now });
    await until(async () => {
      now = new Date(now.getTime() + 2_000);
      return (await Promise.all([...shares, result].map((id) => finished(id)()))).every(Boolean);
    });
    const rows = await database.client.delivery.findMany();
    const campaignOf = new Map(rows.map(({ seq, campaignId }) => [String(seq), campaignId]));
    const sequence = order.map((seq) => campaignOf.get(seq));
    expect(new Set(sequence.slice(0, 60))).toEqual(new Set([result]));
    const half = sequence.slice(60, 120);
    // Not to the row: both tell the same people, and nobody has two rows in hand.
    for (const id of shares) expect(half.filter((one) => one === id).length).toBeGreaterThanOrEqual(20);
  });
});

describe('a channel', () => {
  test('that a person left leads to their next way, and is known as left', async () => {
    const [who] = await people(1, 'zalo');
    const { personId = '' } = who ?? {};
    await database.client.identity.create({
      data: { personId, channel: 'telegram', externalId: '77', createdAt: MORNING, lastInteractionAt: MORNING },
    });
    const zalo = listChannel('zalo', () => ({
      kind: 'failed',
      retryable: false,
      reason: 'Đã bỏ quan tâm.',
      cause: 'recipient',
    }));
    const telegram = listChannel('telegram');
    const id = await plan(database.client, MORNING);
    work({ channels: [zalo, telegram] });
    await until(finished(id));
    const [row] = await rowsOf(id);
    expect(row).toMatchObject({ status: 'sent', way: 'telegram', attempts: 2 });
    expect(row?.tried).toEqual([{ way: 'zalo-window', outcome: 'recipient' }]);
    const left = await database.client.identity.findFirstOrThrow({ where: { personId, channel: 'zalo' } });
    expect(left.unreachableSince).toEqual(MORNING);
  });

  test('that is down costs nobody anything: rows wait and go when it is back', async () => {
    await people(12);
    let up = false;
    let asked = 0;
    const telegram = listChannel('telegram', () => {
      asked += 1;
      return up ? null : { kind: 'failed', retryable: true, reason: 'Không kết nối được.', cause: 'down' };
    });
    let now = MORNING;
    const id = await plan(database.client, MORNING);
    work({ channels: [telegram], now: () => now, concurrency: 4 });
    await until(async () => asked >= 4);
    await until(async () => (await countOf(id, 'waiting')) === 12);
    expect(asked).toBeLessThanOrEqual(8);
    up = true;
    await until(async () => {
      now = new Date(now.getTime() + 1_000);
      return finished(id)();
    });
    expect((await rowsOf(id)).every((row) => row.status === 'sent' && row.attempts === 1)).toBe(true);
  });

  test('that stays away is left: what waits for it is decided anew', async () => {
    await people(3);
    const telegram = listChannel('telegram', () => ({
      kind: 'failed',
      retryable: true,
      reason: 'Không kết nối được.',
      cause: 'down',
    }));
    let now = MORNING;
    const id = await plan(database.client, MORNING);
    work({ channels: [telegram], now: () => now });
    await until(async () => {
      now = new Date(now.getTime() + 500);
      return (await rowsOf(id)).filter(({ reason }) => reason === 'channel-down').length === 3;
    });
  });

  test('that refuses a message for now is asked again later, and not for ever', async () => {
    await people(1);
    let asked = 0;
    const telegram = listChannel('telegram', () => {
      asked += 1;
      return { kind: 'failed', retryable: true, reason: 'Telegram đang bận.' };
    });
    let now = MORNING;
    const id = await plan(database.client, MORNING);
    work({ channels: [telegram], now: () => now });
    await until(async () => {
      now = new Date(now.getTime() + 60_000);
      return finished(id)();
    });
    const [row] = await rowsOf(id);
    expect([row?.status, row?.reason, asked]).toEqual(['failed', 'Telegram đang bận.', 8]);
  });
});

test('words that can’t be read end their rows, and hold nobody up', async () => {
  await people(4);
  const telegram = listChannel('telegram');
  const broken = await plan(database.client, MORNING);
  await database.client.campaign.update({ where: { id: broken }, data: { buttons: [{ label: 'Nút' }] } });
  const id = await plan(database.client, MORNING);
  work({ channels: [telegram] });
  await until(async () => (await countOf(broken, 'failed')) === 4);
  await until(finished(id));
  expect(telegram.shown).toHaveLength(4);
  expect((await rowsOf(broken))[0]?.reason).toContain('Không đọc được');
});

test('nothing goes out at night, and everybody has their place in the morning', async () => {
  await people(50);
  const telegram = listChannel('telegram');
  const night = new Date('2026-11-26T15:00:00Z');
  let now = night;
  const id = await plan(database.client, night);
  work({ channels: [telegram], now: () => now });
  await until(async () => (await database.client.delivery.count({ where: { reason: 'quiet-hours' } })) === 50);
  expect(telegram.shown).toEqual([]);
  await until(async () => {
    now = new Date(now.getTime() + 30 * 60_000);
    return finished(id)();
  });
  const rows = await rowsOf(id);
  expect(new Set(rows.map(({ sentAt }) => sentAt?.toISOString())).size).toBeGreaterThan(1);
  const seven = new Date('2026-11-27T00:00:00Z');
  expect(rows.every(({ sentAt }) => sentAt !== null && sentAt >= seven)).toBe(true);
});

test('a campaign whose date has passed ends: no row waits without a reason', async () => {
  await people(5);
  const telegram = listChannel('telegram');
  const expiresAt = new Date(MORNING.getTime() + 60_000);
  const id = await plan(database.client, MORNING, { expiresAt });
  await pauseCampaign(database.client, id);
  await database.client.$executeRaw`
    INSERT INTO delivery (campaign_id, recipient_key, person_id, not_before, expires_at, priority)
    SELECT ${id}::uuid, 'person:' || id, id, ${MORNING}, ${expiresAt}, 40 FROM person`;
  work({ channels: [telegram], now: () => expiresAt });
  await until(async () => (await countOf(id, 'skipped')) === 5);
  expect((await campaign(id)).status).toBe('expired');
  expect(telegram.shown).toEqual([]);
});
