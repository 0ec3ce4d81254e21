import { findEmails } from '../language/emails.ts';
import { fold } from '../language/fold.ts';
import { findPhones } from '../language/phones.ts';
import { tidy } from '../language/text.ts';
import { type Token, tokenize } from '../language/tokens.ts';
import surnames from './data/surnames.json' with { type: 'json' };

/** What a placeholder stands for: phone, e-mail, number of a paper, name of a person, place of living. */
export type PersonalKind = 'SDT' | 'EMAIL' | 'SO' | 'TEN' | 'DIA_CHI';

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
const NAME_STOP = new Set('o tai lam la va sdt so dien thoai nha thon xa phuong chu giam ho hop tac dai'.split(' '));

/**
 * Replaces the personal parts of a message by typed placeholders before a model sees it (docs/data-protection.md).
 * It errs on the side of hiding: a word too many only costs the model a hint, a word too few would leave the country.
 */
export function maskPersonal(message: string): Masked {
  const text = tidy(message);
  const spans = withoutOverlap([
    ...findEmails(text).map((span) => ({ kind: 'EMAIL' as const, start: span.start, end: span.end })),
    ...findPhones(text).map((span) => ({ kind: 'SDT' as const, start: span.start, end: span.end })),
    ...paperNumbers(text),
    ...addresses(text),
    ...names(text),
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

/** Tokens with six or more digits: numbers of business papers, tax codes, citizen numbers. */
function paperNumbers(text: string): PersonalSpan[] {
  return tokenize(text)
    .filter(
      (token) =>
        (token.text.match(/\d/gu)?.length ?? 0) >= 6 &&
        !/^\d{1,3}(?:[.,]\d{3})+$/u.test(token.text) &&
        !/\//u.test(token.text),
    )
    .map((token) => ({ kind: 'SO' as const, start: token.start, end: token.end }));
}

function addresses(text: string): PersonalSpan[] {
  return [...text.matchAll(ADDRESS)].map((match) => {
    return { kind: 'DIA_CHI' as const, start: match.index, end: match.index + match[0].trimEnd().length };
  });
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
