import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { IncomingContent } from '../../../src/channels/types.ts';
import { createEventIntake, type EventPorts } from '../../../src/channels/zalo/accept-event.ts';
import { registerZaloWebhook } from '../../../src/channels/zalo/register-webhook.ts';
import { ZALO_LIMITS } from '../../../src/channels/zalo/zalo-channel.ts';
import { readDuration } from '../../../src/cli/chat/duration.ts';
import { createHttpServer } from '../../../src/platform/http.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { bytesCalled } from '../../conversation/sent-files.ts';
import { createMemoryStore, type MemoryStore } from '../../conversation/store/memory-store.ts';
import { ACCOUNT, createTalk, createTestEngine, plainKnowledge, START } from '../../conversation/talk.ts';
import { offeredIn } from '../../conversations/offered.ts';
import { officeStep } from '../../conversations/office-steps.ts';
import { startZaloSimulator, type ZaloSimulator } from '../../simulators/zalo/start.ts';
import { DAY, type Shown } from '../../simulators/zalo/world.ts';
import {
  type Act,
  fitted,
  inMemory,
  pressOrType,
  readAct,
  type Seen,
  spoken,
  TRANSCRIPTS,
} from '../spoken-transcripts.ts';
import { zaloChannelOn } from './channel-under-test.ts';

/**
 * Every path that a person can take, through Zalo: each line is said to the simulator, goes as a signed event to the
 * webhook, and what the person then sees is what the same line brings in memory, cut to Zalo's limits.
 */
const USER = '4321000000000000001';
const PHONE = '84987654321';

let zalo: ZaloSimulator;
let server: FastifyInstance;
let accept: (body: string) => Promise<void>;
let keepYoung: () => Promise<unknown>;

beforeAll(async () => {
  zalo = await startZaloSimulator({ ratePerMinute: 100_000 });
  const { appId, oaId, oaSecretKey } = zalo.world.settings;
  server = createHttpServer({ log: silentLog, checks: {}, metrics: async () => [], behindProxy: false });
  await registerZaloWebhook(server, {
    appId,
    oaId,
    oaSecretKey,
    accept: (body) => accept(body),
    spool: { put: () => Promise.reject(new Error('no spool here')), isEmpty: async () => true },
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

let store: MemoryStore;
let receive: EventPorts['receive'];
let officeEvents = 0;
beforeEach(() => {
  zalo.world.setClock(Date.parse(START));
  zalo.world.addPerson(USER, 'Lê Thị Hoa', PHONE);
  const files = { fetch: fetchByName, alsoFrom: 'http://files.test' };
  const { channel, tokens } = zaloChannelOn(zalo, { files });
  keepYoung = tokens.current;
  const clock = { now: () => new Date(zalo.world.now()) };
  store = createMemoryStore();
  const engine = createTestEngine(store, plainKnowledge, [channel], clock);
  receive = async (event) => {
    await engine.receive(event);
    await engine.drain(`zalo:${event.externalId}`);
  };
  const ports: EventPorts = {
    receive,
    isHeld: async () => false,
    hold: async () => {},
    noteInteraction: async () => {},
    noteUnreachable: async () => {},
    noteEcho: async () => {},
    noteDelivered: async () => {},
    noteSeen: async () => {},
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
  test.each(TRANSCRIPTS)('%s', async (name) => {
    const talk = createTalk();
    for (const said of spoken(name)) {
      if (said.startsWith('@')) {
        const milliseconds = readDuration(said.slice(1)) ?? 0;
        talk.wait(milliseconds);
        await passTime(milliseconds);
        continue;
      }
      const event = offeredIn(said, store.offered.length);
      if (event) {
        for (const one of [talk.store, store]) one.offered.push(event);
        continue;
      }
      const { thread } = zalo.world.person(USER);
      const before = thread.length;
      const ofOffice = officeStep(said, talk.store, ACCOUNT);
      const heard = officeStep(said, store, ['zalo', USER]);
      const act = readAct(said, { nameOfPhotos: false });
      const [expected] = await (ofOffice && heard
        ? Promise.all([talk.send(ofOffice).then(({ replies }) => replies), fromOffice(heard)])
        : Promise.all([inMemory(talk, act), throughZalo(act)]));
      const shown = thread.slice(before).filter(({ from }) => from === 'oa');
      expect({ said, shown: shown.map(seen) }).toEqual({
        said,
        shown: expected.flatMap((message) => fitted(message, ZALO_LIMITS)),
      });
    }
  });
});

/** The service renews its tokens whether anybody writes or not; a refresh token lives three months. */
async function passTime(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 20 * DAY) {
    zalo.world.advance(Math.min(left, 20 * DAY));
    await keepYoung();
  }
}

/** The office's side writes into the inbox of the person, past Zalo; what comes of it goes through. */
async function fromOffice(content: IncomingContent): Promise<void> {
  officeEvents += 1;
  const at = new Date(zalo.world.now()).toISOString();
  await receive({ channel: 'zalo', key: `office:${officeEvents}`, externalId: USER, at, content });
}

async function throughZalo(act: Act): Promise<void> {
  const { people } = zalo;
  switch (act.kind) {
    case 'press': {
      const how = pressOrType(zalo.world.person(USER).thread.map(seen), act.label);
      if ('press' in how) people.press(USER, how.press);
      else people.say(USER, how.type);
      break;
    }
    case 'photo':
    case 'file': {
      const url = `http://files.test/${encodeURIComponent(act.ref)}`;
      const kind = act.kind === 'photo' ? 'image' : 'file';
      people.send(USER, { kind, url, name: act.ref, ...(act.caption ? { text: act.caption } : {}) });
      break;
    }
    case 'voice':
      people.send(USER, { kind: 'audio' });
      break;
    case 'sticker':
      people.send(USER, { kind: 'sticker' });
      break;
    case 'location':
      people.send(USER, { kind: 'location', latitude: act.latitude, longitude: act.longitude });
      break;
    case 'contact':
      if (act.own) people.submitInfo(USER, 'new');
      else people.send(USER, { kind: 'business_card', phone: act.phone });
      break;
    case 'text':
      people.say(USER, act.text);
      break;
    case 'erase':
      people.withdraw(USER);
      break;
    default:
      act satisfies never;
  }
  await zalo.webhooks.pump();
}

const seen = ({ text, buttons, file }: Shown): Seen => ({ text, buttons: buttons.map(({ title }) => title), file });
