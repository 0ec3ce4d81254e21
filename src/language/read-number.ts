import { numberWord, readDigits, scaleWord } from './number-words.ts';
import { type Piece, touching } from './pieces.ts';

/** A number read from pieces[from] up to, not including, pieces[next]. `scale` is the last scale word used, 1 when none. */
export interface ReadNumber {
  readonly value: number;
  readonly next: number;
  readonly spelled: boolean;
  readonly scale: number;
  /** One plain digit word that may mean something else ("năm" year, "ba" father, unmarked "sau" after). */
  readonly single: boolean;
}

interface Group {
  readonly value: number;
  readonly next: number;
  readonly spelled: boolean;
  /** The group says its own place ("không trăm linh hai", "linh hai"): never read as a fraction of the scale before. */
  readonly padded: boolean;
  readonly single: boolean;
}

/**
 * Reads the number that begins at pieces[from], in digits, words or both: "1.200", "hai mươi hai", "trăm hai" (120),
 * "1 tỷ 2" (1.2e9), "hai tỷ mốt" (2.1e9), "hai triệu rưỡi", "một nghìn tỷ", "hai phẩy năm". Null when none begins there.
 */
export function readNumber(list: readonly Piece[], from: number, unmarked: boolean): ReadNumber | null {
  let group = readGroup(list, from, unmarked, true);
  let spelled = group?.spelled ?? true;
  if (group === null) {
    // "tỷ hai", "triệu rưỡi": one of the scale is meant, but only when something follows to tell it from "hàng triệu".
    const bare = numberWord(list[from], unmarked);
    const follower = numberWord(list[from + 1], unmarked);
    if (bare?.kind !== 'scale' || !isPartAfterScale(follower)) return null;
    group = { value: 1, next: from, spelled: true, padded: false, single: false };
  }
  let total = 0;
  let last = Number.POSITIVE_INFINITY;
  let scale = 1;
  let next = group.next;
  let current: Group | null = group;
  let first = true;
  while (current !== null) {
    const named = scaleAt(list, next, unmarked);
    if (named === null) {
      if (first) total = current.value;
      else if (current.single && isOtherCount(list, next, unmarked)) next = current.next - 1;
      else total += trailing(current, last);
      break;
    }
    total = named > last ? (total + current.value) * named : total + current.value * named;
    last = named;
    scale = named;
    next += 1;
    first = false;
    let above = scaleAt(list, next, unmarked);
    while (above !== null && above > 1e3) {
      total *= above;
      last = above;
      scale = above;
      next += 1;
      above = scaleAt(list, next, unmarked);
    }
    const half = list[next];
    if (numberWord(half, unmarked)?.kind === 'half' || (half?.marked === false && half.folded === 'ruoi')) {
      total += last / 2;
      next += 1;
      break;
    }
    const follower = list[next];
    current = follower?.kind === 'digits' && /^0\d/.test(follower.text) ? null : readGroup(list, next, unmarked, false);
    if (current !== null) {
      spelled ||= current.spelled;
      next = current.next;
    }
  }
  return { value: tidyFraction(total), next, spelled, scale, single: first && group.single };
}

function isPartAfterScale(word: ReturnType<typeof numberWord>): boolean {
  return word !== null && (word.kind === 'half' || word.kind === 'digit' || word.kind === 'unit');
}

function scaleAt(list: readonly Piece[], at: number, unmarked: boolean): number | null {
  const piece = list[at];
  const scale = scaleWord(piece, unmarked);
  if (scale === null || piece === undefined) return null;
  // A lone "k" further off is the chat word for "không".
  if (piece.folded === 'k' && !touching(list[at - 1], piece)) return null;
  if ((piece.folded === 'tr' || piece.folded === 'k') && list[at - 1]?.kind !== 'digits') return null;
  return scale;
}

/** "1 tỷ 2" is 1.2 tỷ, "1 tỷ 250" is 1.25 tỷ, "hai nghìn hai" 2200, "hai nghìn hai mươi" 2020. */
function trailing(group: Group, scale: number): number {
  if (group.padded) return group.value;
  if (group.value < 10) return (group.value * scale) / 10;
  if (scale >= 1e6) return (group.value * scale) / 1e3;
  return group.value;
}

const COUNTED = new Set(
  'nguoi ng lao sao san sp ho thang ngay tuan quy lan dot diem con cay cai chai hop lo goi tui kg ta tan lit nam phan bo'.split(
    ' ',
  ),
);

/** True when the digit after a scale counts something of its own: "1 tỷ 2 người". */
function isOtherCount(list: readonly Piece[], at: number, unmarked: boolean): boolean {
  const piece = list[at];
  if (piece === undefined) return false;
  if (piece.text === '%' || piece.text === '/') return true;
  if (piece.kind !== 'word' || !COUNTED.has(piece.folded)) return false;
  if (piece.folded !== 'nam') return numberWord(piece, unmarked) === null;
  return (
    !['ngoai', 'nay', 'roi', 'truoc', 'vua'].includes(list[at + 1]?.folded ?? '') && list[at + 1]?.kind !== 'digits'
  );
}

function readGroup(list: readonly Piece[], from: number, unmarked: boolean, first: boolean): Group | null {
  const piece = list[from];
  if (piece === undefined) return null;
  if (piece.kind === 'digits') {
    const value = readDigits(piece.text);
    if (value === null) return null;
    const spaced = readSpacedThousands(list, from, value);
    if (spaced !== null) return spaced;
    const word = numberWord(list[from + 1], unmarked);
    if (word?.kind === 'hundred') return readTail(list, from + 2, value * 100, unmarked, false);
    if (word?.kind === 'tens')
      return { value: value * 10, next: from + 2, spelled: true, padded: false, single: false };
    if (word?.kind === 'half')
      return { value: value + 0.5, next: from + 2, spelled: true, padded: false, single: false };
    return { value, next: from + 1, spelled: false, padded: false, single: value < 10 };
  }
  const word = numberWord(piece, unmarked);
  if (word === null) return null;
  const after = numberWord(list[from + 1], unmarked);
  switch (word.kind) {
    case 'digit':
      if (after?.kind === 'hundred') return readTail(list, from + 2, word.value * 100, unmarked, word.value === 0);
      return readTens(list, from, unmarked);
    case 'ten':
      return readTens(list, from, unmarked);
    case 'hundred': {
      // "trăm hai", "trăm phần trăm"; but not the "trăm" of "phần trăm" and "hàng trăm".
      const before = list[from - 1]?.folded;
      if (before === 'phan' || before === 'hang' || before === 'vai') return null;
      const hundredPercent = list[from + 1]?.folded === 'phan' && list[from + 2]?.folded === 'tram';
      if (hundredPercent) return { value: 100, next: from + 1, spelled: true, padded: false, single: false };
      return first && after !== null && after.kind !== 'scale'
        ? readTail(list, from + 1, 100, unmarked, false)
        : scaleAfterHundred(list, from, unmarked);
    }
    case 'zero-tens':
      return first || after?.kind !== 'digit'
        ? null
        : { value: after.value, next: from + 2, spelled: true, padded: true, single: false };
    case 'unit':
      return first || piece.folded === 'lam'
        ? null
        : { value: word.value, next: from + 1, spelled: true, padded: false, single: true };
    case 'tens':
    case 'scale':
    case 'half':
    case 'point':
      return null;
    default:
      return word.kind satisfies never;
  }
}

function scaleAfterHundred(list: readonly Piece[], from: number, unmarked: boolean): Group | null {
  if (scaleWord(list[from + 1], unmarked) === null) return null;
  return { value: 100, next: from + 1, spelled: true, padded: false, single: false };
}

/** "1 200 000": groups of three parted by single spaces; never after a leading zero, which is a phone number. */
function readSpacedThousands(list: readonly Piece[], from: number, value: number): Group | null {
  const head = list[from];
  if (head === undefined || !/^[1-9]\d{0,2}$/.test(head.text)) return null;
  let next = from + 1;
  let total = value;
  while (/^\d{3}$/.test(list[next]?.text ?? '') && (list[next]?.start ?? 0) === (list[next - 1]?.end ?? 0) + 1) {
    total = total * 1000 + Number(list[next]?.text);
    next += 1;
  }
  return next === from + 1 || next - from > 4
    ? null
    : { value: total, next, spelled: false, padded: false, single: false };
}

/** What follows the hundreds: "linh hai", "hai mươi hai", "mười lăm", "rưỡi" (+50), or one digit for tens ("trăm hai" = 120). */
function readTail(list: readonly Piece[], from: number, hundreds: number, unmarked: boolean, padded: boolean): Group {
  const done = (value: number, next: number): Group => ({
    value: hundreds + value,
    next,
    spelled: true,
    padded,
    single: false,
  });
  const word = numberWord(list[from], unmarked);
  if (word === null) return done(0, from);
  const after = numberWord(list[from + 1], unmarked);
  switch (word.kind) {
    case 'zero-tens':
      return after?.kind === 'digit' || after?.kind === 'unit' ? done(after.value, from + 2) : done(0, from);
    case 'half':
      return done(50, from + 1);
    case 'ten': {
      const tens = readTens(list, from, unmarked);
      return tens === null ? done(0, from) : done(tens.value, tens.next);
    }
    case 'unit':
      return word.value === 5 ? done(0, from) : done(word.value * 10, from + 1);
    case 'digit': {
      const tens = readTens(list, from, unmarked);
      if (tens === null) return done(0, from);
      if (!tens.single) return done(tens.value, tens.next);
      // "một trăm năm" is far more often a hundred years than 150.
      if (list[from]?.folded === 'nam' && scaleWord(list[from + 1], unmarked) === null) return done(0, from);
      return word.value === 0 || isOtherCount(list, from + 1, unmarked)
        ? done(0, from)
        : done(word.value * 10, from + 1);
    }
    case 'tens':
    case 'hundred':
    case 'scale':
    case 'point':
      return done(0, from);
    default:
      return word.kind satisfies never;
  }
}

/** One or two places: "mười lăm", "hai mươi mốt", "ba chục", "hai mốt", "tám". */
/** Digits nearer to each other than this are a guess: "hai ba người" is two or three, "năm bảy người" a few. */
const GUESS = 3;

/** "hai tám người" is 28: two digits alone before what is counted, further apart than a guess. "hai năm" stays two years. */
function isShortTens(list: readonly Piece[], from: number, unmarked: boolean): boolean {
  const [before, tens, unit] = [from - 1, from, from + 1].map((at) => numberWord(list[at], unmarked));
  const counted = list[from + 2];
  if (before || tens?.kind !== 'digit' || unit?.kind !== 'digit' || counted?.kind !== 'word') return false;
  return tens.value > 1 && unit.value > 5 && unit.value - tens.value >= GUESS && COUNTED.has(counted.folded);
}

function readTens(list: readonly Piece[], from: number, unmarked: boolean): Group | null {
  const word = numberWord(list[from], unmarked);
  if (word === null) return null;
  const group = (value: number, next: number, single = false): Group => ({
    value,
    next,
    spelled: true,
    padded: false,
    single,
  });
  if (word.kind === 'ten') {
    const unit = readUnit(list, from + 1, unmarked);
    return unit === null ? group(10, from + 1) : group(10 + unit, from + 2);
  }
  if (word.kind !== 'digit') return null;
  const after = numberWord(list[from + 1], unmarked);
  const isTens = after?.kind === 'tens' || (after?.kind === 'ten' && unmarked && list[from + 1]?.marked === false);
  if (isTens && word.value > 0) {
    if (list[from + 1]?.folded === 'chuc') {
      const half = numberWord(list[from + 2], unmarked)?.kind === 'half';
      return group(word.value * 10 + (half ? 5 : 0), from + (half ? 3 : 2));
    }
    const unit = readUnit(list, from + 2, unmarked);
    return unit === null ? group(word.value * 10, from + 2) : group(word.value * 10 + unit, from + 3);
  }
  const markedUnit = after?.kind === 'unit' && (list[from + 1]?.marked === true || list[from + 1]?.folded === 'mot');
  if (markedUnit && word.value > 1) return group(word.value * 10 + (after?.value ?? 0), from + 2);
  if (isShortTens(list, from, unmarked)) return group(word.value * 10 + (after?.value ?? 0), from + 2);
  if (after?.kind === 'half') return group(word.value + 0.5, from + 2);
  if (after?.kind === 'point') {
    const digit = numberWord(list[from + 2], unmarked);
    if (digit?.kind === 'digit') return group(word.value + digit.value / 10, from + 3);
  }
  return group(word.value, from + 1, true);
}

/** The units place after tens. "mười năm" is ten years unless a scale follows ("mười năm triệu" by ear for "mười lăm"). */
function readUnit(list: readonly Piece[], at: number, unmarked: boolean): number | null {
  const word = numberWord(list[at], unmarked);
  if (word === null || (word.kind !== 'digit' && word.kind !== 'unit') || word.value === 0) return null;
  const piece = list[at];
  if (piece?.folded === 'nam' && scaleWord(list[at + 1], unmarked) === null) return null;
  // A digit that begins a place of its own ("mười hai mươi" never; "hai mươi ba trăm" neither) is not this one's units.
  const after = numberWord(list[at + 1], unmarked);
  return after?.kind === 'hundred' || after?.kind === 'tens' ? null : word.value;
}

function tidyFraction(value: number): number {
  return Number.isInteger(value) ? value : Math.round(value * 1e4) / 1e4;
}
