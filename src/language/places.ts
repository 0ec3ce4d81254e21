import { z } from 'zod';
import words from './data/place-words.json' with { type: 'json' };
import { fold } from './fold.ts';
import { type Piece, pieces } from './pieces.ts';
import { capitalised } from './text.ts';
import { sameTonePlace } from './tones.ts';
import { FORMER_DISTRICTS, UNITS, type Unit } from './units.ts';

export { FORMER_DISTRICTS, UNITS, type Unit, unitByCode, unitTitle } from './units.ts';

/** One unit of today that a mention may mean, and how: its own name, a commune merged into it, or a district it lay in. */
export interface PlaceReading {
  readonly code: string;
  readonly name: string;
  readonly via: 'present' | 'former-commune' | 'former-district';
  /** The former commune ("Xã Hoằng Phụ") or district ("Thọ Xuân") that was named. */
  readonly former?: string;
  /** True when the marks typed are those of the name; false for unmarked or partly marked typing. */
  readonly exact: boolean;
}

export interface PlaceMention {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Most likely first: present names, then former communes, then all units of a former district. Never empty. */
  readonly candidates: readonly PlaceReading[];
  /** The former district named, alone or beside the commune; null when none is. */
  readonly district: string | null;
}

type Prefix = 'xã' | 'phường' | 'thị trấn' | 'district' | null;

interface Entry {
  readonly words: readonly string[];
  readonly via: PlaceReading['via'];
  readonly prefix: Exclude<Prefix, null>;
  readonly label: string;
  readonly unit: Unit | null;
  readonly districts: readonly string[];
  readonly bare: boolean;
}

const WORDS = z
  .object({
    ambiguous: z.array(z.string()),
    notPlaces: z.array(z.string()),
    alsoBeside: z.record(z.string(), z.array(z.string())),
  })
  .parse(words);
const AMBIGUOUS = new Set(WORDS.ambiguous.map(fold));
const NOT_PLACES = new Set(WORDS.notPlaces.map(fold));
/** Words around an answer that is nothing but a place. */
const FILLERS = new Set('da vang u o tai toi em anh chi minh dung roi a nhe thi la xa bac chau'.split(' '));
const INDEX = buildIndex();
const LONGEST = Math.max(...[...INDEX.keys()].map((key) => key.split(' ').length));

const PREFIXES: readonly (readonly [string, Exclude<Prefix, null>])[] = [
  ['thi tran', 'thị trấn'],
  ['thi xa', 'district'],
  ['thanh pho', 'district'],
  ['huyen', 'district'],
  ['quan', 'district'],
  ['xa', 'xã'],
  ['phuong', 'phường'],
  ['tt', 'thị trấn'],
  ['tx', 'district'],
  ['tp', 'district'],
  ['h', 'district'],
  ['x', 'xã'],
  ['p', 'phường'],
];

interface Raw {
  readonly from: number;
  readonly next: number;
  readonly nameFrom: number;
  readonly prefix: Prefix;
  readonly entries: readonly { entry: Entry; exact: boolean }[];
}

/**
 * Communes, wards and former districts named in the text, left to right, longest name first. Typed marks must agree with
 * the name ("Hoằng Phụ" is not "Hoằng Phú"); unmarked typing keeps both. "xã", "thị trấn", "huyện" and a district named
 * beside the commune narrow the candidates; if they would leave none they are ignored.
 */
export function findPlaces(text: string): PlaceMention[] {
  const list = pieces(text);
  const raws = findRaw(list);
  const mentions: PlaceMention[] = [];
  for (let at = 0; at < raws.length; at += 1) {
    const raw = raws[at];
    if (raw === undefined) continue;
    const beside = raws[at + 1];
    const joined =
      beside !== undefined &&
      canBeDistrict(beside) &&
      hasCommune(raw) &&
      raw.prefix !== 'district' &&
      isBeside(list, raw, beside);
    const district = joined ? districtOf(beside) : null;
    const candidates = narrow(raw, district);
    const start = list[raw.from]?.start ?? 0;
    const useBeside = joined && candidates.narrowed;
    const end = list[(useBeside ? beside.next : raw.next) - 1]?.end ?? start;
    if (candidates.readings.length > 0) {
      mentions.push({
        start,
        end,
        text: text.slice(start, end),
        candidates: candidates.readings,
        district: useBeside ? district : ownDistrict(raw),
      });
    }
    if (useBeside) at += 1;
  }
  return mentions;
}

function findRaw(list: readonly Piece[]): Raw[] {
  const found: Raw[] = [];
  for (let at = 0; at < list.length; ) {
    const prefixed = prefixAt(list, at);
    const nameAt = prefixed?.next ?? at;
    const matched =
      longestAt(list, nameAt, prefixed === null ? 2 : 1) ?? (prefixed === null ? null : longestAt(list, at));
    const usedPrefix = prefixed !== null && matched !== null && matched.from === nameAt ? prefixed.prefix : null;
    if (matched === null || (usedPrefix === null && isOtherUse(list, matched))) {
      at = matched === null ? at + 1 : matched.next;
      continue;
    }
    const entries = byPrefix(matched.entries, usedPrefix);
    if (entries.length > 0)
      found.push({
        from: usedPrefix === null ? matched.from : at,
        next: matched.next,
        nameFrom: matched.from,
        prefix: usedPrefix,
        entries,
      });
    at = matched.next;
  }
  return found;
}

function prefixAt(list: readonly Piece[], at: number): { prefix: Exclude<Prefix, null>; next: number } | null {
  for (const [text, prefix] of PREFIXES) {
    const parts = text.split(' ');
    if (!parts.every((part, offset) => list[at + offset]?.folded === part)) continue;
    // "quận/quan" is only a prefix when marked: "Quan Hóa", "Quan Sơn" begin with it.
    if (text === 'quan' && list[at]?.text.toLowerCase() !== 'quận') continue;
    if (text === 'xa' && list[at]?.marked && list[at]?.text.toLowerCase() !== 'xã') continue;
    let next = at + parts.length;
    if (list[next]?.text === '.') next += 1;
    return { prefix, next };
  }
  return null;
}

function longestAt(
  list: readonly Piece[],
  from: number,
  shortest = 2,
): { from: number; next: number; entries: Raw['entries'] } | null {
  for (let length = LONGEST; length >= shortest; length -= 1) {
    const run = list.slice(from, from + length);
    if (run.length < length || run.some((piece) => piece.kind !== 'word')) continue;
    const entries = INDEX.get(run.map((piece) => piece.folded).join(' '));
    if (entries === undefined) continue;
    const agreeing = entries.filter((entry) => entry.words.every((word, at) => agrees(run[at], word)));
    // Wrong marks on every reading are a slip (hỏi for ngã): better several inexact readings than none.
    const kept = agreeing.length > 0 ? agreeing : entries;
    return {
      from,
      next: from + length,
      entries: kept.map((entry) => ({
        entry,
        exact: entry.words.every((word, at) => sameTonePlace(run[at]?.text ?? '') === word),
      })),
    };
  }
  return null;
}

function agrees(piece: Piece | undefined, word: string): boolean {
  return piece !== undefined && (!piece.marked || sameTonePlace(piece.text) === word);
}

/** The name is that of a village, a street or a firm, or a common word in small letters. */
function isOtherUse(list: readonly Piece[], matched: { from: number; next: number; entries: Raw['entries'] }): boolean {
  const before = list[matched.from - 1];
  const pair = `${list[matched.from - 2]?.folded ?? ''} ${before?.folded ?? ''}`;
  if (
    before !== undefined &&
    (NOT_PLACES.has(before.folded) || NOT_PLACES.has(pair)) &&
    before.folded !== 'ho' &&
    pair !== 'thanh pho'
  )
    return true;
  const run = list.slice(matched.from, matched.next);
  // "thanh hoa" is the province, though a commune's name folds alike.
  if (
    matched.entries.some(({ entry, exact }) => !entry.bare && !exact) ||
    matched.entries.every(({ entry }) => !entry.bare)
  )
    return true;
  const small = run.every((piece) => piece.text === piece.text.toLowerCase());
  if (!small || !AMBIGUOUS.has(run.map((piece) => piece.folded).join(' '))) return false;
  const after = longestAt(
    list,
    list[matched.next]?.text === ',' ? matched.next + 1 : (prefixAt(list, matched.next)?.next ?? matched.next),
  );
  const besideDistrict = after?.entries.some(({ entry }) => entry.via === 'former-district') === true;
  const isWhole = list.every(
    (piece, at) => (at >= matched.from && at < matched.next) || piece.kind !== 'word' || FILLERS.has(piece.folded),
  );
  return !besideDistrict && !isWhole;
}

function byPrefix(entries: Raw['entries'], prefix: Prefix): Raw['entries'] {
  if (prefix === null) return entries.filter(({ entry }) => entry.bare);
  const fitting = entries.filter(({ entry }) =>
    prefix === 'district' ? entry.via === 'former-district' : entry.prefix === prefix,
  );
  if (fitting.length > 0) return fitting;
  return prefix === 'district' ? [] : entries.filter(({ entry }) => entry.via !== 'former-district');
}

function hasCommune(raw: Raw): boolean {
  return raw.entries.some(({ entry }) => entry.via !== 'former-district');
}

function canBeDistrict(raw: Raw): boolean {
  return (
    (raw.prefix === null || raw.prefix === 'district') &&
    raw.entries.some(({ entry }) => entry.via === 'former-district')
  );
}

function districtOf(raw: Raw): string | null {
  return raw.entries.find(({ entry }) => entry.via === 'former-district')?.entry.label ?? null;
}

function ownDistrict(raw: Raw): string | null {
  return districtOf(raw);
}

/** Only commas, hyphens and words like "thuộc", "ở", "của" stand between the two names. */
function isBeside(list: readonly Piece[], left: Raw, right: Raw): boolean {
  const between = list.slice(left.next, right.from);
  return (
    between.every((piece) => [',', '-', '–', '(', 'thuoc', 'o', 'cua', 'truoc', 'cu'].includes(piece.folded)) &&
    between.length <= 2
  );
}

function narrow(raw: Raw, district: string | null): { readings: PlaceReading[]; narrowed: boolean } {
  const communes = raw.entries.filter(({ entry }) => entry.via !== 'former-district');
  const inDistrict = district === null ? [] : communes.filter(({ entry }) => entry.districts.includes(district));
  const narrowed = inDistrict.length > 0;
  const kept = narrowed ? inDistrict : raw.entries;
  const readings: PlaceReading[] = [];
  const add = (unit: Unit, entry: Entry, exact: boolean): void => {
    const same = readings.find((reading) => reading.code === unit.code);
    if (same !== undefined) return;
    readings.push({
      code: unit.code,
      name: unit.name,
      via: entry.via,
      ...(entry.via === 'present' ? {} : { former: entry.label }),
      exact,
    });
  };
  for (const via of ['present', 'former-commune', 'former-district'] as const) {
    for (const { entry, exact } of kept) {
      if (entry.via !== via) continue;
      if (entry.unit !== null) add(entry.unit, entry, exact);
      else for (const unit of UNITS) if (unit.formerDistrict === entry.label) add(unit, entry, exact);
    }
  }
  return { readings: readings.sort((left, right) => Number(right.exact) - Number(left.exact)), narrowed };
}

function buildIndex(): Map<string, Entry[]> {
  const index = new Map<string, Entry[]>();
  const add = (name: string, entry: Omit<Entry, 'words'>): void => {
    const spelled = name.toLowerCase().split(' ').map(sameTonePlace);
    const key = spelled.map(fold).join(' ');
    index.set(key, [...(index.get(key) ?? []), { words: spelled, ...entry }]);
  };
  for (const unit of UNITS) {
    const beside = [unit.formerDistrict, ...(WORDS.alsoBeside[unit.code] ?? [])];
    add(unit.name, { via: 'present', prefix: unit.kind, label: unit.name, unit, districts: beside, bare: true });
    for (const former of unit.formedFrom) {
      const label = `${capitalised(former.kind)} ${former.name}`;
      const districts = former.district === undefined ? beside : [former.district];
      add(former.name, { via: 'former-commune', prefix: former.kind, label, unit, districts, bare: true });
    }
  }
  for (const district of FORMER_DISTRICTS) {
    const entry = {
      via: 'former-district',
      prefix: 'district',
      label: district.name,
      unit: null,
      districts: [district.name],
    } as const;
    add(district.name, { ...entry, bare: district.bare });
    for (const alias of district.aliases)
      add(alias.replace(/^(?:huyện|thị xã|thành phố|tp) /u, ''), { ...entry, bare: district.bare });
  }
  return index;
}

export interface DistrictMention {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The name as in FORMER_DISTRICTS. */
  readonly district: string;
}

const BARE_CITY =
  /(?<![\p{L}\p{N}])(?:thành phố|thanh pho)(?= *(?:$|[?.,!]|(?:được|duoc|có|co|thì|thi|giao|là|la|mấy|may|phải|phai|năm|nam|tổng|tong|với|voi|và|va|làm|lam)(?!\p{L})))/giu;

/**
 * Former districts named in the text, also where the same name is a commune's ("Thọ Xuân"), unless "xã", "phường" or "thị trấn"
 * stands before. A bare "thành phố" is the city of Thanh Hóa; a bare "Thanh Hóa" is the province and not given.
 */
export function findDistricts(text: string): DistrictMention[] {
  const list = pieces(text);
  const found: DistrictMention[] = [];
  for (const raw of findRaw(list)) {
    if (!canBeDistrict(raw)) continue;
    const district = districtOf(raw);
    if (district === null) continue;
    const start = list[raw.from]?.start ?? 0;
    const end = list[raw.next - 1]?.end ?? start;
    found.push({ start, end, text: text.slice(start, end), district });
  }
  for (const match of text.matchAll(BARE_CITY)) {
    found.push({ start: match.index, end: match.index + match[0].length, text: match[0], district: 'Thanh Hóa' });
  }
  return found.sort((left, right) => left.start - right.start);
}
