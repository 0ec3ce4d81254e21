import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OutgoingMessage } from '../../src/channels/types.ts';
import { readConfig } from '../../src/config.ts';
import { NO_DESK } from '../../src/handoff/desks.ts';
import { createSettableClock } from '../../src/platform/clock.ts';
import { createCrypto } from '../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../src/platform/database/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { handoffMetrics, tendHandoffs } from '../../src/start-handoff.ts';

const NOW = new Date('2026-11-26T02:00:00Z');
const crypto = createCrypto('x'.repeat(40));
const clock = createSettableClock(NOW);
let database: Database;
let mail: { server: Server; url: string; letters: string[]; refuse: boolean };
let sent: OutgoingMessage[];
let woken: string[];

beforeAll(async () => {
  [database, mail] = await Promise.all([openEphemeralDatabase(), startMailServer()]);
});
afterAll(async () => {
  await database.close();
  mail.server.close();
});
beforeEach(async () => {
  await database.client.handoffRequest.deleteMany();
  clock.set(NOW);
  [sent, woken, mail.letters, mail.refuse] = [[], [], [], false];
});

function tend(env: Record<string, string>) {
  const parts = {
    config: readConfig({ PUBLIC_URL: 'https://ocop.example', ...env }),
    database,
    crypto,
    clock,
    channels: [
      {
        id: 'telegram' as const,
        limits: { text: 4_096, caption: 0, buttons: 0, buttonLabel: 0 },
        async send(_to: string, message: OutgoingMessage) {
          sent.push(message);
          return { kind: 'sent' as const, messageId: '1' };
        },
      },
    ],
    queue: { enqueueDrain: async (conversation: string) => void woken.push(conversation) },
    log: silentLog,
  };
  return tendHandoffs(parts, () => NO_DESK);
}

async function someoneAsks(claimedAt: Date | null = null) {
  const externalId = randomUUID();
  const identities = { create: { channel: 'telegram', externalId, createdAt: NOW } };
  return database.client.handoffRequest.create({
    data: {
      channel: 'telegram',
      reason: 'asked',
      createdAt: NOW,
      claimedAt,
      person: { create: { createdAt: NOW, identities } },
    },
  });
}

test('who waits too long is told of once, by mail and in the staff chat, without anything personal', async () => {
  const { id } = await someoneAsks();
  const both = tend({ SMTP_URL: mail.url, ALERT_EMAIL: 'ocop@tinh.example', ALERT_TELEGRAM_CHAT: '42' });
  clock.advance(29 * 60_000);
  await both();
  expect([sent.length, mail.letters.length]).toEqual([0, 0]);
  clock.advance(60_000);
  await Promise.all([both(), both()]);
  clock.advance(3_600_000);
  await both();
  expect(sent).toHaveLength(1);
  expect(sent[0]?.text).toContain(id);
  expect(mail.letters).toHaveLength(1);
  expect(mail.letters[0]).toContain('To: ocop@tinh.example');
  const metrics = await handoffMetrics(database);
  expect(metrics.map(({ value }) => value)).toEqual([1, 1]);
});

test('nobody could be told: the next round tries again', async () => {
  await someoneAsks();
  const byMail = tend({ SMTP_URL: mail.url, ALERT_EMAIL: 'ocop@tinh.example' });
  clock.advance(3_600_000);
  mail.refuse = true;
  await byMail();
  expect(mail.letters).toEqual([]);
  mail.refuse = false;
  await byMail();
  expect(mail.letters).toHaveLength(1);
});

test('an officer who fell silent gives the conversation back once; without an account it waits again at once', async () => {
  const { person } = await database.client.handoffRequest.findUniqueOrThrow({
    where: { id: (await someoneAsks(NOW)).id },
    include: { person: { include: { identities: true } } },
  });
  const conversation = crypto.conversationKey('telegram', person.identities[0]?.externalId ?? '');
  const until = new Date(NOW.getTime() + 24 * 3_600_000);
  await database.client.officerHold.create({ data: { conversation, since: NOW, until } });
  const run = tend({});
  await run();
  expect(woken).toEqual([]);
  clock.set(until);
  await run();
  await run();
  expect(await database.client.inboxEvent.count({ where: { conversation } })).toBe(1);
  await database.client.identity.deleteMany({ where: { personId: person.id } });
  await run();
  expect(await database.client.handoffRequest.findFirst()).toMatchObject({ status: 'open', claimedAt: null });
});

/** As much of SMTP as a letter needs. */
async function startMailServer() {
  const box = { server: createServer(), url: '', letters: [] as string[], refuse: false };
  box.server.on('connection', (socket) => {
    let letter: string | null = null;
    socket.on('error', () => {});
    socket.write('220 mail.test\r\n');
    socket.on('data', (bytes) => {
      for (const line of bytes.toString().split('\r\n').slice(0, -1)) {
        if (letter !== null && line !== '.') letter += `${line}\n`;
        else if (letter !== null) {
          box.letters.push(letter);
          letter = null;
          socket.write('250 kept\r\n');
        } else if (/^DATA/i.test(line)) {
          letter = '';
          socket.write('354 go on\r\n');
        } else if (/^RCPT/i.test(line) && box.refuse) socket.write('550 no such box\r\n');
        else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => box.server.listen(0, '127.0.0.1', resolve));
  const address = box.server.address();
  box.url = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return box;
}
