import { readdirSync, readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fitMessage } from '../../../src/channels/fit-message.ts';
import type { OutgoingMessage } from '../../../src/channels/types.ts';
import { createEventIntake, type EventPorts } from '../../../src/channels/zalo/accept-event.ts';
import { registerZaloWebhook } from '../../../src/channels/zalo/register-webhook.ts';
import { ZALO_LIMITS } from '../../../src/channels/zalo/zalo-channel.ts';
import { readDuration } from '../../../src/cli/chat/duration.ts';
import { createMemoryStore } from '../../../src/conversation/store/memory-store.ts';
import { createHttpServer } from '../../../src/platform/http.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { bytesCalled } from '../../conversation/sent-files.ts';
import { createTalk, createTestEngine, plainKnowledge, START } from '../../conversation/talk.ts';
import { startZaloSimulator, type ZaloSimulator } from '../../simulators/zalo/start.ts';
import { DAY, type Shown } from '../../simulators/zalo/world.ts';
import { zaloChannelOn } from './channel-under-test.ts';

/**
 * Every path that a person can take, through Zalo: each line is said to the simulator, goes as a signed event to the
 * webhook, and what the person then sees is what the same line brings in memory, cut to Zalo's limits.
 */
const FOLDER = new URL('../../conversations/', import.meta.url);
/** Of what the office does and of a second channel there is nothing for Zalo to carry. */
const ELSEWHERE = /^> (\(|\*office)/m;
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.txt'))
  .filter((name) => !ELSEWHERE.test(readFileSync(new URL(name, FOLDER), 'utf8')));

const USER = '4321000000000000001';
const PHONE = '84987654321';

let zalo: ZaloSimulator;
let server: FastifyInstance;
let accept: (body: string) => Promise<void>;
let keepYoung: () => Promise<unknown>;

beforeAll(async () => {
  zalo = await startZaloSimulator({ ratePerMinute: 100_000 });
  const { appId, oaSecretKey } = zalo.world.settings;
  server = createHttpServer({ log: silentLog, checks: {}, metrics: async () => [], behindProxy: false });
  await registerZaloWebhook(server, {
    appId,
    oaSecretKey,
    accept: (body) => accept(body),
    spool: () => Promise.reject(new Error('no spool here')),
    budgetMs: 60_000,
    counts: { accepted: 0, refused: 0, probes: 0, spooled: 0 },
  });
  const webhookUrl = `${await server.listen({ port: 0 })}/webhooks/zalo`;
  zalo.world.settings = { ...zalo.world.settings, webhookUrl, ackMs: 60_000 };
});
afterAll(async () => {
  await zalo.close();
  await server.close();
});

beforeEach(() => {
  zalo.world.setClock(Date.parse(START));
  zalo.world.addPerson(USER, 'Lê Thị Hoa', PHONE);
  const files = { fetch: fetchByName, alsoFrom: 'http://files.test' };
  const { channel, tokens } = zaloChannelOn(zalo, { files });
  keepYoung = tokens.current;
  const clock = { now: () => new Date(zalo.world.now()) };
  const engine = createTestEngine(createMemoryStore(), plainKnowledge, [channel], clock);
  const ports: EventPorts = {
    async receive(event) {
      await engine.receive(event);
      await engine.drain(`zalo:${event.externalId}`);
    },
    setAside: async () => {},
    isHeld: async () => false,
    hold: async () => {},
    release: async () => {},
    noteInteraction: async () => {},
    noteUnreachable: async () => {},
    noteEcho: async () => {},
    noteDelivered: async () => {},
  };
  accept = createEventIntake(zalo.world.settings.oaId, ports, silentLog).accept;
});

/** The address of a sent file ends in its name. */
const fetchByName: typeof fetch = async (url) => {
  const name = decodeURIComponent(String(url).split('/').at(-1) ?? '');
  return name.endsWith('.mat')
    ? new Response(null, { status: 404 })
    : new Response(new Uint8Array(await bytesCalled(name)));
};

describe('transcripts through Zalo', () => {
  test.each(files)('%s', async (name) => {
    const talk = createTalk();
    for (const said of spoken(name)) {
      if (said.startsWith('@')) {
        const milliseconds = readDuration(said.slice(1)) ?? 0;
        talk.wait(milliseconds);
        await passTime(milliseconds);
        continue;
      }
      const { thread } = zalo.world.person(USER);
      const before = thread.length;
      const [expected] = await Promise.all([inMemory(talk, said), throughZalo(said)]);
      const shown = thread.slice(before).filter(({ from }) => from === 'oa');
      expect({ said, shown: shown.map(seen) }).toEqual({ said, shown: expected.flatMap(fitted) });
    }
  });
});

/** The lines of a transcript that somebody says; what comes of them is played beside it. */
function spoken(name: string): string[] {
  const lines = readFileSync(new URL(name, FOLDER), 'utf8').split('\n');
  return lines.filter((line) => line.startsWith('> ')).map((line) => line.slice(2));
}

/** The service renews its tokens whether anybody writes or not; a refresh token lives three months. */
async function passTime(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 20 * DAY) {
    zalo.world.advance(Math.min(left, 20 * DAY));
    await keepYoung();
  }
}

async function throughZalo(said: string): Promise<void> {
  const button = /^\[(.+)\]$/.exec(said)?.[1];
  const [, media, name = 'anh.jpg', caption] = /^\*(\w+)(?: ([^|]+?)(?: \| (.+))?)?$/.exec(said) ?? [];
  const url = `http://files.test/${encodeURIComponent(name)}`;
  if (button) pressShown(button);
  else if (media === 'photo')
    zalo.people.send(USER, { kind: 'image', url, name, ...(caption ? { text: caption } : {}) });
  else if (media === 'file') zalo.people.send(USER, { kind: 'file', url, name, ...(caption ? { text: caption } : {}) });
  else if (media === 'voice') zalo.people.send(USER, { kind: 'audio' });
  else if (media === 'sticker') zalo.people.send(USER, { kind: 'sticker' });
  else if (media === 'location') zalo.people.send(USER, { kind: 'location', latitude: 19.8, longitude: 105.7 });
  else if (media === 'contact') zalo.people.submitInfo(USER, 'new');
  else if (media === 'card') zalo.people.send(USER, { kind: 'business_card', phone: name });
  else zalo.people.say(USER, said);
  await zalo.webhooks.pump();
}

/** Of a numbered list the button carries the number too, and may be cut or missing: then its number is typed. */
function pressShown(label: string): void {
  const { thread } = zalo.world.person(USER);
  const titles = thread.toReversed().flatMap(({ buttons }) => buttons.map(({ title }) => title));
  const title = titles.find((one) => one === label || one.replace(/^\d+\. /, '') === label);
  const numbers = (thread.at(-1)?.text ?? '').split('\n').filter((line) => line.replace(/^\d+\. /, '') === label);
  if (title) zalo.people.press(USER, title);
  else zalo.people.say(USER, /^\d+/.exec(numbers[0] ?? '')?.[0] ?? label);
}

async function inMemory(talk: ReturnType<typeof createTalk>, said: string): Promise<readonly OutgoingMessage[]> {
  const button = /^\[(.+)\]$/.exec(said)?.[1];
  if (button) return (await talk.press(button)).replies;
  const [, media, name = 'anh.jpg', caption] = /^\*(\w+)(?: ([^|]+?)(?: \| (.+))?)?$/.exec(said) ?? [];
  switch (media) {
    case 'photo':
      // Zalo tells no name of a picture.
      return (await talk.send({ kind: media, ref: name, name: '', ...(caption ? { caption } : {}) })).replies;
    case 'file':
      return (await talk.send({ kind: media, ref: name, name, ...(caption ? { caption } : {}) })).replies;
    case 'voice':
    case 'sticker':
      return (await talk.send({ kind: media })).replies;
    case 'location':
      return (await talk.send({ kind: media, latitude: 19.8, longitude: 105.7 })).replies;
    case 'contact':
    case 'card':
      return (await talk.send({ kind: 'contact', phone: name, own: media === 'contact' })).replies;
    default:
      return (await talk.say(said)).replies;
  }
}

interface Seen {
  readonly text: string;
  readonly buttons: readonly string[];
  readonly file: string | null;
}

const seen = ({ text, buttons, file }: Shown): Seen => ({ text, buttons: buttons.map(({ title }) => title), file });

/** A reference number is longer than its place holder, so the conversation leaves room for it. */
const ROOM = { ...ZALO_LIMITS, text: ZALO_LIMITS.text - 40 };

function fitted({ text, buttons, file }: OutgoingMessage): Seen[] {
  return fitMessage({ text, buttons, file: file ?? null }, ROOM).map((part) => ({
    text: part.text,
    buttons: part.buttons.map(({ label }) => label),
    file: part.file?.name ?? null,
  }));
}
