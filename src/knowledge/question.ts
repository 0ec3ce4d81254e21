import { z } from 'zod';
import { PhraseFinder } from './phrases.ts';
import { readData } from './read-data.ts';
import { type ReadWord, restoreMarks, type Vocabulary } from './restore-marks.ts';
import { words } from './words.ts';

/** A question (or one part of it) as the answering code reads it. */
export interface Question {
  /** Repaired text, for dates and numbers. */
  readonly text: string;
  /** Words read against the corpus: marks restored from context where they were missing. */
  readonly words: readonly ReadWord[];
  /** ISO date in Viet Nam. */
  readonly today: string;
  /** As in QuestionContext, of the whole question. */
  readonly dense?: ReadonlyMap<number, number>;
}

/** `repair` is src/language's; passed in so that the core of this module stands on text alone. */
export function readQuestion(
  text: string,
  today: string,
  vocabulary: Vocabulary,
  repair: (text: string) => string,
): Question {
  const repaired = repair(text);
  return { text: repaired, words: restoreMarks(words(repaired), vocabulary), today };
}

const intents = readData('intents.yaml', z.record(z.string(), z.array(z.string())));
const finders = new Map(
  Object.entries(intents).map(([name, phrases]) => [
    name,
    new PhraseFinder(phrases.map((phrase) => [phrase, phrase] as const)),
  ]),
);

/** True when the question holds a phrase of the named list of data/intents.yaml. */
export function asks(question: Pick<Question, 'words'>, intent: string): boolean {
  return finderOf(intent).occurs(question.words);
}

/** Phrases of the named list that the question holds, as they stand in data/intents.yaml. */
export function askedPhrases(question: Pick<Question, 'words'>, intent: string): string[] {
  return finderOf(intent)
    .find(question.words)
    .map((hit) => hit.value);
}

function finderOf(intent: string): PhraseFinder<string> {
  const finder = finders.get(intent);
  if (!finder) throw new Error(`intents.yaml không có danh sách "${intent}"`);
  return finder;
}

/** Star ranks named in the question ("4 sao", "3, 4 sao"), ascending. */
export function starsIn(question: Pick<Question, 'words'>): number[] {
  const stars = new Set<number>();
  question.words.forEach((word, index) => {
    if (!/^[1-5]$/.test(word.folded)) return;
    let next = index + 1;
    while (/^([1-5]|va|voi|hay|den)$/.test(question.words[next]?.folded ?? '')) next += 1;
    if (question.words[next]?.folded === 'sao') stars.add(Number(word.folded));
  });
  return [...stars].sort();
}

/** "Giờ", "nay", "hiện" as the time of asking, not an hour ("mấy giờ") or this year ("năm nay"). */
export function asksAboutNow({ words: text }: Pick<Question, 'words'>): boolean {
  return text.some(({ marked }, at) => {
    const before = text[at - 1]?.folded ?? '';
    const after = text[at + 1]?.folded ?? '';
    if (marked === 'giơ2') return !/^(?:may|luc|lam)$/.test(before) && !/^(?:nao|chieu|sang|giac)$/.test(after);
    return (marked === 'nay' && !/^(?:nam|hom|ngay)$/.test(before)) || (marked === 'hiên5' && after !== 'hanh');
  });
}
