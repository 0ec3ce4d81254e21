import { findMoney } from '../../language/money.ts';
import { findNumbers } from '../../language/numbers.ts';
import { findQuantities } from '../../language/quantities.ts';
import { repair } from '../../language/repair.ts';
import { showMoney } from '../show-value.ts';
import type { Choice, Reading } from '../types.ts';
import { isNegative, rangeEnds } from './ranges.ts';
import { invalid, NONE, type Reader, value } from './reader.ts';

const PER_YEAR: Readonly<Record<string, number>> = { tháng: 12, quý: 4, tuần: 52 };

/** "45t", "45t/năm": in the answer to how much is made, a t right behind the figure is a tonne. */
const TONNES = /(\d)t(?![\p{L}\d])/giu;

/** What is made in a year: an amount and its unit. An amount a month is asked back as a year's. */
export const readCapacity: Reader = (field, _span, text, { mode }) => {
  const words = repair(text.replace(TONNES, '$1 tấn'));
  const said = findQuantities(text).length > 0 ? text : words;
  const found = findQuantities(said);
  const yearly = found.filter((one) => one.per === 'năm').at(-1);
  const quantity = yearly ?? found.find((one) => !isPackage(text, one)) ?? found[0];
  if (!quantity) {
    if (findNumbers(words).length === 0) return NONE;
    return invalid('no-unit', `Anh/chị cho thêm đơn vị tính giúp tôi. Ví dụ: ${field.example}.`);
  }
  if (!(quantity.amount > 0) || isNegative(text, text.indexOf(quantity.text)))
    return invalid('not-positive', `Sản lượng phải lớn hơn 0. Ví dụ: ${field.example}.`);
  const per = quantity.per ?? periodSaid(words);
  const times = per === undefined ? undefined : PER_YEAR[per];
  if (times !== undefined) {
    const amount = Math.round(quantity.amount * times * 1000) / 1000;
    const said = `${quantity.text} mỗi ${per}`;
    return {
      kind: 'confirm',
      text: `${said} là khoảng ${amount.toLocaleString('vi-VN')} ${quantity.unit} một năm. Đúng không ạ? Nếu chỉ làm theo mùa, anh/chị gõ số của cả năm.`,
      value: { amount, unit: quantity.unit },
      words: quantity.text,
    };
  }
  const seasons =
    per === 'vụ' ? Math.max(0, ...[...words.matchAll(/(\d+) ?vụ/gu)].map((match) => Number(match[1]))) : 0;
  if (seasons > 0) {
    const amount = quantity.amount * seasons;
    return {
      kind: 'confirm',
      text: `${seasons} vụ, mỗi vụ ${quantity.text} là ${amount.toLocaleString('vi-VN')} ${quantity.unit} một năm. Đúng không ạ?`,
      value: { amount, unit: quantity.unit },
      words: text,
    };
  }
  if (per === 'ngày' || per === 'vụ')
    return invalid('not-a-year', `Tính cả năm thì được bao nhiêu? Ví dụ: ${field.example}.`);
  const range = rangeOfQuantities(said, found, quantity, mode === 'asked');
  if (range)
    return whichOf(
      range.map((amount) => ({
        value: { amount, unit: quantity.unit },
        label: `${amount.toLocaleString('vi-VN')} ${quantity.unit}`,
      })),
      text,
    );
  return value({ amount: quantity.amount, unit: quantity.unit }, quantity.text);
};

function rangeOfMoney(text: string, loose: boolean) {
  const [last, before] = findMoney(text)
    .reverse()
    .map(({ start, end, value: amount }) => ({ start, end, amount }));
  return last ? rangeEnds(text, before, last, loose) : null;
}

function rangeOfQuantities(
  text: string,
  found: ReturnType<typeof findQuantities>,
  chosen: (typeof found)[number],
  loose: boolean,
) {
  const at = found.indexOf(chosen);
  const alike = (index: number) => (found[index]?.unit === chosen.unit ? found[index] : undefined);
  const [before, after] = [alike(at - 1), alike(at + 1)];
  return rangeEnds(text, before, chosen, loose) ?? (after ? rangeEnds(text, chosen, after, loose) : null);
}

function whichOf(choices: readonly Choice[], words: string): Reading {
  return {
    kind: 'choose',
    text: `Anh/chị cho tôi một con số: ${choices.map(({ label }) => label).join(' hay ')}?`,
    choices,
    words,
  };
}

/** "hộp 500 g", "túi 5 kg": the size of a package, not the amount made. */
function isPackage(text: string, quantity: { start: number }): boolean {
  return /(?:hộp|túi|gói|chai|lọ|bao|hop|tui|goi)\s*$/iu.test(text.slice(0, quantity.start));
}

function periodSaid(words: string): string | undefined {
  const match = /(?:mỗi|một|mot|moi|1|hàng|hang)\s+(tháng|thang|quý|tuần|ngày|ngay|vụ)/iu
    .exec(words)?.[1]
    ?.toLowerCase();
  const marked: Record<string, string> = { thang: 'tháng', ngay: 'ngày' };
  return match === undefined ? undefined : (marked[match] ?? match);
}

/** Above this a figure without "triệu" or "đồng" is taken as đồng. */
const PLAIN_DONG = 1_000_000;

/** Revenue in đồng. A small bare number needs its unit; an amount a month is asked back as a year's. */
export const readMoney: Reader = (field, _span, text, { mode }) => {
  const said = findMoney(text).length > 0 ? text : repair(text);
  const money = findMoney(said).at(-1);
  if (money) {
    if (money.value <= 0 || isNegative(text, text.indexOf(money.text)))
      return invalid('not-positive', `Doanh thu phải lớn hơn 0. Ví dụ: ${field.example}.`);
    const per = periodSaid(repair(text));
    const times = per === undefined ? undefined : PER_YEAR[per];
    const range = rangeOfMoney(said, mode === 'asked');
    if (times === undefined && range)
      return whichOf(
        range.map((amount) => ({ value: Math.round(amount), label: showMoney(Math.round(amount)) })),
        text,
      );
    if (times === undefined) return value(Math.round(money.value), money.text);
    const yearly = Math.round(money.value * times);
    return {
      kind: 'confirm',
      text: `${money.text} mỗi ${per} là khoảng ${showMoney(yearly)} một năm. Đúng không ạ? Nếu chưa đúng, anh/chị gõ số của cả năm.`,
      value: yearly,
      words: money.text,
    };
  }
  const plain = findNumbers(text).at(-1);
  if (!plain) return NONE;
  if (plain.value >= PLAIN_DONG) return value(Math.round(plain.value), plain.text);
  return invalid('no-unit', `${plain.text} triệu hay tỷ đồng ạ? Anh/chị gõ cả chữ, ví dụ: ${field.example}.`);
};
