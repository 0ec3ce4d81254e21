import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OutgoingFile } from '../../../src/channels/types.ts';
import { classify } from '../../../src/channels/zalo/client/failures.ts';
import { describeFailure } from '../../../src/channels/zalo/describe-failure.ts';
import { createRateGate } from '../../../src/channels/zalo/rate-gate.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { startZaloSimulator, type ZaloSimulator } from '../../simulators/zalo/start.ts';
import { DAY, DEFAULT_SETTINGS } from '../../simulators/zalo/world.ts';
import { countInMemory, zaloChannelOn } from './channel-under-test.ts';

const USER = '4321000000000000001';
let zalo: ZaloSimulator;
beforeAll(async () => {
  zalo = await startZaloSimulator();
});
beforeEach(() => {
  zalo.world.settings = { ...DEFAULT_SETTINGS, ratePerMinute: 10_000 };
  zalo.world.faults.clear();
  zalo.world.addPerson(USER).lastInteraction = zalo.world.now();
});
afterAll(() => zalo.close());

const thread = () => zalo.world.person(USER).thread;
const say = (text: string) => ({ key: text, text, buttons: [] });
const withFile = (file: OutgoingFile) => ({ key: file.name, text: '', buttons: [], file });
const PNG = { name: 'anh.png', mime: 'image/png', bytes: Buffer.from('\x89PNG\r\n', 'latin1') };

describe('the older path of state agencies', () => {
  test('is taken on -235 only, remembered, and left again on -240', async () => {
    zalo.world.settings = { ...zalo.world.settings, oaType: 4 };
    const { channel, noted } = zaloChannelOn(zalo);
    expect(await channel.send(USER, say('một'))).toMatchObject({ kind: 'sent' });
    expect(await channel.send(USER, say('hai'))).toMatchObject({ kind: 'sent' });
    expect(noted.pinned).toEqual(['v2.0']);
    zalo.world.settings = { ...zalo.world.settings, oaType: 2 };
    expect(await channel.send(USER, say('ba'))).toMatchObject({ kind: 'sent' });
    expect(noted.pinned).toEqual(['v2.0', 'v3.0']);
    expect(thread().map(({ text }) => text)).toEqual(['một', 'hai', 'ba']);
  });

  test.each([-200, -201, -230, -32])('%i stays on its path: it may have been delivered', async (error) => {
    zalo.world.faults.set(USER, { error, times: 1 });
    const { channel, noted } = zaloChannelOn(zalo);
    expect(await channel.send(USER, say('một'))).toMatchObject({ kind: 'failed' });
    expect(noted.pinned).toEqual([]);
  });
});

describe('tokens', () => {
  test('a dead token is renewed once and the message goes out', async () => {
    const { channel } = zaloChannelOn(zalo);
    await channel.send(USER, say('một'));
    for (const token of zalo.world.accessTokens.values()) token.alive = false;
    expect(await channel.send(USER, say('hai'))).toMatchObject({ kind: 'sent' });
  });

  test('without a connection messages wait, and the operator is told', async () => {
    const { channel, noted } = zaloChannelOn(zalo);
    for (const token of zalo.world.refreshTokens.values()) token.used = true;
    const outcome = await channel.send(USER, say('một'));
    expect(outcome).toMatchObject({ kind: 'failed', retryable: true, reason: expect.stringContaining('kết nối lại') });
    expect(noted.logged).toEqual(['consent-needed', 'Zalo refused a message']);
  });
});

test('a database that is away before the call: nothing was sent, the message waits', async () => {
  const away = () => Promise.reject(new Error('away'));
  const { channel } = zaloChannelOn(zalo, { tokens: { current: away, renew: away, accept: away } });
  expect(await channel.send(USER, say('một'))).toMatchObject({ kind: 'failed', retryable: true });
  const forgetful = zaloChannelOn(zalo, { account: { sendVersion: away, pinSendVersion: away } });
  expect(await forgetful.channel.send(USER, say('hai'))).toMatchObject({ kind: 'sent' });
  zalo.world.settings = { ...zalo.world.settings, oaType: 4 };
  expect(await forgetful.channel.send(USER, say('ba'))).toMatchObject({ kind: 'sent' });
});

describe('files', () => {
  test('a picture is uploaded once for many, and again when Zalo has dropped it', async () => {
    const { channel } = zaloChannelOn(zalo);
    await channel.send(USER, withFile(PNG));
    await channel.send(USER, withFile(PNG));
    expect(zalo.world.uploads.size).toBe(1);
    for (const [id, upload] of zalo.world.uploads) zalo.world.uploads.set(id, { ...upload, at: upload.at - 8 * DAY });
    expect(await channel.send(USER, withFile(PNG))).toMatchObject({ kind: 'sent' });
    expect(thread().map(({ file }) => file)).toEqual(['anh.png', 'anh.png', 'anh.png']);
  });

  test.each([
    ['a kind that Zalo refuses', { name: 'lich.ics', mime: 'text/calendar', bytes: new Uint8Array(3) }],
    ['a picture over 1 MB', { ...PNG, bytes: new Uint8Array(1024 * 1024 + 1) }],
    ['a file over 5 MB', { name: 'a.pdf', mime: 'application/pdf', bytes: new Uint8Array(5 * 1024 * 1024 + 1) }],
  ])('%s goes as a link, or fails with a reason', async (_what, file) => {
    const linked = zaloChannelOn(zalo, { linkTo: async () => 'https://a.test/tep/1' });
    expect(await linked.channel.send(USER, withFile(file))).toMatchObject({ kind: 'sent' });
    expect(thread().at(-1)?.text).toBe(`${file.name}: https://a.test/tep/1`);
    expect(await zaloChannelOn(zalo).channel.send(USER, withFile(file))).toMatchObject({
      kind: 'failed',
      retryable: false,
    });
  });

  test('an upload without an answer is made again: nobody saw anything', async () => {
    zalo.world.faults.set('upload', { drop: 'after', times: 1 });
    expect(await zaloChannelOn(zalo).channel.send(USER, withFile(PNG))).toMatchObject({
      kind: 'failed',
      retryable: true,
    });
  });

  test('what people sent is fetched from Zalo only, up to a size', async () => {
    const { channel } = zaloChannelOn(zalo);
    const page = await channel.fetchFile?.(USER, `${zalo.url}/`, 1_000_000);
    expect(page?.kind === 'fetched' && Buffer.from(page.bytes).toString()).toContain('<!doctype html>');
    expect(await channel.fetchFile?.(USER, `${zalo.url}/`, 100)).toEqual({ kind: 'too-large' });
    expect(await channel.fetchFile?.(USER, `${zalo.url}/none`, 100)).toEqual({ kind: 'gone' });
    const elsewhere = [
      'http://127.0.0.1:1/',
      'https://zdn.vn.evil.test/x',
      'http://f6.photo.talk.zdn.vn/x',
      'file:///etc/passwd',
      '',
    ];
    for (const ref of elsewhere) expect(await channel.fetchFile?.(USER, ref, 100)).toEqual({ kind: 'gone' });
  });
});

describe('a send without an answer', () => {
  test('is uncertain, and found again by the event that tells of it', async () => {
    zalo.world.faults.set(USER, { drop: 'after' });
    const findEcho = async (_who: string, text: string) => thread().find((one) => one.text === text)?.id ?? null;
    const { channel } = zaloChannelOn(zalo, { findEcho });
    expect(await channel.send(USER, say('đã tới'))).toMatchObject({ kind: 'uncertain' });
    expect(thread()).toHaveLength(1);
    const since = new Date(zalo.world.now());
    expect(await channel.findSent?.(USER, 'đã tới'.normalize('NFD'), since)).toBe(thread()[0]?.id);
    expect(await channel.findSent?.(USER, 'chưa gửi', since)).toBeNull();
  });
});

test('a question for the phone number comes with Zalo’s form; without the form it can still be typed', async () => {
  const asked = { ...say('Số điện thoại của anh/chị?'), requestContact: 'Chia sẻ số điện thoại' };
  const withForm = zaloChannelOn(zalo, { formImageUrl: 'https://ocop.test/so-dien-thoai.png' });
  expect(await withForm.channel.send(USER, asked)).toMatchObject({ kind: 'sent', messageId: thread()[0]?.id });
  expect(thread().map(({ text }) => text)).toEqual([asked.text, 'Chia sẻ số điện thoại']);
  expect(await zaloChannelOn(zalo).channel.send(USER, asked)).toMatchObject({ kind: 'sent' });
  expect(thread()).toHaveLength(3);
});

test('a notice has its call already: it goes even where replies have to wait', async () => {
  zalo.world.settings = { ...zalo.world.settings, ratePerMinute: 3 };
  zalo.world.setClock(Date.parse('2026-11-26T03:00:00Z'));
  zalo.world.person(USER).lastInteraction = zalo.world.now();
  const { channel } = zaloChannelOn(zalo, { gate: fullGate });
  expect(await channel.send(USER, say('trả lời'))).toMatchObject({ kind: 'failed', retryable: true, cause: 'rate' });
  expect(await channel.send(USER, { ...say('tin báo'), notice: true })).toMatchObject({ kind: 'sent' });
});

test('somebody who blocked the account is noted, and asks nothing of the operator', async () => {
  zalo.world.faults.set(USER, { error: -244, times: 1 });
  const { channel, noted } = zaloChannelOn(zalo);
  expect(await channel.send(USER, say('một'))).toMatchObject({ kind: 'failed', retryable: false });
  zalo.world.faults.set(USER, { error: -218, times: 1 });
  expect(await channel.send(USER, say('hai'))).toMatchObject({ kind: 'failed', retryable: false });
  expect(noted.unreachable).toHaveLength(1);
  expect(noted.logged).toEqual([]);
});

const fullGate = { waitForReply: async () => 1_000, note() {} };

describe('the calls of a minute', () => {
  const at = (seconds: number) => new Date(Date.parse('2026-11-26T02:00:00Z') + seconds * 1000);

  test('replies take what there is; the next minute starts anew', async () => {
    let seconds = 15;
    const gate = createRateGate({ counter: countInMemory(2), now: () => at(seconds), log: silentLog });
    const waits = [await gate.waitForReply(), await gate.waitForReply(), await gate.waitForReply()];
    expect(waits).toEqual([0, 0, 45_000]);
    seconds = 60;
    expect(await gate.waitForReply()).toBe(0);
  });

  test('Zalo’s own count wins: other programs call too', async () => {
    const gate = createRateGate({ counter: countInMemory(100), now: () => at(0), log: silentLog });
    gate.note({ limit: 100, remaining: 1 });
    expect([await gate.waitForReply(), await gate.waitForReply()]).toEqual([0, 60_000]);
  });

  test('a channel at its limit asks for the next minute instead of calling', async () => {
    zalo.world.settings = { ...zalo.world.settings, ratePerMinute: 1 };
    zalo.world.setClock(Date.parse('2026-11-26T02:00:30Z'));
    zalo.world.person(USER).lastInteraction = zalo.world.now();
    const { channel } = zaloChannelOn(zalo);
    await channel.send(USER, say('một'));
    const outcome = await channel.send(USER, say('hai'));
    expect(outcome).toMatchObject({ kind: 'failed', retryable: true });
    const wait = outcome.kind === 'failed' && outcome.retryable ? outcome.retryAfterMs : 0;
    expect(wait).toBeGreaterThan(25_000);
    expect(wait).toBeLessThanOrEqual(30_000);
    expect(thread()).toHaveLength(1);
  });
});

test('a night ends at 06:05 in Viet Nam, a minute at its end', () => {
  const evening = new Date('2026-11-26T15:00:00Z');
  const waitFor = (code: number) => describeFailure(classify('openapi', code, ''), evening);
  expect(waitFor(-234)).toMatchObject({ retryable: true, retryAfterMs: (8 * 60 + 5) * 60_000 });
  expect(waitFor(-32)).toMatchObject({ retryable: true, retryAfterMs: 60_000 });
});
