import { repair } from '../../language/repair.ts';
import { tidy } from '../../language/text.ts';
import { type Token, tokenize } from '../../language/tokens.ts';
import { commandWords, isFiller, PHRASES } from './phrases.ts';

/** What a message answers to a yes/no question, and what else it says ("không phải, xã Thọ Lập" → no, "xã Thọ Lập"). */
export interface YesNo {
  readonly yes: boolean;
  /** The person's words after the yes or no, fillers at its edges gone; empty when nothing else was said. */
  readonly rest: string;
}

type Kind = 'yes' | 'no';
const STILL: ReadonlySet<string> = new Set(PHRASES.still);
const PHRASE_LIST: readonly { readonly words: readonly string[]; readonly kind: Kind }[] = [
  ...PHRASES.no.map((phrase) => ({ words: phrase.split(' '), kind: 'no' as const })),
  ...PHRASES.yes.map((phrase) => ({ words: phrase.split(' '), kind: 'yes' as const })),
].sort((a, b) => b.words.length - a.words.length);

/**
 * Reads a leading yes or no, fillers before it skipped. Null when the message opens with neither.
 * "đừng" folds to the same letters as "đúng", so a marked "đừng" counts as no.
 */
export function readYesNo(text: string): YesNo | null {
  return lead(tidy(text)) ?? lead(repair(tidy(text)));
}

function lead(tidied: string): YesNo | null {
  const tokens = tokenize(tidied).map(wordOf);
  let at = 0;
  while (at < tokens.length && match(tokens, at) === null && leads(tokens, at)) at += 1;
  const first = match(tokens, at);
  if (!first) return onlyAgreement(tokens) ? { yes: true, rest: '' } : null;
  let kind = first.kind;
  let next = at + first.length;
  // "vâng đúng", "ừ, được", "dạ không ạ": the last of several leading signs decides, a no wins over a polite "dạ".
  for (;;) {
    let probe = next;
    while (probe < tokens.length && match(tokens, probe) === null && isFiller(tokens[probe]?.folded ?? '')) probe += 1;
    const more = match(tokens, probe);
    if (!more) break;
    if (kind === 'no' && more.kind === 'yes') break;
    if (kind === 'yes' && more.kind === 'no' && !polite(first)) break;
    kind = more.kind;
    next = probe + more.length;
  }
  while (next < tokens.length && isFiller(tokens[next]?.folded ?? '')) next += 1;
  let end = tokens.length;
  while (end > next && isFiller(tokens[end - 1]?.folded ?? '')) end -= 1;
  const from = tokens[next];
  const to = tokens[end - 1];
  return { yes: kind === 'yes', rest: from && to && end > next ? tidied.slice(from.start, to.end) : '' };
}

interface Word extends Token {
  /** "đung" typed without its mark is "đúng"; "dũng" is a name. */
  readonly meant: string;
}

function wordOf(token: Token): Word {
  return { ...token, meant: commandWords(token.text) };
}

function match(tokens: readonly Word[], at: number): { kind: Kind; length: number; words: readonly string[] } | null {
  const token = tokens[at];
  if (!token) return null;
  const marked = token.text.toLowerCase();
  if (marked === 'đừng') return { kind: 'no', length: 1, words: ['dung'] };
  if (marked === 'ờ' || marked === 'ừa') return { kind: 'yes', length: 1, words: ['u'] };
  for (const phrase of PHRASE_LIST) {
    if (phrase.words.every((word, i) => tokens[at + i]?.meant === word)) {
      return { kind: phrase.kind, length: phrase.words.length, words: phrase.words };
    }
  }
  return null;
}

/** Small words before the answer; "vẫn chưa đúng" repeats a no, while a "vẫn" before anything else says something. */
function leads(tokens: readonly Word[], at: number): boolean {
  const [word, next] = [tokens[at], tokens[at + 1]];
  if (word === undefined || isFiller(word.folded)) return word !== undefined;
  if (!STILL.has(word.meant)) return false;
  return match(tokens, at + 1)?.kind === 'no' || (next !== undefined && STILL.has(next.meant));
}

function polite(first: { words: readonly string[] }): boolean {
  return ['vang', 'u', 'uh', 'o'].includes(first.words[0] ?? '');
}

/** "dạ", "dạ rồi ạ", 👍: agreement without a word of its own. */
function onlyAgreement(tokens: readonly Token[]): boolean {
  const words = tokens.map((token) => token.folded);
  return words.length > 0 && words.length <= 3 && words[0] === 'da' && words.every((word) => isFiller(word));
}
