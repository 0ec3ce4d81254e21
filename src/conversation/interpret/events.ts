import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { findDates } from '../../language/dates.ts';
import { repair } from '../../language/repair.ts';
import { type EventHint, kindsNamed } from '../../notifications/events/match.ts';
import type { Heard } from '../commands.ts';
import { askedField } from '../state.ts';
import type { Hearing } from './interpret.ts';
import { compile, plainWords } from './phrases.ts';
import type { QuestionLook } from './question.ts';
import type { Said } from './said.ts';

const list = z.array(z.string().min(1));
const schema = z.strictObject({
  /** Words for an event of any kind. */
  any: list,
  signUp: list,
  wish: list,
  signOff: list,
  /** Whole messages that name no event. */
  bareComing: list,
  bareNotComing: list,
  /** What is on, when and where. */
  ahead: list,
  mine: list,
  /** About events in general: for the documents. */
  knowledge: list,
});
const raw = schema.parse(JSON.parse(readFileSync(new URL('./event-phrases.json', import.meta.url), 'utf8')));
const PHRASES = Object.fromEntries(Object.entries(raw).map(([name, patterns]) => [name, compile(patterns)])) as Record<
  keyof typeof raw,
  RegExp[]
>;

/** "Hỏi" with its mark is no "hội": "hỏi cho rõ" is about no fair. */
const ASKING = /(?<!\p{L})hỏi(?!\p{L})/giu;

/** A story about a product that mentions a fair is longer than a request. */
const LONGEST = 22;

/**
 * Words about events: that one comes or not, what is on, what one signed up for. What people ask about fairs and trainings
 * in general ("hội chợ được hỗ trợ gì") is left to the documents; while a field is asked, only plain requests count.
 */
export function hearEvents(said: Said, look: QuestionLook, { state, today }: Hearing): Heard | null {
  const words = trimmed(plainWords(repair(said.text.replace(ASKING, '…'))));
  if (words.split(' ').length > LONGEST) return null;
  const kinds = kindsNamed(words);
  const hint: EventHint = { kinds, day: dayIn(said, today), words, eventId: null };
  const asked = askedField(state) !== null || (state.asking !== null && state.asking !== 'menu');
  if (met('mine', words) && !asked) return { type: 'myEvents' };
  if (kinds.length === 0 && !met('any', words)) return asked ? null : bare(words, look, hint);
  if (met('knowledge', words)) return null;
  if (met('signOff', words)) return { type: 'rsvp', coming: false, about: hint };
  const questions = look === 'sure' || (look === 'likely' && met('ahead', words));
  if (!questions && (met('signUp', words) || (!asked && met('wish', words))))
    return { type: 'rsvp', coming: true, about: hint };
  return questions || (!asked && met('ahead', words)) ? aheadIn(words, said, hint) : null;
}

function aheadIn(words: string, said: Said, about: EventHint): Heard | null {
  return met('ahead', words) ? { type: 'askEvents', about, question: said.text } : null;
}

/** "Tôi đi", after an invitation. */
function bare(words: string, look: QuestionLook, about: EventHint): Heard | null {
  if (look === 'sure') return null;
  if (met('bareNotComing', words)) return { type: 'rsvp', coming: false, about };
  return met('bareComing', words) ? { type: 'rsvp', coming: true, about } : null;
}

function met(name: keyof typeof raw, words: string): boolean {
  return PHRASES[name].some((pattern) => pattern.test(words));
}

/** Words behind a request that say nothing. */
const POLITE = new Set(
  'a ah ak nhe nha nhen nhi he oi day ne voi giup cam on nghe em anh chi bac ad bot roi'.split(' '),
);

function trimmed(words: string): string {
  const all = words.split(' ');
  while (all.length > 1 && POLITE.has(all.at(-1) ?? '')) all.pop();
  return all.join(' ');
}

const DAY = /\b(?:ngay|hom|mung|mong)\s+(\d{1,2})\b(?!\s*(?:gio|thang))/u;

function dayIn(said: Said, today: string): EventHint['day'] {
  const [date] = findDates(said.text, today).filter(({ problem }) => problem === undefined);
  if (date) {
    const { day, month, year } = date;
    return { ...(day ? { day } : {}), ...(month ? { month } : {}), ...(year ? { year } : {}) };
  }
  const bareDay = DAY.exec(said.plain)?.[1];
  return bareDay === undefined ? null : { day: Number(bareDay) };
}
