import type { Block } from '../compose.ts';
import { blocksOf, type Library, supported } from '../library.ts';
import { PhraseFinder } from '../phrases.ts';
import { asks, type Question, starsIn } from '../question.ts';
import { type StarRank, type Target, targetOf, targetSentence, unitName } from './targets.ts';

const DOCUMENT = 'ke-hoach-2024';
const SECTION = 'PL';

/** Answers questions about the appendix of the 2024 plan from the table: one unit, several, most, least, totals. */
export function answerTargets(targets: readonly Target[]): (question: Question, library: Library) => Block[] | null {
  const names = new PhraseFinder(targets.flatMap((target) => namesOf(target).map((name) => [name, target] as const)));
  return (question, library) => {
    if (targets.length === 0 || asksOtherYear(question)) return null;
    const stars = starsIn(question).filter((rank): rank is StarRank => rank >= 3 && rank <= 5);
    const units = unitsIn(question, names);
    const block = (text: string, quote: string): Block | null => {
      const article = library.article(DOCUMENT, SECTION);
      return article ? { article, text, quote } : null;
    };
    if (units.length > 0) {
      if (!asksForTarget(question, stars)) return null;
      const texts =
        units.length > 1 && units.length <= 3
          ? [comparison(units, stars[0]), ...units.map(targetSentence)]
          : units.map((unit) => unitAnswer(unit, stars));
      const quote = targetSentence(units[0] as Target);
      return blocksOf(block(texts.filter((text) => text !== '').join(' '), quote));
    }
    const extreme = extremeAsked(question);
    if (extreme && asks(question, 'units') && asks(question, 'product') && !asks(question, 'not-targets')) {
      const best = extremes(targets, stars[0], extreme);
      return blocksOf(block(extremeAnswer(best, stars[0], extreme), targetSentence(best[0] as Target)));
    }
    if (asks(question, 'units') && stars.length > 0 && !asks(question, 'not-targets'))
      return listAnswer(targets, stars, block);
    if (
      asks(question, 'whole') &&
      asks(question, 'count') &&
      (stars.length > 0 || asks(question, 'product')) &&
      !asks(question, 'not-targets')
    ) {
      return totalAnswer(targets, stars, library, asks(question, 'appendix'));
    }
    return null;
  };
}

/** "Thanh Hóa" alone is the province; its city needs to be called one. */
function namesOf({ name, kind }: Target): string[] {
  if (name !== 'Thanh Hóa') return [name];
  return [`${kind} ${name}`, `tp ${name}`, `tp. ${name}`, 'tpth', 'tp th', `thị xã ${name}`];
}

/** "Nhiều nhất", also with the thing counted between: "nhiều sản phẩm 3 sao nhất". */
function extremeAsked(question: Question): 'most' | 'least' | null {
  const text = question.words.map((word) => word.marked).join(' ');
  if (asks(question, 'most') || /nhiêu2(?: \S+){1,5} nhât1/.test(text)) return 'most';
  return asks(question, 'least') || /(?:it1|thâp1)(?: \S+){1,5} nhât1/.test(text) ? 'least' : null;
}

function asksForTarget(question: Question, stars: readonly number[]): boolean {
  if (asks(question, 'not-targets')) return false;
  return asks(question, 'count') || asks(question, 'compare') || stars.length > 0;
}

function asksOtherYear({ text }: Question): boolean {
  return [...text.matchAll(/(?<!\d)(20\d\d)(?!\d)/g)].some(([year]) => year !== '2024');
}

function unitsIn(question: Question, names: PhraseFinder<Target>): Target[] {
  return [...new Set(names.find(question.words).map((hit) => hit.value))];
}

/** Opens with the rank asked for ("… không được giao …"), then tells the whole row. */
function unitAnswer(target: Target, stars: readonly StarRank[]): string {
  const row = targetSentence(target);
  if (stars.length === 0) return row;
  const name = unitName(target);
  const said = stars.map((rank) =>
    targetOf(target, rank) > 0
      ? `được giao ${targetOf(target, rank)} sản phẩm ${rank} sao`
      : `không được giao sản phẩm ${rank} sao`,
  );
  return `Năm 2024, ${name} ${said.join(', ')}. ${row}`;
}

function comparison(units: readonly Target[], stars: StarRank | undefined): string {
  const value = (unit: Target): number => (stars ? targetOf(unit, stars) : unit.total);
  const kind = stars ? `sản phẩm ${stars} sao` : 'sản phẩm';
  const sorted = [...units].sort((left, right) => value(right) - value(left));
  const [first, second] = sorted as [Target, Target];
  if (value(first) === value(second))
    return `Năm 2024, ${units.map(unitName).join(' và ')} được giao bằng nhau: mỗi nơi ${value(first)} ${kind}.`;
  const rest = sorted
    .slice(1)
    .map((unit) => `${unitName(unit)} ${value(unit) > 0 ? `${value(unit)} ${kind}` : `không có ${kind}`}`);
  return `Năm 2024, ${unitName(first)} được giao nhiều hơn: ${value(first)} ${kind}; ${rest.join('; ')}.`;
}

function extremes(targets: readonly Target[], stars: StarRank | undefined, extreme: 'most' | 'least'): Target[] {
  const value = (target: Target): number => (stars ? targetOf(target, stars) : target.total);
  const values = targets.map(value).filter((number) => number > 0);
  const wanted = extreme === 'most' ? Math.max(...values) : Math.min(...values);
  return targets.filter((target) => value(target) === wanted);
}

function extremeAnswer(best: readonly Target[], stars: StarRank | undefined, extreme: 'most' | 'least'): string {
  const [first] = best as [Target];
  const kind = stars ? `sản phẩm ${stars} sao` : 'sản phẩm';
  const each = `${stars ? targetOf(first, stars) : first.total} ${kind}`;
  const names = best.map(unitName).join(', ');
  const which = extreme === 'most' ? 'nhiều' : 'ít';
  return `Năm 2024, ${names} được giao ${which} ${kind} nhất${best.length > 1 ? ', mỗi nơi' : ':'} ${each}.`;
}

function listAnswer(
  targets: readonly Target[],
  stars: readonly StarRank[],
  block: (text: string, quote: string) => Block | null,
): Block[] | null {
  const texts = stars.map((rank) => {
    const having = targets.filter((target) => targetOf(target, rank) > 0);
    const list =
      having.length === targets.length
        ? `cả ${targets.length} huyện, thị xã, thành phố`
        : having.map((target) => `${target.name} (${targetOf(target, rank)})`).join(', ');
    return `Năm 2024, chỉ tiêu ${rank} sao giao cho ${having.length} nơi: ${list}.`;
  });
  const first = targets.find((target) => targetOf(target, stars[0] as StarRank) > 0) as Target;
  return blocksOf(block(texts.join(' '), targetSentence(first)));
}

function totalAnswer(
  targets: readonly Target[],
  stars: readonly StarRank[],
  library: Library,
  fromAppendix: boolean,
): Block[] | null {
  const sum = (value: (target: Target) => number): number =>
    targets.reduce((total, target) => total + value(target), 0);
  const total = sum((target) => target.total);
  const parts = (stars.length > 0 ? stars : ([3, 4, 5] as const)).map(
    (rank) => `${sum((target) => targetOf(target, rank))} sản phẩm ${rank} sao`,
  );
  const said = `Cộng ${targets.length} huyện, thị xã, thành phố, chỉ tiêu năm 2024 có ${parts.join(', ')}; tổng cộng ${total} sản phẩm.`;
  const table = supported(library, DOCUMENT, SECTION, [String(total)], said);
  const aim = stars.includes(3) ? null : supported(library, DOCUMENT, 'I.1', [String(total)]);
  return fromAppendix || !aim ? blocksOf(table, aim) : blocksOf(aim, table);
}
