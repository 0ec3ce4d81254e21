import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createNoticesNow } from '../../../src/app/notices-now.ts';
import { createApp } from '../../../src/app.ts';
import { createAttachmentFiles } from '../../../src/attachments/attachment-files.ts';
import type { Channel, ChannelId, IncomingContent, OutgoingMessage } from '../../../src/channels/types.ts';
import { readDuration } from '../../../src/cli/chat/duration.ts';
import { passTime } from '../../../src/cli/chat/pass-time.ts';
import { answerLines, type Step } from '../../../src/cli/chat/transcript.ts';
import type { TurnReport } from '../../../src/conversation/turn.ts';
import { tellResult } from '../../../src/notifications/store/results.ts';
import type { Officer } from '../../../src/office/roles.ts';
import { cancelEvent, createEvent, editEvent, publishEvent } from '../../../src/office/services/events/save-event.ts';
import { openOffice } from '../../../src/open-office.ts';
import { createInteractionNotes } from '../../../src/people/reachability.ts';
import { createSettableClock } from '../../../src/platform/clock.ts';
import { createCrypto } from '../../../src/platform/crypto.ts';
import type { Database } from '../../../src/platform/database/database.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { plainKnowledge } from '../../conversation/talk.ts';

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

/**
 * Several people, an office and a clock on a real database: what `>` lines do beside those of test/conversations/transcript.ts:
 * - `> Lan: text`, `> Lan (telegram): text`, `> Lan: [label]` what somebody types or presses; on Zalo where nothing is said;
 * - `> *consent Lan` they have consented, `> *start Lan` and begun a form, `> *join Lan` have an account on Telegram too;
 * - `> *event hc fair | title | place | 2026-12-05 08:00 | capacity` the office publishes an event for everybody;
 * - `> *move hc | 2026-12-06 08:00 | place`, `> *grow hc 3`, `> *cancel hc | reason`;
 * - `> *result Lan | product | points | stars` the province has decided on somebody's product;
 * - `> @P3D` time passes; `> *ledger` where every notice stands.
 * After each line everything that is due is sent. What people get without having asked is told as `< (Lan, zalo) text`.
 */
export async function playNotices(database: Database, steps: readonly Step[]): Promise<Step[]> {
  const { client } = database;
  await client.$executeRaw`TRUNCATE person, event, campaign, member, inbox_event, outbox_message, lease, send_limit CASCADE`;
  const crypto = createCrypto('x'.repeat(40));
  const clock = createSettableClock(new Date(START));
  const folder = await mkdtemp(path.join(tmpdir(), 'ocop-notices-'));
  const sent: { readonly channel: ChannelId; readonly to: string; readonly message: OutgoingMessage }[] = [];
  const channels = (['zalo', 'telegram', 'simulator'] as const).map(
    (id): Channel => ({
      id,
      limits: { text: 2_000, caption: 0, buttons: 5, buttonLabel: 100 },
      async send(to, message) {
        sent.push({ channel: id, to, message });
        return { kind: 'sent', messageId: `${id} ${message.key}` };
      },
    }),
  );
  const files = createAttachmentFiles(folder, crypto);
  const app = createApp({
    ...{ database, crypto, clock, channels, files },
    queue: 'inline',
    log: silentLog,
    knowledge: plainKnowledge,
    controller: 'Ủy ban nhân dân xã và cơ quan OCOP của tỉnh',
  });
  const { office } = openOffice({
    ...{ database, crypto, clock, files, publicUrl: null, channels },
    queue: { enqueueDrain: async (conversation) => void (await app.drainConversation(conversation)) },
  });
  const notices = createNoticesNow({ database, crypto, clock, channels });
  const note = createInteractionNotes(client);
  const events = new Map<string, Made>();
  const pressed = new Map<string, string>();

  const personOf = async (who: string) =>
    (await client.identity.findFirstOrThrow({ where: { externalId: who }, orderBy: { createdAt: 'asc' } })).personId;

  async function speak(who: string, channel: ChannelId, said: string): Promise<TurnReport | null> {
    clock.advance(1_000);
    const label = /^\[(.+)\]$/.exec(said)?.[1];
    const payload = label === undefined ? undefined : pressed.get(`${who} ${label}`);
    if (label !== undefined && payload === undefined) throw new Error(`${who} has no button "${label}"`);
    const content: IncomingContent = payload === undefined ? { kind: 'text', text: said } : { kind: 'button', payload };
    const at = clock.now().toISOString();
    await app.receive({ channel, key: randomUUID(), externalId: who, at, content });
    await note(channel, who, at);
    return app.view(channel, who);
  }

  async function act(said: string): Promise<void> {
    const [, verb = '', rest = ''] = /^\*(\w+) ?(.*)$/.exec(said) ?? [];
    const [head = '', ...parts] = rest.split(' | ');
    const [name = '', second = ''] = head.split(' ');
    const made = events.get(name);
    switch (verb) {
      case 'consent':
        await speak(name, 'zalo', 'xin chào');
        await client.consentReceipt.create({
          data: {
            personId: await personOf(name),
            purpose: 'registration',
            action: 'given',
            version: '1',
            text: '',
            channel: 'zalo',
            at: clock.now(),
          },
        });
        sent.length = 0;
        return;
      case 'start':
        for (const words of ['tôi muốn đăng ký sản phẩm', 'đồng ý', 'hộ sản xuất']) await speak(name, 'zalo', words);
        sent.length = 0;
        return;
      case 'join':
        await speak(name, 'telegram', 'xin chào');
        await client.identity.updateMany({
          where: { externalId: name },
          data: { personId: await personOf(name) },
        });
        sent.length = 0;
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
    const names = new Map((await client.identity.findMany()).map(({ personId, externalId }) => [personId, externalId]));
    return rows.map(
      ({ campaign, personId, status, reason, way, understoodAt }) =>
        `= ${campaign.title} → ${names.get(personId ?? '') ?? '?'}: ${[status, way, reason, understoodAt && 'understood'].filter(Boolean).join(', ')}`,
    );
  }

  /** What came of a line: replies to whoever spoke, then what others were told. */
  function heard(speaker: string | null, report: TurnReport | null): string[] {
    const all = sent.splice(0);
    for (const { to, message } of all)
      for (const one of message.buttons) pressed.set(`${to} ${one.label}`, one.payload);
    const replies = all.filter(({ to, message }) => to === speaker && !message.notice).map(({ message }) => message);
    const told = all.filter(({ to, message }) => to !== speaker || message.notice);
    const lines = speaker ? answerLines({ ...(report ?? NOTHING), replies: replies.map(shown) }) : [];
    return [
      ...lines,
      ...told.flatMap(({ channel, to, message }) => {
        const [first = '', ...rest] = answerLines({ ...NOTHING, replies: [shown(message)] }).slice(0, -1);
        return [first.replace('< ', `< (${to}, ${channel}) `), ...rest];
      }),
    ].map((line) => line.replace(/(Mã vào cửa: |mã vào cửa: )\d{4}/g, '$1####'));
  }

  const played: Step[] = [];
  try {
    for (const step of steps) {
      const { said } = step;
      const [, who, channel = 'zalo', words = ''] = /^(\p{Lu}\p{L}*)(?: \((\w+)\))?: (.*)$/u.exec(said) ?? [];
      let report: TurnReport | null = null;
      if (said.startsWith('@')) await passTime(clock, readDuration(said.slice(1)) ?? 0, notices);
      else if (who) report = await speak(who, channel as ChannelId, words);
      else if (said !== '*ledger') await act(said);
      await notices.run();
      played.push({ ...step, answer: said === '*ledger' ? await ledger() : heard(who ?? null, report) });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return played;
}

const NOTHING: TurnReport = { asking: null, proposed: null, citations: [], registration: null };

const instant = (local: string) => new Date(`${local.replace(' ', 'T')}:00+07:00`);

const shown = ({ text, buttons, file }: OutgoingMessage) => ({ text, buttons, ...(file ? { file: file.name } : {}) });
