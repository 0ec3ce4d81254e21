import type { Engine } from './answer-question.ts';
import type { Block } from './compose.ts';
import { presumesOldWay } from './old-way.ts';
import type { Passage } from './passage-index.ts';
import type { Question } from './question.ts';
import type { Ranked } from './rank.ts';
import { termsOf } from './terms.ts';
import type { Article, Citation } from './types.ts';
import { words } from './words.ts';

/** The rule that has overtaken what an answer tells: the sentence that opens it, and the section it rests on. */
export interface Overtaken {
  readonly text: string;
  readonly citation: Citation;
}

/** What has changed hands since the plan: only a text (or a question) that names some of it needs setting right. */
const CHANGED =
  /huyện|thị trấn|PTNT|Phát triển nông thôn|Thông tin và Truyền thông|Kế hoạch và Đầu tư|Lao động, Thương binh|Tài nguyên|Quyết định 148|hồ sơ|phiếu đăng ký|công nhận/u;

export function namesWhatChanged(text: string): boolean {
  return changesNamed(text).length > 0;
}

function changesNamed(text: string): string[] {
  return text.match(new RegExp(CHANGED, 'gu')) ?? [];
}

/** The overtaking rule of the section that the answer opens with, when it is in force on `question.today`. */
export function overtakenBy(
  engine: Engine,
  question: Question,
  blocks: readonly Block[],
  ranked: readonly Ranked[],
): Overtaken | null {
  const [first] = blocks;
  if (!first?.article.overtaken) return null;
  const told = blocks.filter(({ article }) => article === first.article).map(({ text }) => text);
  const named = changesNamed([question.text, ...told].join('\n'));
  if (!changesNamed(first.article.overtaken.text).some((change) => named.includes(change))) return null;
  const rule = overtakingPassage(engine, question, first.article.overtaken, ranked);
  if (!rule) return null;
  const { document, section, title } = rule.article;
  return { text: first.article.overtaken.text, citation: { document, section, title, quote: rule.statement.text } };
}

/** The source at the end of a summary; the label of the answer names it. */
const NAMED_SOURCE = / \([^()]*\d\)\.$/u;

/**
 * The rule in force, told before what it has overtaken, to a question that presumes the old way ("vẫn nộp ở huyện được chứ?") or
 * asks what has become of it ("giờ huyện còn chấm không?"); the blocks as they are where nothing needs setting right.
 */
export function setRight(
  engine: Engine,
  question: Question,
  blocks: readonly Block[],
  ranked: readonly Ranked[],
): readonly Block[] {
  const [first] = blocks;
  const rule = first && ruleBefore(engine, question, first.article, ranked);
  if (!first?.article.overtaken || !rule) return blocks;
  const said = first.article.overtaken.text.replace(NAMED_SOURCE, '.');
  return [{ article: rule.article, text: said, quote: rule.statement.text }, first];
}

/** The passage in force that such a question must hear before what the article tells. */
export function ruleBefore(
  engine: Engine,
  question: Question,
  { overtaken }: Article,
  ranked: readonly Ranked[],
): Passage | null {
  if (!overtaken) return null;
  const byRule = engine.documents.get(overtaken.document)?.source !== 'compiled';
  if (!presumesOldWay(question) && !(byRule && question.text.includes(question.today.slice(0, 4)))) return null;
  return overtakingPassage(engine, question, overtaken, ranked);
}

/** The statement of the overtaking section nearest to its summary and to the question; null before it is in force. */
function overtakingPassage(
  engine: Engine,
  question: Question,
  overtaken: NonNullable<Article['overtaken']>,
  ranked: readonly Ranked[],
): Passage | null {
  const validFrom = engine.documents.get(overtaken.document)?.validFrom;
  if (validFrom && validFrom > question.today) return null;
  const scores = new Map(ranked.map(({ passage, score }) => [passage.id, score]));
  const wanted = termsOf(words(overtaken.text));
  let best: Passage | null = null;
  let highest = Number.NEGATIVE_INFINITY;
  for (const passage of engine.index.passages) {
    const { id, statement, article } = passage;
    if (article.document !== overtaken.document || article.section !== overtaken.section) continue;
    let shared = 0;
    for (const term of termsOf(words(statement.text)).keys()) shared += wanted.has(term) ? engine.index.idf(term) : 0;
    const score = shared + (scores.get(id) ?? 0);
    if (score <= highest) continue;
    highest = score;
    best = passage;
  }
  return best;
}
