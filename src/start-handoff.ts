import { readFile } from 'node:fs/promises';
import type { Channel } from './channels/types.ts';
import type { Config } from './config.ts';
import { createOfficerDesk } from './conversation/store/officer-desk.ts';
import { chatAlerts, emailAlerts } from './handoff/alert-ways.ts';
import { type AlertWay, alertOffice } from './handoff/alerts.ts';
import { createDesks, type DeskOf } from './handoff/desks.ts';
import { readHours } from './handoff/hours.ts';
import { claimAlert, lapsed, releaseAlert, untold } from './handoff/store/unseen.ts';
import { alertDeadlines } from './office/deadline-alerts.ts';
import type { Clock } from './platform/clock.ts';
import type { Crypto } from './platform/crypto.ts';
import type { Database } from './platform/database/database.ts';
import { AppError } from './platform/errors.ts';
import { every } from './platform/every.ts';
import type { Metric } from './platform/http.ts';
import type { Log } from './platform/log.ts';
import { createMailer, type SendMail } from './platform/mail.ts';
import type { Queue } from './platform/queue/queue.ts';

const EVERY_MS = 60_000;

export interface HandoffParts {
  readonly config: Config;
  readonly database: Pick<Database, 'client'>;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly channels: readonly Channel[];
  readonly queue: Pick<Queue, 'enqueueDrain'>;
  readonly log: Log;
}

/** @throws AppError `config-invalid` when the file about the communes can't be used. */
export async function readDesks({ office, officeHours, desksFile }: Config): Promise<DeskOf> {
  const province = {
    name: office?.name ?? null,
    contact: office?.contact ?? null,
    hours: officeHours === null ? null : readHours(officeHours),
  };
  if (desksFile === null) return createDesks(province);
  try {
    return createDesks(province, JSON.parse(await readFile(desksFile, 'utf8')));
  } catch (cause) {
    throw new AppError('config-invalid', `OFFICE_DESKS: ${cause instanceof Error ? cause.message : ''}`, { cause });
  }
}

/** Tells the office of those whom nobody has taken and of dossiers whose days run out; takes conversations back from officers who fell silent. */
export function tendHandoffs(parts: HandoffParts, deskOf: DeskOf): () => Promise<void> {
  const { config, database, clock, log } = parts;
  const { client } = database;
  const ways = alertWays(parts);
  return async () => {
    const now = clock.now();
    await takeBackLapsed(parts, now);
    await alertOffice(
      {
        waiting: () => untold(client),
        claimAlert: (id, at) => claimAlert(client, id, at),
        releaseAlert: (id) => releaseAlert(client, id),
        ways,
        deskOf,
        afterMinutes: config.alerts.afterMinutes,
        publicUrl: config.publicUrl,
        log,
      },
      now.toISOString(),
    );
    await alertDeadlines({ client, ways, publicUrl: config.publicUrl, log }, now);
  };
}

/** Every minute, in whichever processes run it. */
export function startHandoffs(parts: HandoffParts, deskOf: DeskOf): { stop(): Promise<void> } {
  return every({
    milliseconds: EVERY_MS,
    work: tendHandoffs(parts, deskOf),
    onError: (error) => parts.log.error({ err: error }, 'handoffs not tended'),
  });
}

export async function handoffMetrics({ client }: Pick<Database, 'client'>): Promise<Metric[]> {
  const waiting = { status: 'open', claimedAt: null } as const;
  const [all, unseen] = await Promise.all([
    client.handoffRequest.count({ where: waiting }),
    client.handoffRequest.count({ where: { ...waiting, alertedAt: { not: null } } }),
  ]);
  return [
    { name: 'ocop_handoff_waiting', type: 'gauge', help: 'Persons who wait for an officer.', value: all },
    { name: 'ocop_handoff_overdue', type: 'gauge', help: 'Of these, longer than they should.', value: unseen },
  ];
}

/** Its own key per taking, so that two processes bring it back once. */
async function takeBackLapsed({ database, crypto, queue }: HandoffParts, now: Date): Promise<void> {
  const { client } = database;
  const desk = createOfficerDesk(crypto);
  for (const { id, personId, channel, claimedAt } of await lapsed(client, crypto.conversationKey, now)) {
    const key = `officer-lapsed:${id}:${claimedAt.getTime()}`;
    const conversation = await client.$transaction(async (tx) => {
      const told = await desk.tell(tx, { personId, channel, act: 'lapsed', words: '', at: now, key });
      if (told === null) {
        await tx.handoffRequest.updateMany({ where: { id, claimedAt }, data: { claimedBy: null, claimedAt: null } });
      }
      return told;
    });
    if (conversation !== null) await queue.enqueueDrain(conversation);
  }
}

/** Null where no mail server is set. */
export function openMail({ email }: Config['alerts'], log: Log): SendMail | null {
  if (!email) return null;
  const [from = email.to] = email.to.split(',');
  return createMailer({ smtpUrl: email.smtpUrl, from }, (reason) =>
    log.error({ way: 'email', reason }, 'a letter was not sent'),
  );
}

function alertWays({ config: { alerts }, channels, log }: HandoffParts): AlertWay[] {
  const report = (failure: object) => log.error(failure, 'an alert did not arrive');
  const mail = openMail(alerts, log);
  const chat = (id: Channel['id'], to: string | null): AlertWay[] => {
    const channel = channels.find((one) => one.id === id);
    return channel && to !== null ? [chatAlerts(channel, to, report)] : [];
  };
  return [
    ...(alerts.email && mail ? [emailAlerts(alerts.email.to, mail)] : []),
    ...chat('telegram', alerts.telegramChat),
    ...chat('zalo', alerts.zaloUser),
  ];
}
