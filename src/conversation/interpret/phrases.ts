import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fold } from '../../language/fold.ts';
import { tidy } from '../../language/text.ts';
import { tokenize } from '../../language/tokens.ts';

const strings = z.array(z.string().min(1));

/** What people type to steer the conversation; patterns run over folded text, see `phrases.json`. */
const schema = z.object({
  /** Words with marks that commands are made of: "Đốc" is not "đọc", though both fold to the same letters. */
  marked: strings,
  fillers: strings,
  commands: z.array(
    z.object({
      command: z.enum([
        'menu',
        'explain',
        'help',
        'withdrawConsent',
        'erase',
        'myData',
        'cancel',
        'pause',
        'handoff',
        'takeBack',
        'undo',
        'link',
        'back',
        'missing',
        'review',
        'restart',
        'resume',
      ]),
      /** How many other words may stand beside the pattern before the message says something else. */
      residual: z.number().int(),
      notQuestion: z.boolean().optional(),
      within: strings,
    }),
  ),
  return: strings,
  startForm: strings,
  /** Questions about what is kept of a person, over all words as typed. */
  privacy: strings,
  skip: z.object({ plain: strings, unknown: strings }),
  greeting: strings,
  thanks: strings,
  yes: strings,
  /** Stand before a no that is said again. */
  still: strings,
  no: strings,
  negation: strings,
  nothing: strings,
  question: z.object({ start: strings, end: strings, inside: strings, particles: strings }),
  correction: z.object({ strong: strings, edit: z.string(), lead: z.string(), tail: z.string() }),
});

export const PHRASES = schema.parse(JSON.parse(readFileSync(new URL('./phrases.json', import.meta.url), 'utf8')));
export type GlobalCommand = (typeof PHRASES.commands)[number]['command'];

const FILLERS: ReadonlySet<string> = new Set(PHRASES.fillers);

/** The words of a message, folded, single spaces, punctuation and emoji gone. */
export function plainWords(text: string): string {
  return tokenize(tidy(text))
    .map((token) => token.folded)
    .join(' ');
}

const MARKED: ReadonlySet<string> = new Set(PHRASES.marked);
/** Stands for a word that no command is made of. */
const OTHER = 'z_z';

/**
 * Like `plainWords`, for matching commands: a word written with marks that belongs to no command can't be mistaken for
 * one that does ("bản Đốc" is not "đọc", "Đới" not "đổi"). Unmarked words stay what they may be.
 */
export function commandWords(text: string): string {
  return tokenize(tidy(text))
    .map((token) =>
      token.text.toLowerCase() === token.folded || MARKED.has(token.text.toLowerCase()) ? token.folded : OTHER,
    )
    .join(' ');
}

export function isFiller(word: string): boolean {
  return FILLERS.has(word);
}

/** Words that carry meaning: what is left when polite and personal words are gone. */
export function contentWords(words: string): string[] {
  return words.split(' ').filter((word) => word !== '' && !FILLERS.has(word));
}

/** Compiles the patterns of one list once. */
export function compile(patterns: readonly string[]): RegExp[] {
  return patterns.map((pattern) => new RegExp(pattern, 'u'));
}

/** Content words outside the first match of any pattern; null when none matches. */
export function residualOf(words: string, patterns: readonly RegExp[]): string[] | null {
  let best: string[] | null = null;
  for (const pattern of patterns) {
    const match = pattern.exec(words);
    if (!match) continue;
    const rest = contentWords(`${words.slice(0, match.index)} ${words.slice(match.index + match[0].length)}`);
    if (best === null || rest.length < best.length) best = rest;
  }
  return best;
}

/** `^`-anchored patterns should also match after leading fillers ("thôi em hủy"). */
export function withoutLeadingFillers(words: string): string {
  const list = words.split(' ');
  let from = 0;
  while (from < list.length - 1 && FILLERS.has(list[from] ?? '')) from += 1;
  return list.slice(from).join(' ');
}

/** Drops fillers at the end, for patterns anchored at `$`. */
export function withoutTrailingFillers(words: string): string {
  const list = words.split(' ');
  let to = list.length;
  while (to > 1 && FILLERS.has(list[to - 1] ?? '')) to -= 1;
  return list.slice(0, to).join(' ');
}

export { fold };
