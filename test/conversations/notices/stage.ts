import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createNoticesNow } from '../../../src/app/notices-now.ts';
import { createApp } from '../../../src/app.ts';
import { createAttachmentFiles } from '../../../src/attachments/attachment-files.ts';
import { readDuration } from '../../../src/cli/chat/duration.ts';
import { passTime } from '../../../src/cli/chat/pass-time.ts';
import { answerLines, type Step } from '../../../src/cli/chat/transcript.ts';
import type { TurnReport } from '../../../src/conversation/turn.ts';
import { tellResult } from '../../../src/notifications/store/results.ts';
import type { Officer } from '../../../src/office/roles.ts';
import { cancelEvent, createEvent, editEvent, publishEvent } from '../../../src/office/services/events/save-event.ts';
import { openOffice } from '../../../src/open-office.ts';
import { createSettableClock } from '../../../src/platform/clock.ts';
import { createCrypto } from '../../../src/platform/crypto.ts';
import type { Database } from '../../../src/platform/database/database.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { plainKnowledge } from '../../conversation/talk.ts';
import { openPlatforms, type Platform, type Shown } from './platforms.ts';

/** Wednesday, 9 in the morning in Viet Nam. */
const START = '2026-11-25T02:00:00Z';
const OFFICER: Officer = {
  id: '01990000-0000-7000-8000-00000000aaaa',
  email: 'can.bo@ocop.example',
  name: 'Cán bộ',
  role: 'provincial-coordinator',
  scope: 'province',
};

interface Made {
  readonly id: string;
  version: number;
  input: Parameters<typeof createEvent>[2];
}

/** Several people, an office and a clock on a real database, with a Zalo and a Telegram that everything goes through. */
export interface Stage {
  /**
   * What `>` lines do beside those of test/conversations/transcript.ts:
   * - `> Lan: text`, `> Lan (telegram): text`, `> Lan: [label]` what somebody types or presses; on Zalo where nothing is said;
   * - `> *consent Lan` they have consented, `> *start Lan` and begun a form, `> *join Lan` have an account on Telegram too;
   * - `> *event hc fair | title | place | 2026-12-05 08:00 | capacity` the office publishes an event for everybody;
   * - `> *move hc | 2026-12-06 08:00 | place`, `> *grow hc 3`, `> *cancel hc | reason`;
   * - `> *result Lan | product | points | stars` the province has decided on somebody's product;
   * - `> @P3D` time passes; `> *ledger` where every notice stands.
   * After each line everything that is due is sent. What people get without having asked is told as `< (Lan, zalo) text`, with
   * Zalo's name for what the account has to pay.
   */
  play(steps: readonly Step[]): Promise<Step[]>;
  close(): Promise<void>;
}

interface Account {
  readonly who: string;
  readonly platform: Platform;
  readonly id: string;
  /** How many of its messages have been told. */
  told: number;
}

export async function openStage(database: Database): Promise<Stage> {
  const { client } = database;
  const crypto = createCrypto('x'.repeat(40));
  const clock = createSettableClock(new Date(START));
  const folder = await mkdtemp(path.join(tmpdir(), 'ocop-stage-'));
  const platforms = await openPlatforms(database, crypto, clock);
  const { channels } = platforms;
  const files = createAttachmentFiles(folder, crypto);
  const app = createApp({
    ...{ database, crypto, clock, channels, files },
    queue: 'inline',
    log: silentLog,
    knowledge: plainKnowledge,
    controller: () => 'Ủy ban nhân dân xã và cơ quan OCOP của tỉnh',
  });
  await platforms.connect(app);
  const { office } = openOffice({
    ...{ database, crypto, clock, files, publicUrl: null, channels },
    queue: { enqueueDrain: async (conversation) => void (await app.drainConversation(conversation)) },
  });
  const notices = createNoticesNow({ database, crypto, clock, channels });
  const events = new Map<string, Made>();
  let accounts: Account[] = [];

  function accountOf(who: string, platform: Platform): Account {
    const known = accounts.find((one) => one.who === who && one.platform === platform);
    if (known) return known;
    const account = { who, platform, id: platforms.addPerson(platform, who), told: 0 };
    accounts.push(account);
    return account;
  }

  const personOf = async (who: string) => {
    const { id: externalId } = accountOf(who, 'zalo');
    return (await client.identity.findFirstOrThrow({ where: { channel: 'zalo', externalId } })).personId;
  };

  async function speak(who: string, platform: Platform, said: string): Promise<TurnReport | null> {
    clock.advance(1_000);
    const { id } = accountOf(who, platform);
    const label = /^\[(.+)\]$/.exec(said)?.[1];
    await (label === undefined ? platforms.say(platform, id, said) : platforms.press(platform, id, label));
    return app.view(platform, id);
  }

  /** What the account was shown since it was asked last. */
  function news(account: Account): readonly Shown[] {
    const fresh = platforms.shownTo(account.platform, account.id).slice(account.told);
    account.told += fresh.length;
    return fresh;
  }

  async function act(said: string): Promise<void> {
    const [, verb = '', rest = ''] = /^\*(\w+) ?(.*)$/.exec(said) ?? [];
    const [head = '', ...parts] = rest.split(' | ');
    const [name = '', second = ''] = head.split(' ');
    const made = events.get(name);
    switch (verb) {
      case 'consent':
        // Asked before the first form, which they leave again.
        for (const words of ['tôi muốn đăng ký sản phẩm', 'đồng ý', 'hủy', 'có']) await speak(name, 'zalo', words);
        news(accountOf(name, 'zalo'));
        return;
      case 'start':
        for (const words of ['tôi muốn đăng ký sản phẩm', 'đồng ý', 'hộ sản xuất']) await speak(name, 'zalo', words);
        news(accountOf(name, 'zalo'));
        return;
      case 'join':
        await speak(name, 'telegram', 'xin chào');
        await client.identity.updateMany({
          where: { channel: 'telegram', externalId: accountOf(name, 'telegram').id },
          data: { personId: await personOf(name) },
        });
        news(accountOf(name, 'telegram'));
        return;
      case 'result': {
        const [product = '', points = '', stars] = parts;
        const personId = await personOf(name);
        const at = clock.now();
        const times = { createdAt: at, updatedAt: at, submittedAt: at };
        const { id } = await client.registration.create({
          data: { personId, form: 'ocop', formVersion: 1, status: 'evaluated', reference: `OCOP-${name}`, ...times },
        });
        const recognised = stars === undefined ? null : { certificateNumber: '12/QĐ-UBND', expiresOn: '2029-11-25' };
        const news = {
          reference: `OCOP-${name}`,
          product,
          points: Number(points),
          stars: stars ? Number(stars) : null,
        };
        await client.$transaction((tx) =>
          tellResult(tx, {
            ...{ personId, registrationId: id, version: 1, at, seal: office.sealNotice },
            news: { ...news, ...(recognised ?? { certificateNumber: null, expiresOn: null }) },
          }),
        );
        return;
      }
      case 'event': {
        const [title = '', place = '', starts = '', capacity] = parts;
        const input = {
          ...{
            kind: second as 'fair',
            title,
            place,
            unit: null,
            startsAt: instant(starts),
            endsAt: null,
            audience: {},
          },
          ...{ about: null, whoMayCome: null, papers: null, contact: null, replyBy: null, takesReplies: true },
          capacity: capacity === undefined ? null : Number(capacity),
        };
        const { id, version } = await createEvent(office, OFFICER, input);
        events.set(name, { id, input, version: (await publishEvent(office, OFFICER, { id, version })).version });
        return;
      }
      case 'move':
      case 'grow': {
        if (!made) throw new Error(said);
        const [starts, place = made.input.place] = parts;
        const capacity = verb === 'grow' ? Number(second) : made.input.capacity;
        made.input = { ...made.input, place, capacity, ...(starts === undefined ? {} : { startsAt: instant(starts) }) };
        made.version = (await editEvent(office, OFFICER, made)).version;
        return;
      }
      case 'cancel':
        if (!made) throw new Error(said);
        await cancelEvent(office, OFFICER, { ...made, reason: parts[0] ?? '' });
        return;
      default:
        throw new Error(`no line ${said}`);
    }
  }

  async function ledger(): Promise<string[]> {
    const rows = await client.delivery.findMany({ orderBy: { seq: 'asc' }, include: { campaign: true } });
    const persons = new Map((await client.identity.findMany()).map((one) => [one.externalId, one.personId]));
    const names = new Map(accounts.map(({ id, who }) => [persons.get(id), who]));
    return rows.map(
      ({ campaign, personId, status, reason, way, understoodAt }) =>
        `= ${campaign.title} → ${names.get(personId ?? undefined) ?? '?'}: ${[status, way, reason, understoodAt && 'understood'].filter(Boolean).join(', ')}`,
    );
  }

  /** Everybody in the order in which they came, for many are told at once. */
  function told(): string[] {
    return accounts.flatMap((account) =>
      news(account).flatMap((message) => {
        const [first = '', ...rest] = answerLines({ ...NOTHING, replies: [message] }).slice(0, -1);
        const paid = message.quota === null || message.quota === 'reply' ? '' : `, ${message.quota}`;
        return [first.replace('< ', `< (${account.who}, ${account.platform}${paid}) `), ...rest];
      }),
    );
  }

  async function playStep({ said }: Step): Promise<string[]> {
    const [, who, platform = 'zalo', words = ''] =
      (/^(\p{Lu}\p{L}*)(?: \((zalo|telegram)\))?: (.*)$/u.exec(said) as [string, string, Platform?, string?] | null) ??
      [];
    const replies: string[] = [];
    if (said.startsWith('@')) await passTime(clock, readDuration(said.slice(1)) ?? 0, notices);
    else if (who) {
      const report = await speak(who, platform, words);
      replies.push(...answerLines({ ...(report ?? NOTHING), replies: news(accountOf(who, platform)) }));
    } else if (said !== '*ledger') await act(said);
    await notices.run();
    await platforms.settle();
    return said === '*ledger' ? ledger() : [...replies, ...told()].map(withoutChance);
  }

  return {
    async play(steps) {
      await client.$executeRaw`TRUNCATE person, event, campaign, member, inbox_event, outbox_message, lease, send_limit CASCADE`;
      clock.set(new Date(START));
      events.clear();
      accounts = [];
      const played: Step[] = [];
      for (const step of steps) played.push({ ...step, answer: await playStep(step) });
      return played;
    },
    async close() {
      await platforms.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const NOTHING: TurnReport = { asking: null, proposed: null, citations: [], registration: null };

/** Codes and addresses are drawn anew each time. */
const withoutChance = (line: string) =>
  line.replace(/(Mã vào cửa: |mã vào cửa: )\d{4}/g, '$1####').replace(/http:\/\/127\.0\.0\.1:\d+\/\S+/g, 'http://…');

const instant = (local: string) => new Date(`${local.replace(' ', 'T')}:00+07:00`);
