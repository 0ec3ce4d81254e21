import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { repair } from '../../language/repair.ts';
import { OPTIONAL_TOPICS } from '../../notifications/topics.ts';
import { TOPICS, type Topic } from '../../notifications/types.ts';
import type { Heard } from '../commands.ts';
import { plainWords } from './phrases.ts';
import type { Said } from './said.ts';

const list = z.array(z.string().min(1));
/** Over folded words. `{name}` stands for a part, `{topics}` for one topic or several that the sentence names. */
const schema = z.strictObject({
  topics: z.record(z.enum([...TOPICS, 'all']), list),
  parts: z.record(z.string(), z.string()),
  off: list,
  allOff: list,
  remindOff: list,
  on: list,
  allOn: list,
  remindOn: list,
  only: list,
  show: list,
});
const raw = schema.parse(JSON.parse(readFileSync(new URL('./preference-phrases.json', import.meta.url), 'utf8')));

type Named = keyof typeof raw.topics;

/** A named topic becomes one word, so that a pattern can say where topics stand and nothing else may. */
const MARK = '#';
const MARKERS = (Object.entries(raw.topics) as [Named, string[]][]).map(([topic, patterns]) => ({
  marked: ` ${MARK}${topic} `,
  pattern: new RegExp(` (?:${patterns.join('|')})(?= )`, 'gu'),
}));
const TOPICS_PART = `${MARK}[a-z-]+(?: (?:(?:va|voi|hay|hoac|lan|cung|cung nhu|ca|tin) )*${MARK}[a-z-]+)*`;

const compiled = (name: Exclude<keyof typeof raw, 'topics' | 'parts'>) =>
  raw[name].map((pattern) => new RegExp(expand(pattern), 'u'));

function expand(pattern: string): string {
  return pattern.replace(/\{([a-z]+)\}/gi, (_, name: string) => {
    const part = name === 'topics' ? TOPICS_PART : raw.parts[name];
    if (part === undefined) throw new Error(`no part ${name}`);
    return part;
  });
}

const PATTERNS = {
  off: compiled('off'),
  allOff: compiled('allOff'),
  remindOff: compiled('remindOff'),
  on: compiled('on'),
  allOn: compiled('allOn'),
  remindOn: compiled('remindOn'),
  only: compiled('only'),
  show: compiled('show'),
};

/** "chỉ" folds to the letters of "chị", so it must have its mark, or "thôi" at the end. */
const ONLY = /chỉ/iu;
const ONLY_TAIL = /#[a-z-]+(?: [a-z]+)* thoi(?: [a-z]+)*$/u;

/** A longer message tells a story in which such words may stand. */
const MOST_WORDS = 24;
/** "đúng" folds to the letters of "đừng"; what it opens is a yes. */
const RIGHT = /đúng/giu;

/**
 * "Thôi nhận hội chợ", "đừng nhắc nữa", "nhận lại tin tập huấn", "tôi đang nhận những tin gì?": what a person wants to be
 * told. The sentence must say that and nothing else; a reason may follow it. "Thôi không bán ở hội chợ nữa" is no such thing.
 * @param mayFollow A clause before it may say something else: never where a field of the form takes the message.
 */
export function hearPreference(said: Said, mayFollow: boolean): Heard | null {
  const text = said.text.replace(RIGHT, 'z_z');
  if (plainWords(text).split(' ').length > MOST_WORDS) return null;
  const clauses = text.split(/[,.;!?\n]+|\s(?:vì|do|tại|vi|tai)\s/u).filter((clause) => clause.trim() !== '');
  const tried = [text, ...(mayFollow ? clauses : clauses.slice(0, 1))];
  for (const clause of tried) {
    for (const words of new Set([plainWords(clause), plainWords(repair(clause))])) {
      const heard = hearClause(words, ONLY.test(clause));
      if (heard) return heard;
    }
  }
  return null;
}

function hearClause(words: string, only: boolean): Heard | null {
  const marked = mark(words);
  const named = [...marked.matchAll(/#([a-z-]+)/gu)].map((match) => match[1] as Named);
  const met = (name: keyof typeof PATTERNS) => PATTERNS[name].some((pattern) => pattern.test(marked));
  if (met('show')) return { type: 'showPreferences' };
  if (met('only') && (only || ONLY_TAIL.test(marked))) return { type: 'onlyPreference', topics: topicsOf(named) };
  if (met('remindOff')) return { type: 'preference', topics: ['reminder'], on: false };
  if (met('remindOn')) return { type: 'preference', topics: ['reminder'], on: true };
  if (met('off')) return { type: 'preference', topics: topicsOf(named), on: false };
  if (met('on')) return { type: 'preference', topics: topicsOf(named), on: true };
  if (met('allOff')) return { type: 'preference', topics: OPTIONAL_TOPICS, on: false };
  if (met('allOn')) return { type: 'preference', topics: OPTIONAL_TOPICS, on: true };
  return null;
}

function mark(words: string): string {
  let marked = ` ${words} `;
  for (const { pattern, marked: as } of MARKERS) marked = marked.replace(pattern, as.trimEnd());
  return marked.replace(/\s+/g, ' ').trim();
}

function topicsOf(named: readonly Named[]): readonly Topic[] {
  if (named.includes('all')) return OPTIONAL_TOPICS;
  return TOPICS.filter((topic) => named.includes(topic));
}
