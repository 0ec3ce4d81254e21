import { fold } from '../../language/fold.ts';
import { findNumbers } from '../../language/numbers.ts';
import { findPercents } from '../../language/percents.ts';
import { repair } from '../../language/repair.ts';
import { countCharacters } from '../../language/text.ts';
import { cleanText } from '../speech.ts';
import type { Reading } from '../types.ts';
import { invalid, NONE, type Reader, value } from './reader.ts';

type Place = 'commune' | 'province' | 'outside';

interface Label {
  readonly place: Place;
  readonly start: number;
  readonly end: number;
}

const LABELS: readonly (readonly [Place, RegExp])[] = [
  [
    'outside',
    /\b(?:ngoai tinh|tinh ngoai|tinh khac|cac tinh|nhap khau|nhap ngoai|nuoc ngoai|nhap tu|nghe an|ninh binh|ha noi)\b/g,
  ],
  [
    'province',
    /\b(?:(?:trong|toan|ca|noi) tinh|tinh nha|tinh minh|o tinh|xa (?:ben|khac|lan can|xung quanh)|cac xa|huyen khac|trong huyen|trong thanh hoa|thanh hoa|(?<!ngoai )tinh(?! (?:bot|dau|chat|ra|khac|ngoai)))\b/g,
  ],
  [
    'commune',
    /\b(?:(?:trong|tai|o|ca|noi) (?:xa|phuong|thon|ban|lang)|xa nha|xa minh|tai cho|dia phuong|nha trong|nha nuoi|vuon nha|ruong nha|tu trong|cua nha|xa)\b/g,
  ],
];
const ALL = /\b(?:toan|toan bo|tat ca|het|hoan toan|deu|100 phan tram|ca)\b/;
/** "90 100": in the commune and in the province, in the order that the question has; no number of five digits. */
const PAIR = /^\D{0,12}\b\d{1,3}\s+\d{1,3}\b\D{0,12}$/u;
/** Bought in another commune of the province. */
const NEARBY = /\bxa (?:ben|khac|lan can|xung quanh)\b|\bhuyen khac\b/;
/** "còn lại", "còn mua trong tỉnh". */
const REST = /\bcon (?:lai|mua|lay|nhap|thi)\b/;
/** The score sheet of tourism services asks for no shares of materials (QĐ 26/2026 Phụ lục II, bộ 26). */
const TOURISM = 26;
const EXAMPLE = 'Ví dụ: lá gai trong xã 60%, trong tỉnh 100%.';

/**
 * Where the materials come from: the words, and the shares (0–100) from the commune and from the province, the commune's
 * included in the province's. "toàn bộ trong xã" is 100 and 100; three parts that make 100 are added up.
 */
export const readMaterials: Reader = (_field, span, text, context) => {
  const reading = readShares(span.text, text);
  const withoutShares = reading.kind === 'invalid' && reading.problem === 'no-shares';
  if (!withoutShares || context.answers['product.set'] !== TOURISM) return reading;
  return value({ text: cleanText(span.text) }, span.text);
};

function readShares(said: string, text: string): Reading {
  const words = repair(text);
  const folded = fold(words);
  const labels = findLabels(folded);
  const numbers = sharesIn(words, labels.length);
  if (numbers.length === 0) return fromWords(folded, labels, said);
  if (numbers.some((one) => one.value < 0 || one.value > 100))
    return invalid('range', `Tỷ lệ phải từ 0 đến 100%. ${EXAMPLE}`);
  const shares = assign(numbers, labels, folded);
  return settle(shares, folded, said);
}

function findLabels(folded: string): Label[] {
  const found: Label[] = [];
  for (const [place, pattern] of LABELS) {
    for (const match of folded.matchAll(pattern)) {
      const label = { place, start: match.index, end: match.index + match[0].length };
      if (!found.some((other) => other.start < label.end && label.start < other.end)) found.push(label);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function sharesIn(words: string, labels: number): { value: number; start: number; end: number }[] {
  const pair = PAIR.exec(words);
  if (pair)
    return [...words.matchAll(/\d+/g)].map((one) => ({
      value: Number(one[0]),
      start: one.index,
      end: one.index + one[0].length,
    }));
  const percents = findPercents(words);
  const plain = findNumbers(words)
    .filter((one) => !/^ *(?:kg|tấn|tạ|hộ|ha|sào|loại|vùng|năm|tháng|người|thôn)/iu.test(words.slice(one.end)))
    // "con muoi" is salt; ten in words is told as "mười phần trăm".
    .filter((one) => fold(one.text) !== 'muoi')
    .filter((one) => !percents.some((other) => other.start < one.end && one.start < other.end))
    // "bảy phần" is seven tenths.
    .map((one) =>
      /^ phần(?! trăm)/iu.test(words.slice(one.end)) && one.value <= 10 ? { ...one, value: one.value * 10 } : one,
    );
  if (percents.length === 0) return plain;
  if (percents.length === 1 && labels > 1 && plain.length > 0)
    return [...percents, ...plain].sort((a, b) => a.start - b.start);
  return [...percents];
}

type Shares = { [K in Place]?: number };

/** Each share belongs to the label before it, or, when the first share comes before the first label, to the one after it. */
function assign(
  numbers: readonly { value: number; start: number; end: number }[],
  labels: readonly Label[],
  folded: string,
): Shares {
  const shares: Shares = {};
  const [firstNumber, firstLabel] = [numbers[0], labels[0]];
  const labelsLead = firstNumber !== undefined && firstLabel !== undefined && firstLabel.start < firstNumber.start;
  numbers.forEach((number, index) => {
    const before = labels
      .filter((one) => one.end <= number.start && one.start >= (numbers[index - 1]?.end ?? 0))
      .at(-1);
    const after = labels.find(
      (one) => one.start >= number.end && one.end <= (numbers[index + 1]?.start ?? folded.length),
    );
    const label = labelsLead ? (before ?? after) : (after ?? before);
    if (label && shares[label.place] === undefined) shares[label.place] = number.value;
  });
  if (labels.length === 0 && numbers.length === 2) {
    const [commune, province] = numbers;
    return { commune: commune?.value ?? 0, province: province?.value ?? 0 };
  }
  return shares;
}

function settle(shares: Shares, folded: string, said: string): ReturnType<Reader> {
  const rest = REST.test(folded) ? restPlace(folded) : null;
  let { commune, province } = shares;
  const { outside } = shares;
  if (
    commune !== undefined &&
    province !== undefined &&
    province < commune &&
    outside !== undefined &&
    commune + province + outside === 100
  )
    province += commune;
  if (commune !== undefined && province === undefined) {
    if (commune === 100) province = 100;
    else if (outside !== undefined) province = 100 - outside;
    else if (rest === 'province') province = 100;
    else if (rest === 'outside') province = commune;
    else if (rest === null && /trong tinh (?:cung )?(?:het|ca|toan bo|tat ca|day du)/.test(folded)) province = 100;
  }
  if (commune === undefined && province !== undefined && rest === 'commune') {
    commune = 100 - province;
    province = 100;
  }
  if (commune === undefined && province === 0) commune = 0;
  if (commune === undefined && outside !== undefined && outside === 100) [commune, province] = [0, 0];
  if (commune === undefined && province === undefined)
    return invalid('no-shares', `Tôi chưa rõ tỷ lệ nào trong xã, tỷ lệ nào trong tỉnh. ${EXAMPLE}`);
  if (commune === undefined)
    return invalid(
      'no-commune',
      `Trong tỉnh ${province}% tôi đã rõ. Riêng trong xã là bao nhiêu phần trăm? Ví dụ: trong xã 40%.`,
    );
  if (province === undefined)
    return invalid(
      'no-province',
      `Trong xã ${commune}% tôi đã rõ. Tính cả tỉnh (gồm cả trong xã) là bao nhiêu phần trăm? Ví dụ: trong tỉnh 100%.`,
    );
  if (commune > province && commune + province === 100 && rest === 'province') province = 100;
  const text = cleanText(said);
  if (commune > province && commune + province === 100) {
    return {
      kind: 'confirm',
      text: `Vậy trong xã ${commune}%, tính cả trong xã thì trong tỉnh 100%. Đúng không ạ?`,
      value: { text, inCommune: commune, inProvince: 100 },
      words: said,
    };
  }
  if (commune > province) {
    return invalid(
      'commune-over-province',
      `Trong xã ${commune}% không thể hơn trong tỉnh ${province}%, vì phần trong tỉnh gồm cả trong xã. ${EXAMPLE}`,
    );
  }
  if (countCharacters(text) > 500)
    return invalid('too-long', `Phần nguyên liệu anh/chị ghi gọn dưới 500 ký tự giúp tôi. ${EXAMPLE}`);
  return value({ text, inCommune: commune, inProvince: province }, said);
}

function restPlace(folded: string): Place | null {
  const after = folded.slice(folded.search(REST));
  return findLabels(after)[0]?.place ?? findLabels(folded.slice(0, folded.search(REST))).at(-1)?.place ?? null;
}

/** No figure, but "toàn bộ trong xã", "tự trồng hết", "mua hết ngoài tỉnh". */
function fromWords(folded: string, labels: readonly Label[], said: string): ReturnType<Reader> {
  const places = new Set(labels.map((one) => one.place));
  if (places.size === 1 && ALL.test(folded)) {
    const text = cleanText(said);
    if (places.has('commune')) return value({ text, inCommune: 100, inProvince: 100 }, said);
    if (NEARBY.test(folded)) {
      const question = `Vậy trong xã 0%, trong tỉnh 100%. Đúng không ạ? Nếu không, anh/chị gõ lại hai tỷ lệ. ${EXAMPLE}`;
      return { kind: 'confirm', text: question, value: { text, inCommune: 0, inProvince: 100 }, words: said };
    }
    if (places.has('outside')) return value({ text, inCommune: 0, inProvince: 0 }, said);
    return invalid(
      'no-commune',
      'Trong tỉnh 100% tôi đã rõ. Riêng trong xã là bao nhiêu phần trăm? Ví dụ: trong xã 40%.',
    );
  }
  if (labels.length > 0 || /nguyen lieu|mua|trong|nuoi|thu/.test(folded)) {
    return invalid(
      'no-shares',
      `Anh/chị ước giúp bao nhiêu phần trăm trong xã, bao nhiêu phần trăm trong tỉnh. ${EXAMPLE}`,
    );
  }
  return NONE;
}
