import { dateInVietNam } from '../../language/calendar.ts';
import { fold } from '../../language/fold.ts';
import type { BoardEvent, EventBoard } from './event.ts';
import { EVENT_KINDS, type EventKindId } from './kinds.ts';

/** Which event somebody means, as far as they said it. */
export interface EventHint {
  /** Kinds named; none: any. */
  readonly kinds: readonly EventKindId[];
  /** What was said of its day in Viet Nam. */
  readonly day: { readonly day?: number; readonly month?: number; readonly year?: number } | null;
  /** The message, folded, single spaces. */
  readonly words: string;
  /** The button under one event. */
  readonly eventId: string | null;
}

const WORDS = EVENT_KINDS.map(({ id, words }) => ({
  id,
  patterns: words.map((pattern) => new RegExp(`\\b(?:${pattern})\\b`, 'u')),
}));

/** Kinds whose names stand in the folded words. A training said plainly may be a digital one too. */
export function kindsNamed(words: string): EventKindId[] {
  const named = WORDS.filter(({ patterns }) => patterns.some((pattern) => pattern.test(words))).map(({ id }) => id);
  if (named.includes('digital-training')) return named.filter((id) => id !== 'training' && id !== 'livestream');
  return named.includes('training') ? [...named, 'digital-training'] : named;
}

/** The events that the hint fits; of several those whose title or place it names best. */
export function matchEvents(board: EventBoard, hint: EventHint): EventBoard {
  if (hint.eventId !== null) return board.filter(({ event }) => event.id === hint.eventId);
  const fitting = board.filter(
    ({ event }) => (hint.kinds.length === 0 || hint.kinds.includes(event.kind)) && onDay(event, hint),
  );
  const best = Math.max(0, ...fitting.map((one) => namedWords(one, hint)));
  return best === 0 ? fitting : fitting.filter((one) => namedWords(one, hint) === best);
}

function onDay({ startsAt, endsAt }: BoardEvent['event'], { day: asked }: EventHint): boolean {
  if (asked === null) return true;
  const from = dateInVietNam(startsAt);
  const to = endsAt ? dateInVietNam(endsAt) : from;
  for (let at = from; at <= to; at = next(at)) {
    const [year, month, day] = at.split('-').map(Number);
    const fits = (wanted: number | undefined, is: number | undefined) => wanted === undefined || wanted === is;
    if (fits(asked.year, year) && fits(asked.month, month) && fits(asked.day, day)) return true;
  }
  return false;
}

const next = (iso: string) => new Date(Date.parse(`${iso}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Words of every day that tell no event from another. */
const COMMON = new Set(
  'hoi cho lop tap huan phien buoi su kien ocop san pham nam ngay thang xa phuong tinh thanh hoa cho o tai'.split(' '),
);

function namedWords({ event }: BoardEvent, { words }: EventHint): number {
  const said = new Set(words.split(' '));
  const own = new Set(
    fold(`${event.title} ${event.place}`)
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length > 1),
  );
  return [...own].filter((word) => !COMMON.has(word) && !/^\d+$/.test(word) && said.has(word)).length;
}
