import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerEvent } from '../../../src/notifications/store/event-replies.ts';
import { loadBoard } from '../../../src/notifications/store/events.ts';
import { bodySealer, openBody } from '../../../src/notifications/store/notice-body.ts';
import { createCrypto } from '../../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';
import { makeEvent, makePerson, NOW } from './some-event.ts';

const crypto = createCrypto('x'.repeat(40));
const seal = bodySealer(crypto);
let database: Database;
beforeAll(async () => {
  database = await openEphemeralDatabase();
});
afterAll(() => database.close());

let codes = 1_000;
const newCode = () => {
  codes += 1;
  return String(codes);
};

const answer = (eventId: string, personId: string, coming: boolean) =>
  database.client.$transaction((tx) => answerEvent(tx, { eventId, personId, coming, at: NOW, newCode, seal }), {
    // All wait for one row, on a machine that may be busy.
    maxWait: 60_000,
    timeout: 60_000,
  });

const people = (many: number) => Promise.all(Array.from({ length: many }, () => makePerson(database.client)));

describe('answers to an event', () => {
  test('thirty at once on their own connections for seven places: seven go, the others wait in one order', async () => {
    const eventId = await makeEvent(database.client, { capacity: 7 });
    const answered = await Promise.all((await people(30)).map((one) => answer(eventId, one, true)));
    expect(answered.filter((one) => one?.outcome.kind === 'going')).toHaveLength(7);
    const places = answered.flatMap((one) => (one?.place ? [one.place] : [])).sort((a, b) => a - b);
    expect(places).toEqual(Array.from({ length: 23 }, (_, at) => at + 1));
    expect(await database.client.eventReply.count({ where: { eventId, status: 'going' } })).toBe(7);
    const rows = await database.client.eventReply.findMany({ where: { eventId }, select: { code: true } });
    expect(new Set(rows.map(({ code }) => code)).size).toBe(30);
  });

  test('all of them change their minds at once: never more than the places there are', async () => {
    const eventId = await makeEvent(database.client, { capacity: 3 });
    const some = await people(12);
    for (const one of some) await answer(eventId, one, true);
    await Promise.all(some.map((one, at) => answer(eventId, one, at % 3 === 0)));
    const going = await database.client.eventReply.count({ where: { eventId, status: 'going' } });
    const waiting = await database.client.eventReply.count({ where: { eventId, status: 'waiting' } });
    expect([going, waiting]).toEqual([3, 1]);
  });

  test('a place given back goes to whoever waits longest, who is told with their code', async () => {
    const eventId = await makeEvent(database.client, { capacity: 1 });
    const [first = '', second = '', third = ''] = await people(3);
    await answer(eventId, first, true);
    await answer(eventId, second, true);
    expect(await answer(eventId, third, true)).toMatchObject({ outcome: { kind: 'waiting' }, place: 2 });
    await answer(eventId, first, false);
    const [board] = await loadBoard(database.client, second, NOW, [eventId]).then((all) =>
      all.filter(({ event }) => event.id === eventId),
    );
    expect(board).toMatchObject({ going: 1, waiting: 1, mine: { status: 'going', place: null } });
    const told = await database.client.delivery.findMany({ where: { campaign: { eventId } } });
    expect(told.map(({ personId }) => personId)).toEqual([second]);
    const [row] = told;
    if (!row?.body) throw new Error('no words');
    const words = openBody(crypto, row.body, row);
    expect(words.text).toContain(`Mã vào cửa: ${board?.mine?.code}`);
    expect(words.buttons.map(({ label }) => label)).toContain('Không đi được');
    // Who comes back stands at the end.
    expect(await answer(eventId, first, true)).toMatchObject({ outcome: { kind: 'waiting' }, place: 2 });
  });

  test('nothing is written for a draft, a past event or one that does not exist', async () => {
    const person = await makePerson(database.client);
    const draft = await makeEvent(database.client, { status: 'draft' });
    const past = await makeEvent(database.client, { startsAt: NOW });
    expect(await answer(draft, person, true)).toBeNull();
    expect(await answer('01990000-0000-7000-8000-00000000ffff', person, true)).toBeNull();
    expect((await answer(past, person, true))?.outcome).toEqual({ kind: 'closed', why: 'started' });
    expect(await database.client.eventReply.count({ where: { personId: person } })).toBe(0);
  });
});
