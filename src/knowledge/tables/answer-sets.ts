import { capitalised, uncapitalised } from '../../language/text.ts';
import type { Block } from '../compose.ts';
import { blocksOf, type Library } from '../library.ts';
import { PhraseFinder } from '../phrases.ts';
import { asks, type Question } from '../question.ts';
import type { Word } from '../words.ts';
import { cardSentence, catalogueSentence, type ProductSetCard, setTitle } from './product-sets.ts';

const DOCUMENT = 'qd-26-2026';

interface Naming {
  readonly card: ProductSetCard;
  /** The product as our suggestions name it; null when the question names the set itself. */
  readonly product: string | null;
  readonly unsure: boolean;
}

type Section = ProductSetCard['sections'][number];

/** Answers which set a product belongs to, who leads it, how many sets there are, and how many points a section gives. */
export function answerSets(
  cards: readonly ProductSetCard[],
  isCompound: (left: Word, right: Word) => boolean,
): (question: Question, library: Library) => Block[] | null {
  const namings = new PhraseFinder(cards.flatMap(namesOf));
  const labels = new PhraseFinder(sectionNames(cards));
  return (question, library) => {
    if (cards.length === 0 || asks(question, 'copies')) return null;
    const block = (section: string, text: string, quote: string): Block | null => {
      const article = library.article(DOCUMENT, section);
      return article ? { article, text, quote } : null;
    };
    const naming = bestNaming(question, namings, cards, isCompound);
    const wanted = asks(question, 'set-points') ? sectionsAsked(question, labels) : null;
    if (wanted && naming) return pointsOf(naming.card, wanted, block);
    if (naming && asks(question, 'set-ministry')) {
      const { card } = naming;
      return blocksOf(
        block(
          'PL.I',
          `${capitalised(setTitle(card))} do ${card.ministries.join(' và ')} chủ trì. ${catalogueSentence(card)}`,
          catalogueSentence(card),
        ),
      );
    }
    if (naming && (asks(question, 'set-which') || asks(question, 'set-may')))
      return blocksOf(block('PL.I', membership(naming), catalogueSentence(naming.card)));
    if (asks(question, 'set-count')) return countAnswer(question, cards, block);
    return null;
  };
}

function namesOf(card: ProductSetCard): (readonly [string, Naming])[] {
  const own: Naming = { card, product: null, unsure: false };
  // Single syllables out of a longer name ("quả", "tiêu") are parts of too many other words.
  const pieces = card.name
    .replace(/\(.*\)/u, '')
    .split(/,|\bvà\b/u)
    .map((piece) => piece.trim())
    .filter((piece) => piece.includes(' ') && !piece.includes('khác'));
  return [
    ...[card.name, ...pieces].map((name) => [name, own] as const),
    ...card.products.flatMap(({ name, also, unsure }) =>
      [name, ...also].map((alias) => [alias, { card, product: name, unsure }] as const),
    ),
  ];
}

/** The longest name in the question wins: "chè lam" is not "chè"; "bộ 14" names a set outright. */
function bestNaming(
  question: Question,
  namings: PhraseFinder<Naming>,
  cards: readonly ProductSetCard[],
  isCompound: (left: Word, right: Word) => boolean,
): Naming | null {
  const number = /(?<!\p{L})(?:bộ|phiếu|bo|phieu)(?: sản phẩm| chấm| số| thứ)* (\d{1,2})(?!\d)/iu.exec(
    question.text,
  )?.[1];
  const named = cards.find(({ set }) => set === Number(number));
  if (named) return { card: named, product: null, unsure: false };
  const hits = namings
    .find(question.words)
    .filter(({ start, end }) => end - start > 1 || !partOfCompound(question.words, start, isCompound));
  if (hits.length === 0) return null;
  return hits.reduce((best, hit) => (hit.end - hit.start > best.end - best.start ? hit : best)).value;
}

/** "tiêu" in "tiêu chí" is no pepper. */
function partOfCompound(text: readonly Word[], at: number, isCompound: (left: Word, right: Word) => boolean): boolean {
  const [before, word, after] = [text[at - 1], text[at] as Word, text[at + 1]];
  return (before !== undefined && isCompound(before, word)) || (after !== undefined && isCompound(word, after));
}

function membership({ card, product, unsure }: Naming): string {
  const subject = product ? capitalised(product) : capitalised(card.name);
  const advice = unsure
    ? 'dễ lẫn với bộ khác, hỏi cán bộ OCOP của xã trước khi điền phiếu'
    : 'cán bộ OCOP của xã xem lại khi nhận phiếu';
  return `${subject} ${unsure ? 'có thể' : 'thường'} xếp vào ${setTitle(card)}, gợi ý theo tên bộ; ${advice}. ${catalogueSentence(card)}`;
}

function pointsOf(
  card: ProductSetCard,
  wanted: { sections: ReadonlySet<string>; parts: ReadonlySet<string> },
  block: (section: string, text: string, quote: string) => Block | null,
): Block[] | null {
  const sections = card.sections.filter(({ label }) => wanted.sections.has(label));
  if (sections.length > 0) {
    const said = sections.map(({ label, max }: Section) => `mục ${label} tối đa ${max} điểm`);
    return blocksOf(block('PL.II', `Trong phiếu chấm ${setTitle(card)}, ${said.join(', ')}.`, cardSentence(card)));
  }
  const parts = [...wanted.parts].map(
    (part) => `phần ${part} tối đa ${sum(card.sections.filter((section) => section.part === part))} điểm`,
  );
  if (parts.length === 0) return null;
  return blocksOf(block('PL.II', `Trong phiếu chấm ${setTitle(card)}, ${parts.join(', ')}.`, cardSentence(card)));
}

function sectionsAsked(
  question: Question,
  labels: PhraseFinder<string>,
): { sections: Set<string>; parts: Set<string> } | null {
  const sections = new Set(labels.find(question.words).map((hit) => hit.value));
  const parts = new Set(
    [...question.text.matchAll(/(?<!\p{L})(?:phần|phan) ([abc])(?!\p{L})/giu)].map((match) =>
      (match[1] ?? '').toUpperCase(),
    ),
  );
  return sections.size > 0 || parts.size > 0 ? { sections, parts } : null;
}

function sectionNames(cards: readonly ProductSetCard[]): [string, string][] {
  const names = new Map<string, string>();
  for (const { sections } of cards) {
    for (const { label } of sections) {
      names.set(label, label);
      const short = label.replace(/^(tính|chỉ tiêu|hoạt động) /u, '');
      if (short.includes(' ')) names.set(short, label);
    }
  }
  names.set('câu chuyện', 'câu chuyện sản phẩm');
  return [...names];
}

function countAnswer(
  question: Question,
  cards: readonly ProductSetCard[],
  block: (section: string, text: string, quote: string) => Block | null,
): Block[] | null {
  const industries = [...new Set(cards.map(({ industry }) => industry))];
  const asked = industries.filter((_, index) => asks(question, `industry-${index + 1}`));
  if (asked.length === 0) return null;
  const texts = asked.map((industry) => {
    const own = cards.filter((card) => card.industry === industry);
    return `Ngành ${uncapitalised(industry)} có ${own.length} bộ sản phẩm: ${own.map(({ set, name }) => `bộ ${set} ${name}`).join('; ')}.`;
  });
  const first = cards.find((card) => card.industry === asked[0]) as ProductSetCard;
  return blocksOf(block('PL.I', texts.join(' '), catalogueSentence(first)));
}

function sum(sections: readonly Section[]): number {
  return sections.reduce((total, { max }) => total + max, 0);
}
