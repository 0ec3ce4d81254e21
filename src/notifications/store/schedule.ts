import type { PrismaClient } from '../../platform/database/generated/client.ts';
import { programmeReminders } from '../reminders/programme.ts';
import { planCampaign } from './campaigns.ts';
import { remindOfCertificates } from './certificate-reminders.ts';
import { remindOfDrafts } from './draft-reminders.ts';
import { fillPlaces } from './event-replies.ts';
import { lockEvent } from './events.ts';
import type { SealBody } from './notice-body.ts';
import { callUnread } from './results.ts';

/** What one round has laid down. */
export interface Scheduled {
  readonly drafts: number;
  readonly certificates: number;
  readonly programme: number;
  /** Moved up from waiting lists. */
  readonly places: number;
  readonly calls: number;
}

/** Everything that is due by itself at `now`. Run twice, or by two processes, it makes nothing twice: every row has its key. */
export async function runSchedule(client: PrismaClient, seal: SealBody, now: Date): Promise<Scheduled> {
  return {
    drafts: await remindOfDrafts(client, seal, now),
    certificates: await remindOfCertificates(client, seal, now),
    programme: await planProgramme(client, now),
    places: await fillFreePlaces(client, seal, now),
    calls: await callUnread(client, now),
  };
}

async function planProgramme(client: PrismaClient, now: Date): Promise<number> {
  let made = 0;
  for (const draft of programmeReminders(now)) {
    if (await client.$transaction((tx) => planCampaign(tx, draft, now))) made += 1;
  }
  return made;
}

/** Whoever had a place and was erased, or joined with another account, leaves it free without a word. */
async function fillFreePlaces(client: PrismaClient, seal: SealBody, now: Date): Promise<number> {
  const waiting = await client.event.findMany({
    where: { status: 'published', startsAt: { gt: now }, replies: { some: { status: 'waiting' } } },
    select: { id: true },
  });
  let moved = 0;
  for (const { id } of waiting) {
    moved += await client.$transaction(async (tx) => {
      const event = await lockEvent(tx, id);
      return event ? fillPlaces(tx, event, { at: now, seal }) : 0;
    });
  }
  return moved;
}
