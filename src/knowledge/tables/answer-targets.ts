import type { Block } from '../compose.ts';
import { blocksOf, type Library, supported } from '../library.ts';
import { PhraseFinder } from '../phrases.ts';
import { asks, type Question, starsIn } from '../question.ts';
import { ranksOf, type StarRank, type Target, targetOf, targetSentence, unitName } from './targets.ts';

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
      if (!asksForTarget(question, units, stars)) return null;
      return blocksOf(block(unitsAnswer(question, units, stars), targetSentence(units[0] as Target)));
    }
    const extreme = extremeAsked(question);
    if (extreme && asks(question, 'units') && asks(question, 'product') && !asks(question, 'not-targets')) {
      const best = extremes(targets, stars[0], extreme);
      return blocksOf(block(extremeAnswer(best, stars[0], extreme), targetSentence(best[0] as Target)));
    }
    const total = totalAsked(question);
    if (asks(question, 'units') && stars.length === 0 && total !== null && !asks(question, 'not-targets'))
      return listWithTotal(targets, total, block);
    if (asks(question, 'units') && stars.length > 0 && !asks(question, 'not-targets'))
      return asks(question, 'without') ? listWithout(targets, stars, block) : listAnswer(targets, stars, block);
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

/** The district that became the town of Nghi Sơn in 2020; people still say so. */
const FORMER_NGHI_SON = 'Tĩnh Gia';

/** "Thanh Hóa" alone is the province; its city needs to be called one. */
function namesOf({ name, kind }: Target): string[] {
  if (name === 'Nghi Sơn') return [name, FORMER_NGHI_SON];
  if (name !== 'Thanh Hóa') return [name];
  return [`${kind} ${name}`, `tp ${name}`, `tp. ${name}`, 'tpth', 'tp th', `thị xã ${name}`];
}

/** "Nhiều nhất", also with the thing counted between: "nhiều sản phẩm 3 sao nhất". */
function extremeAsked(question: Question): 'most' | 'least' | null {
  const text = question.words.map((word) => word.marked).join(' ');
  if (asks(question, 'most') || /nhiêu2(?: \S+){1,5} nhât1/.test(text)) return 'most';
  return asks(question, 'least') || /(?:it1|thâp1)(?: \S+){1,5} nhât1/.test(text) ? 'least' : null;
}

/** Of two units side by side, "ai" asks which of them. */
function asksForTarget(question: Question, units: readonly Target[], stars: readonly number[]): boolean {
  if (units.length > 1 && asks(question, 'compare-units')) return true;
  if (asks(question, 'not-targets')) return false;
  return asks(question, 'count') || asks(question, 'compare') || stars.length > 0;
}

function asksOtherYear({ text }: Question): boolean {
  return [...text.matchAll(/(?<!\d)(20\d\d)(?!\d)/g)].some(([year]) => year !== '2024');
}

function unitsIn(question: Question, names: PhraseFinder<Target>): Target[] {
  return [...new Set(names.find(question.words).map((hit) => hit.value))];
}

function unitsAnswer(question: Question, units: readonly Target[], stars: readonly StarRank[]): string {
  const [first] = units as [Target];
  if (units.length === 1) return unitAnswer(first, stars);
  if (asks(question, 'together')) return sumOf(units, stars[0]);
  return units.length === 2 ? comparison(units, stars[0]) : ordered(units, stars[0]);
}

/** Opens with the rank asked for ("… không được giao …"), then tells the whole. */
function unitAnswer(target: Target, stars: readonly StarRank[]): string {
  if (stars.length === 0) return targetSentence(target);
  const said = stars.map((rank) =>
    targetOf(target, rank) > 0
      ? `được giao ${targetOf(target, rank)} sản phẩm ${rank} sao`
      : `không được giao sản phẩm ${rank} sao`,
  );
  const told = stars.reduce((sum, rank) => sum + targetOf(target, rank), 0);
  const whole = told === target.total ? '' : `; cả năm ${target.total} sản phẩm${inDetail(target, undefined)}`;
  return `Năm 2024, ${unitName(target)} ${said.join(', ')}${whole}.`;
}

function comparison(units: readonly Target[], stars: StarRank | undefined): string {
  const value = amountOf(stars);
  const [more, less] = [...units].sort((left, right) => value(right) - value(left)) as [Target, Target];
  const kind = kindOf(stars);
  if (value(more) === value(less))
    return `Năm 2024, ${units.map(unitName).join(' và ')} được giao bằng nhau: mỗi nơi ${value(more)} ${kind}.`;
  const rest =
    value(less) > 0
      ? `${value(less)} ${kind}${inDetail(less, stars)}, ít hơn ${value(more) - value(less)}`
      : `không có ${kind}`;
  return `Năm 2024, ${unitName(more)} được giao nhiều hơn: ${value(more)} ${kind}${inDetail(more, stars)}; ${unitName(less)} ${rest}.`;
}

/** The ranks behind a total; a rank that was asked for needs none. */
function inDetail(target: Target, stars: StarRank | undefined): string {
  if (stars) return '';
  const single = ([3, 4, 5] as const).find((rank) => targetOf(target, rank) === target.total);
  return single ? ` (đều ${single} sao)` : ` (${ranksOf(target)})`;
}

function ordered(units: readonly Target[], stars: StarRank | undefined): string {
  const value = amountOf(stars);
  const told = [...units]
    .sort((left, right) => value(right) - value(left))
    .map((unit) => `${unitName(unit)} ${value(unit)}${inDetail(unit, stars)}`);
  return `Số ${kindOf(stars)} được giao năm 2024, từ nhiều đến ít: ${told.join('; ')}.`;
}

function sumOf(units: readonly Target[], stars: StarRank | undefined): string {
  const value = amountOf(stars);
  const total = units.reduce((sum, unit) => sum + value(unit), 0);
  const parts = units.map((unit) => `${unitName(unit)} ${value(unit)}`);
  return `Năm 2024, ${parts.join(', ')}; cộng lại ${total} ${kindOf(stars)}.`;
}

function amountOf(stars: StarRank | undefined): (target: Target) => number {
  return (target) => (stars ? targetOf(target, stars) : target.total);
}

function kindOf(stars: StarRank | undefined): string {
  return stars ? `sản phẩm ${stars} sao` : 'sản phẩm';
}

function extremes(targets: readonly Target[], stars: StarRank | undefined, extreme: 'most' | 'least'): Target[] {
  const value = amountOf(stars);
  const values = targets.map(value).filter((number) => number > 0);
  const wanted = extreme === 'most' ? Math.max(...values) : Math.min(...values);
  return targets.filter((target) => value(target) === wanted);
}

function extremeAnswer(best: readonly Target[], stars: StarRank | undefined, extreme: 'most' | 'least'): string {
  const [first] = best as [Target];
  const kind = kindOf(stars);
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

/** "Huyện nào được giao 4 sản phẩm?" */
function totalAsked({ text }: Question): number | null {
  const total = /(?<!\d)(\d{1,2}) (?:sản phẩm|san pham|sp|cái|hàng)(?!\p{L})/iu.exec(text)?.[1];
  return total === undefined ? null : Number(total);
}

function listWithTotal(
  targets: readonly Target[],
  total: number,
  block: (text: string, quote: string) => Block | null,
): Block[] | null {
  const having = targets.filter((target) => target.total === total);
  const [first] = having;
  if (!first) return null;
  return blocksOf(
    block(
      `Năm 2024, ${having.length} nơi được giao ${total} sản phẩm: ${having.map(({ name }) => name).join(', ')}.`,
      targetSentence(first),
    ),
  );
}

function listWithout(
  targets: readonly Target[],
  stars: readonly StarRank[],
  block: (text: string, quote: string) => Block | null,
): Block[] | null {
  const without = targets.filter((target) => stars.every((rank) => targetOf(target, rank) === 0));
  const [first] = without;
  if (!first) return null;
  const kind = `sản phẩm ${stars.join(' sao, ')} sao`;
  return blocksOf(
    block(
      `Năm 2024, ${without.length} nơi không được giao ${kind}: ${without.map(({ name }) => name).join(', ')}.`,
      targetSentence(first),
    ),
  );
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
