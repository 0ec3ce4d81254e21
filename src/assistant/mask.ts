import { findEmails } from '../language/emails.ts';
import { fold } from '../language/fold.ts';
import { findPhones } from '../language/phones.ts';
import { tidy } from '../language/text.ts';
import { type Token, tokenize } from '../language/tokens.ts';
import surnames from './data/surnames.json' with { type: 'json' };

/** What a placeholder stands for: phone, e-mail, number of a paper, name of a person, place of living, else known to be personal. */
export type PersonalKind = 'SDT' | 'EMAIL' | 'SO' | 'TEN' | 'DIA_CHI' | 'RIENG';

export interface Masked {
  /** The text with placeholders such as `[TEN_1]`; what a model abroad may see. */
  readonly text: string;
  /** Puts the person's own words back into a span that the model proposes. */
  unmask(span: string): string;
}

interface PersonalSpan {
  readonly kind: PersonalKind;
  readonly start: number;
  readonly end: number;
}

const SURNAMES = new Set(surnames.map(fold));
const CALLED = new Set('anh chi ong ba co chu bac em o di'.split(' '));
const SELF =
  /(?:toi|em|minh|tau|tui|con|chau) (?:la|ten la|ten)|ten (?:toi |em |anh |chi |minh )?la|dai dien(?: phap ly)?(?: la)?|ho ten(?: la)?/gu;
/** Words that open an address. Without marks only the first group does: "ban", "doi", "ngo" are also sell, team, maize. */
const ADDRESS =
  /(?<![\p{L}\p{N}])(?:số nhà|thôn|xóm|khu phố|tổ dân phố|so nha|thon|xom|khu pho|to dan pho|bản|làng|phố|đường|ngõ|ngách|đội|khu)\s[^,;.\n]{1,40}/giu;
/** What follows "bản", "làng", "đường" … in words that are no address: "bản cam kết", "làng nghề", "đường dây nóng". */
const NO_ADDRESS =
  /^(?:bản (?:sao|cam|chính|đồ|thân|quyền|khai|mô|giấy|gốc|kế|in|tin|chất|thuyết|ghi|mẫu|hợp|dịch|word|mềm|cứng)|làng (?:nghề|nghiệp|du|văn)|đường (?:dây|lối|link|phèn|mía|kính|phên|glucose)|đội (?:ngũ|hình)|khu (?:vực|du|di|chế|sản)|phố (?:đi|ẩm))(?!\p{L})/iu;
/** Nine digits or more in one run, however they are spaced: no year, price or share is that long. */
const LONG_NUMBER = /(?<![\d.,])\d(?:[\s–-]?\d){8,}(?![\d.,]*\d)/gu;
/** "nguyễn thị hoa" in small letters: the middle word gives the name away. */
const PLAIN_NAME = new RegExp(
  `(?<!\\p{L})(?:${surnames.map(fold).join('|')}) (?:thi|van)(?: (?!o |la |va )\\p{L}+){1,2}`,
  'gu',
);
const NAME_STOP = new Set('o tai lam la va sdt so dien thoai nha thon xa phuong chu giam ho hop tac dai'.split(' '));

/**
 * Replaces the personal parts of a message by typed placeholders before a model sees it (docs/model.md).
 * It errs on the side of hiding: a word too many only costs the model a hint, a word too few would leave the country.
 * `known` are words that are personal whatever they look like, such as the name in the draft.
 */
export function maskPersonal(message: string, known: readonly string[] = []): Masked {
  const text = tidy(message);
  const spans = withoutOverlap([
    ...findEmails(text).map((span) => ({ kind: 'EMAIL' as const, start: span.start, end: span.end })),
    ...findPhones(text).map((span) => ({ kind: 'SDT' as const, start: span.start, end: span.end })),
    ...paperNumbers(text),
    ...addresses(text),
    ...names(text),
    ...knownWords(text, known),
  ]);
  const originals = new Map<string, string>();
  const counts = new Map<PersonalKind, number>();
  let masked = '';
  let at = 0;
  for (const span of spans) {
    const number = (counts.get(span.kind) ?? 0) + 1;
    counts.set(span.kind, number);
    const placeholder = `[${span.kind}_${number}]`;
    originals.set(placeholder, text.slice(span.start, span.end));
    masked += text.slice(at, span.start) + placeholder;
    at = span.end;
  }
  return {
    text: masked + text.slice(at),
    unmask: (span) => span.replace(/\[[A-Z_]+_\d+\]/gu, (placeholder) => originals.get(placeholder) ?? placeholder),
  };
}

/** Tokens with six or more digits, or nine and more in a run with spaces: numbers of business papers, tax codes, citizen numbers. */
function paperNumbers(text: string): PersonalSpan[] {
  const spaced = [...text.matchAll(LONG_NUMBER)].map((match) => ({
    kind: 'SO' as const,
    start: match.index,
    end: match.index + match[0].length,
  }));
  const tokens = tokenize(text)
    .filter(
      (token) =>
        (token.text.match(/\d/gu)?.length ?? 0) >= 6 &&
        !/^\d{1,3}(?:[.,]\d{3})+$/u.test(token.text) &&
        !/\//u.test(token.text),
    )
    .map((token) => ({ kind: 'SO' as const, start: token.start, end: token.end }));
  return [...spaced, ...tokens];
}

function knownWords(text: string, known: readonly string[]): PersonalSpan[] {
  const folded = fold(text);
  return known.flatMap((words) => {
    const wanted = fold(tidy(words));
    const spans: PersonalSpan[] = [];
    if (wanted.length < 2) return spans;
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      if (!isWordCharacter(folded[at - 1]) && !isWordCharacter(folded[end]))
        spans.push({ kind: 'RIENG', start: at, end });
    }
    return spans;
  });
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function addresses(text: string): PersonalSpan[] {
  return [...text.matchAll(ADDRESS)]
    .filter((match) => !NO_ADDRESS.test(match[0]))
    .map((match) => ({
      kind: 'DIA_CHI' as const,
      start: match.index,
      end: match.index + match[0].trimEnd().length,
    }));
}

function names(text: string): PersonalSpan[] {
  const tokens = tokenize(text);
  const spans: PersonalSpan[] = [];
  for (let i = 0; i < tokens.length; i += 1) {
    const length = SURNAMES.has(tokens[i]?.folded ?? '') ? capitalisedRun(text, tokens, i) : 0;
    if (length >= 2) spans.push(span(tokens, i, length));
    else if (CALLED.has(tokens[i]?.folded ?? '') && isCapitalised(tokens[i + 1]) && !isCapitalised(tokens[i])) {
      spans.push(span(tokens, i + 1, capitalisedRun(text, tokens, i + 1)));
    }
  }
  for (const match of fold(text).matchAll(PLAIN_NAME)) {
    spans.push({ kind: 'TEN', start: match.index, end: match.index + match[0].length });
  }
  for (const cue of fold(text).matchAll(SELF)) {
    const first = tokens.findIndex((token) => token.start >= cue.index + cue[0].length);
    const length = first < 0 ? 0 : uncapitalisedName(text, tokens, first);
    if (length >= 2) spans.push(span(tokens, first, length));
  }
  return spans;
}

function capitalisedRun(text: string, tokens: readonly Token[], from: number): number {
  let length = 0;
  while (length < 5 && isCapitalised(tokens[from + length]) && (length === 0 || adjoins(text, tokens, from + length))) {
    length += 1;
  }
  return length;
}

/** Only spaces stand between this token and the one before: a comma ends a name. */
function adjoins(text: string, tokens: readonly Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  return before !== undefined && token !== undefined && text.slice(before.end, token.start).trim() === '';
}

/** After "tôi là", "tên là": two to four words that begin with a surname, whatever their case. */
function uncapitalisedName(text: string, tokens: readonly Token[], from: number): number {
  if (!SURNAMES.has(tokens[from]?.folded ?? '')) return 0;
  let length = 1;
  while (length < 4 && adjoins(text, tokens, from + length) && !NAME_STOP.has(tokens[from + length]?.folded ?? '')) {
    length += 1;
  }
  return length;
}

function isCapitalised(token: Token | undefined): boolean {
  return token !== undefined && /^\p{Lu}\p{L}*$/u.test(token.text);
}

function span(tokens: readonly Token[], from: number, length: number): PersonalSpan {
  return { kind: 'TEN', start: (tokens[from] as Token).start, end: (tokens[from + length - 1] as Token).end };
}

function withoutOverlap(spans: readonly PersonalSpan[]): PersonalSpan[] {
  const kept: PersonalSpan[] = [];
  for (const candidate of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (candidate.start >= (kept.at(-1)?.end ?? 0)) kept.push(candidate);
  }
  return kept;
}
