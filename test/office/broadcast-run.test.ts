import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAudienceReader } from '../../src/notifications/store/audience-reader.ts';
import { listChannel, startWorker, until } from '../notifications/dispatch/worker.ts';
import { newMember, newPerson } from '../notifications/told.ts';
import { fileRegistration } from './filed-registration.ts';
import { type OfficeService, startOfficeService } from './office-service.ts';

/** A Thursday, 9 o'clock in Viet Nam. */
let service: OfficeService;
beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
});
afterAll(async () => {
  await service.close();
});

test('from the list to the ledger: written, counted, paused in the middle, resumed, and what could not be told is called', async () => {
  const { client } = service.database;
  const officer = await service.staff('commune-officer', ['15568']);
  for (let at = 0; at < 30; at += 1) {
    const { personId } = await fileRegistration(client, { answers: { 'applicant.phone': `09020000${at + 10}` } });
    await newPerson(client, { id: personId, accounts: ['telegram'], ...(at < 3 ? { off: ['fair'] } : {}) });
    if (at < 5) await newMember(client, { personId, name: `Hộ số ${at}` });
    // The same people once more in the list, by their number.
    else if (at < 10) await newMember(client, { phone: `09020000${at + 10}` });
  }
  for (let at = 0; at < 4; at += 1) await newMember(client, { phone: `090300000${at}`, name: 'Hộ chưa nối' });
  await newMember(client, { phone: '0904000000', unit: '14797' });

  const content = {
    title: 'Hội chợ',
    topic: 'fair',
    text: 'Mời {name} tới hội chợ.',
    audience: {},
    expiresAt: '2026-12-05T00:00:00Z',
  };
  const { body: draft } = await officer.call('POST', '/broadcasts', content);
  const { body: preview } = await officer.call('GET', `/broadcasts/${draft.id}/preview`);
  expect(preview).toMatchObject({ total: 34, needsApproval: false, cost: 0 });
  expect(preview.byWay).toEqual([{ way: 'telegram', count: 27, cost: 0 }]);

  let reached = () => {};
  const tenth = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const isPaused = async () =>
    (await client.campaign.findUniqueOrThrow({ where: { id: draft.id } })).status === 'paused';
  let shown = 0;
  let slow = true;
  const telegram = listChannel('telegram', async () => {
    shown += 1;
    if (shown === 10) reached();
    // What is under way ends when the campaign is paused already.
    if (shown > 10 && slow) await until(isPaused);
    return null;
  });
  const worker = startWorker({
    client,
    channels: [telegram],
    now: () => service.clock.now(),
    audiences: createAudienceReader(client),
    concurrency: 4,
  });
  try {
    const { body: submitted } = await officer.call('POST', `/broadcasts/${draft.id}/submit`, {
      version: draft.version,
    });
    expect(submitted.status).toBe('scheduled');
    await tenth;
    const { body: stopped } = await officer.call('POST', `/broadcasts/${draft.id}/pause`, {
      version: submitted.version,
    });
    expect(stopped).toMatchObject({ status: 'paused', stillSending: 0 });
    slow = false;
    expect(telegram.shown.length).toBeLessThan(27);

    await officer.call('POST', `/broadcasts/${draft.id}/resume`, { version: stopped.version });
    await until(async () => (await officer.call('GET', `/broadcasts/${draft.id}`)).body.status === 'finished');
  } finally {
    await worker.stop();
  }
  const { body } = await officer.call('GET', `/broadcasts/${draft.id}`);
  const counts = Object.fromEntries(
    body.tallies.map((one: { status: string; count: number }) => [one.status, one.count]),
  );
  expect(counts).toEqual({ sent: 27, skipped: 3, callList: 4 });
  expect(new Set(telegram.shown.map(({ externalId }) => externalId)).size).toBe(27);
  expect(telegram.shown).toHaveLength(27);
  expect(telegram.shown.map(({ message }) => message.text)).toContain('Mời Hộ số 4 tới hội chợ.');
  expect((await officer.call('GET', '/call-list')).body.rows).toHaveLength(4);
});
