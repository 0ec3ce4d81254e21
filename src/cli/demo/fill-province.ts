import { createNoticesNow, type NoticesNow } from '../../app/notices-now.ts';
import type { App } from '../../app.ts';
import { newDoorCode } from '../../notifications/store/door-code.ts';
import { answerEvent } from '../../notifications/store/event-replies.ts';
import { newLinkToken } from '../../notifications/store/link-token.ts';
import { bodySealer } from '../../notifications/store/notice-body.ts';
import { hashPassword } from '../../office/accounts/passwords.ts';
import { searchKey } from '../../office/office-columns.ts';
import type { Officer } from '../../office/roles.ts';
import { claimConversation, replyInConversation } from '../../office/services/answer-conversation.ts';
import { createEvent, publishEvent } from '../../office/services/events/save-event.ts';
import { setTargets } from '../../office/services/figures/targets.ts';
import type { Office } from '../../office/services/office.ts';
import { officerOf } from '../../office/store/officer-of.ts';
import type { SettableClock } from '../../platform/clock.ts';
import type { Crypto } from '../../platform/crypto.ts';
import type { Database } from '../../platform/database/database.ts';
import { createCaptureChannel } from '../chat/capture-channel.ts';
import type { DemoProvince } from './data.ts';
import { DEMO_MARK } from './demo-state.ts';
import { moveDossier } from './dossier.ts';
import { fillForm, say } from './producer.ts';

export interface DemoParts {
  readonly app: App;
  readonly office: Office;
  readonly database: Pick<Database, 'client'>;
  readonly crypto: Crypto;
  /** Of the assistant and the office: set back to live through the last months. */
  readonly clock: SettableClock;
  readonly tell: (line: string) => void;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Everything that happens goes through the assistant and the office's own services, as with real people. */
export async function fillProvince(parts: DemoParts, province: DemoProvince, password: string): Promise<void> {
  const { clock, tell, database } = parts;
  const now = clock.now();
  // Said first: a fill that breaks off leaves invented people, who are never mistaken for real ones.
  await database.client.counter.create({ data: { name: DEMO_MARK, value: 1 } });
  clock.set(morning(now, 80));
  const officer = await addStaff(parts, province, password);
  tell('Cán bộ: xong.');
  await addMembers(parts, province);
  const notices = createNoticesNow({ ...parts, channels: [createCaptureChannel('simulator')] });
  for (const producer of province.producers) {
    clock.set(morning(now, producer.daysAgo));
    await fillForm(parts.app, clock, accountOf(producer.name), producer, producer.until ?? null);
    const id = await dossierOf(parts, producer.name);
    if (id) await moveDossier(parts.office, officer, clock, id, producer);
    if (producer.goal === 'evaluated') await notices.run();
    tell(`${producer.name}: ${producer.goal}.`);
  }
  for (const [index, question] of province.questions.entries()) {
    clock.set(morning(now, 20 - index * 2));
    await say(parts.app, clock, accountOf(`Người hỏi ${index % 3}`), question);
  }
  clock.set(now);
  await holdEvents(parts, province, officer, notices, now);
  tell('Sự kiện, thông báo: xong.');
  await letWait(parts, province, officer, now);
  clock.set(now);
  const targets = { sent: 40, forwarded: 20, recognised: 12, 'four-stars': 4, events: 6, attended: 120 };
  await setTargets(parts.office, officer, { year: now.getUTCFullYear(), targets });
}

const accountOf = (name: string) => `demo:${searchKey(name)}`;

/** Nine in the morning in Viet Nam, so many days ago. */
function morning(now: Date, daysAgo: number): Date {
  const day = new Date(now.getTime() - daysAgo * DAY_MS).toISOString().slice(0, 10);
  return new Date(`${day}T02:00:00Z`);
}

/** Gives the coordinator of the province, who does the office's work here. */
async function addStaff({ database, clock }: DemoParts, { staff }: DemoProvince, password: string): Promise<Officer> {
  const passwordHash = await hashPassword(password);
  const createdAt = clock.now();
  for (const { units, ...member } of staff) {
    await database.client.staffUser.create({
      data: { ...member, units, wholeProvince: units.length === 0, passwordHash, createdAt },
    });
  }
  return officerOf(await database.client.staffUser.findFirstOrThrow({ where: { role: 'provincial-coordinator' } }));
}

async function addMembers({ database, clock }: DemoParts, { members }: DemoProvince): Promise<void> {
  const at = clock.now();
  for (const { name, unit, phone, product, stars, expiresInDays } of members) {
    const expiresOn = new Date(at.getTime() + (80 + expiresInDays) * DAY_MS);
    await database.client.member.create({
      data: {
        name,
        nameKey: searchKey(name),
        phone,
        unit,
        linkToken: newLinkToken(),
        importedBy: 'command-line',
        createdAt: at,
        updatedAt: at,
        certificates: { create: { productName: product, stars, expiresOn } },
      },
    });
  }
}

async function personOf({ database }: DemoParts, name: string): Promise<string> {
  const account = { channel: 'simulator', externalId: accountOf(name) };
  const row = await database.client.identity.findUniqueOrThrow({ where: { channel_externalId: account } });
  return row.personId;
}

/** Null: it was not sent. */
async function dossierOf(parts: DemoParts, name: string): Promise<string | null> {
  const personId = await personOf(parts, name);
  const row = await parts.database.client.registration.findFirst({
    where: { personId, officeFile: { isNot: null } },
    orderBy: { createdAt: 'desc' },
  });
  return row?.id ?? null;
}

/** Published, told to everybody by the ledger, and answered by some. */
async function holdEvents(
  parts: DemoParts,
  province: DemoProvince,
  officer: Officer,
  notices: NoticesNow,
  now: Date,
): Promise<void> {
  const { office, database, crypto, clock } = parts;
  const ids: string[] = [];
  clock.set(morning(now, 1));
  for (const { kind, title, place, inDays, capacity, unit } of province.events) {
    const startsAt = morning(now, -inDays);
    const about = 'Sự kiện mẫu để thử.';
    const input = { kind, title, about, place, unit, startsAt, endsAt: null, whoMayCome: null, papers: null };
    const replies = {
      contact: null,
      capacity,
      takesReplies: true,
      replyBy: null,
      audience: unit ? { units: [unit] } : {},
    };
    const { id, version } = await createEvent(office, officer, { ...input, ...replies });
    await publishEvent(office, officer, { id, version });
    ids.push(id);
  }
  await notices.run();
  clock.advance(3 * 60 * MINUTE_MS);
  await notices.run();
  for (const [index, { name }] of province.producers.slice(0, 14).entries()) {
    const personId = await personOf(parts, name);
    const answer = { eventId: ids[index % ids.length] ?? '', personId, coming: index % 5 !== 4, at: clock.now() };
    await database.client.$transaction((tx) =>
      answerEvent(tx, { ...answer, newCode: newDoorCode, seal: bodySealer(crypto) }),
    );
  }
}

/** Some wait for an officer; the first has one. */
async function letWait(parts: DemoParts, province: DemoProvince, officer: Officer, now: Date): Promise<void> {
  const { app, clock, office, database } = parts;
  for (const { producer, words, minutesAgo } of province.waiting) {
    clock.set(new Date(now.getTime() - minutesAgo * MINUTE_MS));
    await say(app, clock, accountOf(producer), 'gặp cán bộ');
    await say(app, clock, accountOf(producer), words);
  }
  const [first] = await database.client.handoffRequest.findMany({
    where: { status: 'open' },
    orderBy: { createdAt: 'asc' },
  });
  if (!first) return;
  await claimConversation(office, officer, first.id);
  await replyInConversation(office, officer, { id: first.id, text: 'Xưởng thuê vẫn đăng ký được anh/chị nhé.' });
}
