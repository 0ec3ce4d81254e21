import { fold } from '../../language/fold.ts';
import { findNumbers } from '../../language/numbers.ts';
import { findPercents } from '../../language/percents.ts';
import { repair } from '../../language/repair.ts';
import { invalid, NONE, type Reader, value } from './reader.ts';

interface Count {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

const LOCAL =
  /\b(?:(?:trong|cung|tai|o|nguoi|dan|thuoc) (?:xa|phuong|lang|thon|ban)|nguoi (?:dia phuong|lang|ban|nha)|(?:lao dong )?dia phuong|tai cho|xa nha|xa minh|ba con (?:trong )?(?:xa|thon|ban|lang)|trong vung|noi xa)\b/g;
const OUTSIDE =
  /\b(?:ngoai xa|xa khac|xa ben|noi khac|huyen khac|tinh khac|xa lan can|o xa den|ngoai tinh|ngoai dia phuong)\b/;
const ALL = /\b(?:deu|ca|het|toan|toan bo|tat ca|100%|tram phan tram|cung la|cung)\b/;
const TOTAL = /\b(?:tong|tong cong|tat ca|ca thay|tong so|thay|chung)\b/;
const OTHER =
  /^ *(?:hộ|ho\b|năm|nam\b|tháng|thang|ngày|ngay|triệu|trieu|tr\b|%|giờ|gio|tổ\b|nhóm|ca\b|tấn|kg|đời|thế hệ|sào|ha\b|\/)/iu;
/** "20-25 người": neither of both is said. */
const RANGE = /(\d+)(?:\s*[-–]\s*|\s+(?:đến|tới|den|toi)\s+)(\d+)\s*(?:người|nguoi|lao động|lao dong|ng(?!\p{L}))/iu;
const EXAMPLE = 'Ví dụ: 12 người, trong xã 10 người.';

/** A relative named without a number counts as one. */
const KIN =
  /\b(?:thang con|con dau|con trai|con gai|con re|me(?: gia| chong| vo)?|bo(?: gia| chong| vo)?|ong noi|ba noi|ba ngoai|em gai|em trai|anh trai|chi gai|chau ngoai|chau noi)\b/g;

/** Family members counted by who they are, best effort: "vợ chồng tôi với hai đứa con" is four. */
const FAMILY: readonly (readonly [RegExp, number])[] = [
  [/\b(?:hai|2) vo chong\b|\bvo chong\b/, 2],
  [/\b(?:(?:mot|1) minh|moi minh|chi co minh|chi minh|chi co toi)\b/, 1],
];

/** Whole numbers of people: all who work, and those of them from the commune. */
export const readLabour: Reader = (_field, span, text) => {
  const words = repair(text);
  const folded = fold(words);
  const range = RANGE.exec(words);
  if (range && Number(range[1]) < Number(range[2]))
    return invalid('range', `${range[1]} hay ${range[2]} người ạ? Anh/chị cho một con số. ${EXAMPLE}`);
  const counts = peopleIn(words);
  const family = familyIn(words, folded, counts);
  const labels = [...folded.matchAll(LOCAL)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  if (family !== null) return labels.length > 0 ? judge(family, family, span.text) : allLocal(family, span.text);
  // "12/10", "12, 10", "12 10": the answer to a question with two numbers, in its order.
  const pair = /^\s*(\d+)(?:\s*\/\s*|\s*[,;–-]?\s+)(\d+)\s*(?:người|nguoi)?\s*$/iu.exec(words);
  if (pair) return judge(Number(pair[1]), Number(pair[2]), span.text);
  if (counts.length === 0)
    return /\d|nguoi|lao dong/.test(folded) ? invalid('no-number', `Anh/chị cho con số giúp tôi. ${EXAMPLE}`) : NONE;
  if (counts.some((one) => !Number.isInteger(one.value)))
    return invalid('not-whole', `Số người là số nguyên. ${EXAMPLE}`);
  const outside = OUTSIDE.exec(folded);
  if (outside && counts.length >= 2) return fromOutside(counts, outside.index, labels[0]?.start, folded, span.text);
  const share = findPercents(words)[0];
  if (share && labels.length > 0 && counts[0])
    return judge(counts[0].value, Math.round((counts[0].value * share.value) / 100), span.text);
  return fromLabels(counts, labels, folded, span.text);
};

function peopleIn(words: string): Count[] {
  const shares = findPercents(words);
  return findNumbers(words)
    .filter((one) => !OTHER.test(words.slice(one.end)))
    .filter((one) => !/(?:thôn|bản|khu|xóm|(?<!tổng |tong )số|năm)\s*$/iu.test(words.slice(0, one.start)))
    .filter((one) => !shares.some((share) => share.start <= one.start && one.end <= share.end))
    .map(({ value: count, start, end }) => ({ value: count, start, end }));
}

function familyIn(words: string, folded: string, counts: readonly Count[]): number | null {
  const base = FAMILY.find(([pattern]) => pattern.test(folded));
  if (!base) return null;
  const total = counts.find((one) => /^ *(?:người|nguoi|ng\b|lao động|lao dong)/iu.test(words.slice(one.end)));
  if (total) return null;
  const more = counts
    .filter((one) => !/^ *(?:vợ|vo chong)/iu.test(words.slice(one.end)))
    .reduce((sum, one) => sum + one.value, 0);
  return base[1] + more + kinIn(folded);
}

/** "hai vợ chồng với con dâu": one more; "hai con trai" has been counted by its number. */
function kinIn(folded: string): number {
  return [...folded.matchAll(KIN)].filter(
    (match) => !/(?:\d|mot|hai|ba|bon|nam|dua) $/.test(folded.slice(0, match.index)),
  ).length;
}

/** "4 người nhà với thuê 2 người ngoài xã": those hired come on top. */
const HIRED = /\b(?:voi|va|cong|them)(?: [a-z]+)? (?:thue|muon)(?: them)? \d+ /;

/** "10 người, 2 người ngoài xã" is 10 in all; "trong xã 14 người, ngoài xã 3 người" is 17. */
function fromOutside(
  counts: readonly Count[],
  at: number,
  localAt: number | undefined,
  folded: string,
  said: string,
): ReturnType<Reader> {
  const away =
    counts.find((one) => one.start > at) && counts[0] && counts[0].start > at ? counts[0] : nearest(counts, at);
  const rest = counts.filter((one) => one !== away);
  const other = Math.max(...rest.map((one) => one.value));
  const outside = away?.value ?? 0;
  if (HIRED.test(folded)) return judge(other + outside, other, said);
  return localAt !== undefined && rest.length === 1
    ? judge(other + outside, other, said)
    : judge(other, other - outside, said);
}

function fromLabels(
  counts: readonly Count[],
  labels: readonly { start: number; end: number }[],
  folded: string,
  said: string,
): ReturnType<Reader> {
  const [only] = counts;
  const label = labels.at(-1);
  if (!label) {
    if (counts.length === 2 && /trong do|trong day/.test(folded))
      return judge(counts[0]?.value ?? 0, counts[1]?.value ?? 0, said);
    return invalid('no-local', `${only?.value} người, trong đó bao nhiêu người trong xã? ${EXAMPLE}`);
  }
  if (counts.length === 1 && only) {
    if (ALL.test(folded)) return judge(only.value, only.value, said);
    return allLocal(only.value, said);
  }
  if (isAllOfThem(folded, counts, label)) {
    const sum = /\b(?:va|voi|cung|them)\b/.test(folded)
      ? counts.reduce((total, one) => total + one.value, 0)
      : Math.max(...counts.map((one) => one.value));
    return judge(sum, sum, said);
  }
  const total =
    counts.find((one) => TOTAL.test(clauseBefore(folded, one.start)) && !labelIn(folded, one, labels)) ?? null;
  const others = counts.filter((one) => one !== total);
  const local = localCount(others, labels, folded);
  const rest = counts.filter((one) => one !== local);
  const most = Math.max(...rest.map((one) => one.value));
  // "thường xuyên 10, thời vụ 5, trong xã 12": the parts are added when the largest alone can't hold the local ones.
  const sum = rest.reduce((added, one) => added + one.value, 0);
  const all = total?.value ?? (local !== null && local.value > most && local.value <= sum ? sum : most);
  return judge(all, local?.value ?? null, said);
}

/** One count whose locals are not told: asked back as all of them. */
function allLocal(total: number, said: string): ReturnType<Reader> {
  return {
    kind: 'confirm',
    text: `${total} người làm, cả ${total} đều là người trong xã. Đúng không ạ? Nếu không, anh/chị gõ cả hai số, ví dụ: 12 người, trong xã 10.`,
    value: { total, local: total },
    words: said,
  };
}

/** "12 thành viên và 3 người thuê, tất cả đều người trong xã": the label's clause counts nobody but says all. */
function isAllOfThem(folded: string, counts: readonly Count[], label: { start: number; end: number }): boolean {
  const start = Math.max(folded.lastIndexOf(',', label.start), folded.lastIndexOf(';', label.start)) + 1;
  return start > 0 && ALL.test(folded.slice(start)) && !counts.some((one) => one.start >= start);
}

/** The count in the label's own clause, the nearest one when the clause holds several or none. */
function localCount(
  counts: readonly Count[],
  labels: readonly { start: number; end: number }[],
  folded: string,
): Count | null {
  for (const label of [...labels].reverse()) {
    const start =
      Math.max(
        folded.lastIndexOf(',', label.start),
        folded.lastIndexOf(';', label.start),
        folded.lastIndexOf('.', label.start),
      ) + 1;
    const stop = folded.slice(label.end).search(/[,;.]/);
    const end = stop < 0 ? folded.length : label.end + stop;
    const inside = counts.filter((one) => one.start >= start && one.end <= end);
    const after = inside.filter((one) => one.start >= label.end);
    const found = after[0] ?? nearest(inside, label.start) ?? null;
    if (found) return found;
  }
  const [label] = labels;
  return label ? nearest(counts, label.start) : null;
}

function nearest(counts: readonly Count[], at: number): Count | null {
  return [...counts].sort((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at))[0] ?? null;
}

function clauseBefore(folded: string, at: number): string {
  return folded.slice(Math.max(folded.lastIndexOf(',', at), folded.lastIndexOf(';', at), 0), at);
}

function labelIn(folded: string, count: Count, labels: readonly { start: number; end: number }[]): boolean {
  const stop = folded.slice(count.end).search(/[,;.]/);
  const end = stop < 0 ? folded.length : count.end + stop;
  return labels.some((label) => label.start >= count.end && label.end <= end);
}

function judge(total: number, local: number | null, said: string): ReturnType<Reader> {
  if (local === null) return invalid('no-local', `${total} người, trong đó bao nhiêu người trong xã? ${EXAMPLE}`);
  if (local > total)
    return invalid('local-over-total', `Người trong xã (${local}) không thể nhiều hơn tổng số (${total}). ${EXAMPLE}`);
  return value({ total, local }, said);
}
