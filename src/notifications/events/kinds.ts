import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { TOPICS } from '../types.ts';

/** Days before an event, or the morning of its day. */
export const REMINDERS = ['T-7', 'T-3', 'T-1', 'morning'] as const;
export type Reminder = (typeof REMINDERS)[number];

const KIND_IDS = ['training', 'digital-training', 'fair', 'livestream', 'evaluation', 'deadline'] as const;
export const eventKindId = z.enum(KIND_IDS);
export type EventKindId = z.infer<typeof eventKindId>;

const sentence = z.string().min(1);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const schema = z.strictObject({
  kinds: z.array(
    z.strictObject({
      id: eventKindId,
      label: sentence,
      topic: z.enum(TOPICS),
      takesReplies: z.boolean(),
      reminders: z.array(z.enum(REMINDERS)),
      words: z.array(sentence),
      papers: sentence.nullable(),
      announce: sentence,
      remind: sentence,
    }),
  ),
  remindAt: time,
  morningAt: time,
  /** What the office calls each reminder. */
  reminderTitles: z.record(z.enum(REMINDERS), sentence),
  lines: z.strictObject({
    when: sentence,
    place: sentence,
    who: sentence,
    papers: sentence,
    contact: sentence,
    replyBy: sentence,
    capacity: sentence,
  }),
  texts: z.strictObject({
    moved: sentence,
    movedBefore: sentence,
    movedReply: sentence,
    placeReply: sentence,
    cancelled: sentence,
    cancelledEnd: sentence,
    placeFree: sentence,
    code: sentence,
    today: sentence,
    tomorrow: sentence,
    inDays: sentence,
  }),
  buttons: z.strictObject({
    going: sentence,
    notGoing: sentence,
    details: sentence,
    mute: z.partialRecord(z.enum(TOPICS), sentence),
  }),
});

const DATA = schema.parse(parse(readFileSync(new URL('../data/event-kinds.yaml', import.meta.url), 'utf8')));

export type EventKind = (typeof DATA.kinds)[number];
export const EVENT_KINDS: readonly EventKind[] = DATA.kinds;
export const EVENT_WORDING = DATA;

/** @throws when the kind is unknown: rows are checked before they are written. */
export function eventKind(id: string): EventKind {
  const kind = EVENT_KINDS.find((one) => one.id === id);
  if (!kind) throw new Error(`no event kind ${id}`);
  return kind;
}
