import { z } from 'zod';
import type { Passage } from './passage-index.ts';
import { PhraseFinder } from './phrases.ts';
import { asks, type Question } from './question.ts';
import { readData } from './read-data.ts';
import type { KnowledgeDocument } from './types.ts';
import { words } from './words.ts';

const groups = readData(
  'out-of-scope.yaml',
  z.array(
    z.strictObject({
      id: z.string(),
      missing: z.string(),
      about: z.string().optional(),
      phrases: z.array(z.string()).min(1),
    }),
  ),
);
const elsewhere = readData('places-elsewhere.yaml', z.array(z.string()));
const finder = new PhraseFinder(
  groups.flatMap((group) => group.phrases.map((phrase) => [phrase, group] as const)),
  'strict',
);
const places = new PhraseFinder(elsewhere.map((place) => [place, place] as const));

/** Places whose names hold a word of money: "bao nhiêu, Triệu Sơn mấy" asks for no sum. */
const namesOfPlaces = new PhraseFinder(
  ['Triệu Sơn', 'Triệu Lộc', 'Đông Sơn', 'Đồng Tiến', 'Đồng Lương'].map((name) => [name, name] as const),
);

/** The wording of what we don't know, so that its marks can be restored in a question written without. */
export const scopePhrases: readonly string[] = [...groups.flatMap((group) => group.phrases), ...elsewhere];

/** Why no source of ours can answer: `missing` completes "Tài liệu của tôi không có …"; `about` a document that may tell something near. */
export interface Missing {
  readonly id: string;
  readonly missing: string;
  readonly about?: string;
}

/** What the question asks for that no source holds, by its wording. */
export function outOfScope(question: Pick<Question, 'words'>): Missing | null {
  const names = namesOfPlaces.find(question.words);
  // The longest phrase says best what is asked for: "xin số tài khoản" is no "xin số".
  const [longest] = finder
    .find(question.words)
    .filter(({ start, end }) => !names.some((name) => name.start < end && start < name.end))
    .sort((left, right) => right.end - right.start - (left.end - left.start));
  const hit = longest?.value;
  if (!hit) return null;
  return { id: hit.id, missing: hit.missing, ...(hit.about === undefined ? {} : { about: hit.about }) };
}

/** What the question rests on (another province, a year) that neither the statement found nor its document names. */
export function unsupportedSubject(
  question: Question,
  { article, statement }: Passage,
  document: KnowledgeDocument | undefined,
): Missing | null {
  const told = [document?.title ?? '', article.title, ...article.path, statement.text, ...statement.questions].join(
    '\n',
  );
  const toldWords = words(told).map((word) => word.folded);
  for (const place of new Set(places.find(question.words).map((hit) => hit.value))) {
    if (
      !contains(
        toldWords,
        words(place).map((word) => word.folded),
      )
    )
      return { id: 'elsewhere', missing: `tài liệu về ${place}` };
  }
  const toldOfSection = `${told}\n${article.statements.map(({ text }) => text).join('\n')}`;
  const thisYear = question.today.slice(0, 4);
  const past = (document?.validTo ?? question.today) < question.today;
  // "Năm 2024 nộp ở huyện, giờ còn thế không?" names the year to ask about today.
  if (asks(question, 'old-way')) return null;
  for (const [year] of question.text.matchAll(/(?<![\d/.])(?:19|20)\d\d(?!\d)/g)) {
    // A period ("2021-2023") is what the section as a whole may be about.
    const ofPeriod = new RegExp(`${year}\\s*[-–]|[-–]\\s*${year}`, 'u').test(question.text);
    if ((year !== thisYear || past) && !(ofPeriod ? toldOfSection : told).includes(year))
      return { id: 'year', missing: `số liệu của năm ${year} về việc này` };
  }
  return null;
}

function contains(text: readonly string[], part: readonly string[]): boolean {
  return text.some((_, start) => part.every((word, index) => text[start + index] === word));
}
