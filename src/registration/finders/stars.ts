import { fold } from '../../language/fold.ts';
import type { FoundAnswer, ReadingContext } from '../types.ts';

const NUMBER: Record<string, number> = { '3': 3, '4': 4, '5': 5, ba: 3, bon: 4, tu: 4, nam: 5 };
const N = '([345]|ba|bon|tu|nam)';
const CURRENT = new RegExp(
  `\\b(?:dang|hien|da|duoc|dat|cong nhan|hien dang|co)(?: (?:co|la|duoc|dat|o|hang|cong nhan|xep))* ${N} ?(?:sao|\\*)`,
);
const TARGET = new RegExp(
  `\\b(?:len|xin|phan dau|huong toi|muc tieu|muon|nham|mong|huong den|xin len|nang len|dang ky)(?: (?:dat|len|duoc|la|hang|toi|muc|duoc len))* ${N} ?(?:sao|\\*)`,
);
const OWN = new RegExp(`\\b${N} ?sao\\b`);
const KINDS: readonly (readonly [string, RegExp])[] = [
  ['danh-gia-lai', /\b(?:danh gia lai|cham lai|cong nhan lai|xet lai)\b/],
  ['nang-hang', /\b(?:nang hang|nang sao|nang cap len|len hang)\b/],
  ['lan-dau', /\b(?:dang ky lan dau(?: tien)?|lan dau(?: tien)?(?: dang ky| tham gia)?|lan dau tien)\b/],
];

/** Which registration it is, the stars it has and the stars wanted: "đang 4 sao, nay xin lên 5 sao", "đánh giá lại". */
export function findStars(text: string, _context: ReadingContext): FoundAnswer[] {
  const folded = fold(text).replace(/[★⭐]/gu, '*');
  const answers: FoundAnswer[] = [];
  const add = (field: FoundAnswer['field'], value: string | number, start: number, end: number): void => {
    const words = text.slice(start, end);
    answers.push({ field, reading: { kind: 'value', value, words }, start, end });
  };
  const kind = KINDS.map(([id, pattern]) => [id, pattern.exec(folded)] as const).find(([, match]) => match !== null);
  if (kind?.[1]) add('registration.kind', kind[0], kind[1].index, kind[1].index + kind[1][0].length);
  const target = TARGET.exec(folded);
  const held = CURRENT.exec(folded);
  // "mong được ba sao" wants them; "đang được ba sao" has them.
  const current = held && target && target.index < held.index && endOf(held) === endOf(target) ? null : held;
  const raise = spanOfRaise(folded);
  if (raise && raise.to > raise.from) {
    if (!kind?.[1]) add('registration.kind', 'nang-hang', raise.link, raise.linkEnd);
    add('product.currentStars', raise.from, raise.start, raise.split);
    add('registration.targetStars', raise.to, raise.target, raise.end);
    return answers;
  }
  if (kind?.[0] === 'danh-gia-lai' && !current && !target) {
    // A re-evaluation speaks of the stars that it has.
    const own = OWN.exec(folded);
    if (own) add('product.currentStars', NUMBER[own[1] ?? ''] ?? 3, own.index, own.index + own[0].length);
  }
  if (kind?.[0] === 'danh-gia-lai' && !current && !target) {
    // A re-evaluation speaks of the stars that the product has.
    const own = OWN.exec(folded);
    if (own) add('product.currentStars', NUMBER[own[1] ?? ''] ?? 3, own.index, own.index + own[0].length);
  }
  if (current)
    add('product.currentStars', NUMBER[current[1] ?? ''] ?? 3, current.index, current.index + current[0].length);
  if (target && (!current || target.index >= endOf(current) || endOf(target) <= current.index)) {
    const start = target.index;
    const wanted = NUMBER[target[1] ?? ''] ?? 3;
    const isRaise = current !== null && wanted > (NUMBER[current[1] ?? ''] ?? 5) && /\blen\b/.test(target[0]);
    if (isRaise && !kind?.[1]) {
      const up = start + target[0].search(/\blen\b/);
      add('registration.kind', 'nang-hang', up, up + 3);
      add('registration.targetStars', wanted, up + 4, start + target[0].length);
    } else add('registration.targetStars', wanted, start, start + target[0].length);
  }
  return answers;
}

function endOf(match: RegExpExecArray): number {
  return match.index + match[0].length;
}

interface RaiseSpan {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly split: number;
  readonly link: number;
  readonly linkEnd: number;
  readonly target: number;
  readonly end: number;
}

/** "từ 4 (sao) lên 5 (sao)", with its parts. */
function spanOfRaise(folded: string): RaiseSpan | null {
  const match = new RegExp(
    `((?:\\btu )?\\b${N}(?: ?sao| ?\\*)?)([ ,]+(?:(?:nay|muon|gio|xin|de|nang|hang)[ ,]+)*)(len)(?: hang)? (${N}(?: ?sao| ?\\*)?)`,
  ).exec(folded);
  if (!match) return null;
  const [, first = '', fromText = '', between = '', link = '', last = '', toText = ''] = match;
  const start = match.index;
  const split = start + first.length;
  const linkAt = split + between.length;
  const end = start + match[0].length;
  return {
    from: NUMBER[fromText] ?? 0,
    to: NUMBER[toText] ?? 0,
    start,
    split,
    link: linkAt,
    linkEnd: linkAt + link.length,
    target: end - last.length,
    end,
  };
}
