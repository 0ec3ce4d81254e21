import { z } from 'zod';

/**
 * A rewriting of one or more words. `prev`/`next`: at least one must stand beside; `notPrev`/`notNext`: none may. Entries are
 * folded words or word pairs, words with their marks, or `#start`, `#end` (sentence edge or punctuation), `#number`. `only`: in texts typed with or
 * without marks. `$1` in `to` is the first word as typed.
 */
export const RewriteRulesSchema = z.array(
  z.object({
    words: z.array(z.string().min(1)).min(1),
    to: z.string(),
    prev: z.array(z.string()).optional(),
    notPrev: z.array(z.string()).optional(),
    next: z.array(z.string()).optional(),
    notNext: z.array(z.string()).optional(),
    only: z.enum(['marked', 'unmarked']).optional(),
  }),
);

export interface RewriteToken {
  /** Small letters, as repaired so far. */
  readonly lower: string;
  readonly folded: string;
  /** Punctuation or the text's edge stands between this token and its neighbour. */
  readonly edgeBefore: boolean;
  readonly edgeAfter: boolean;
}

interface Rule {
  readonly words: readonly string[];
  readonly to: string;
  readonly prev: ReadonlySet<string> | null;
  readonly notPrev: ReadonlySet<string> | null;
  readonly next: ReadonlySet<string> | null;
  readonly notNext: ReadonlySet<string> | null;
  readonly only: 'marked' | 'unmarked' | null;
}

export type Rewriter = (
  tokens: readonly RewriteToken[],
  at: number,
  unmarked: boolean,
) => { to: string; length: number } | null;

/** Rules from several lists, in order; the longest match wins, then the earlier rule. Built once, looked up by first word. */
export function createRewriter(...lists: readonly z.infer<typeof RewriteRulesSchema>[]): Rewriter {
  const byFirst = new Map<string, Rule[]>();
  const set = (words: readonly string[] | undefined): ReadonlySet<string> | null =>
    words === undefined ? null : new Set(words);
  for (const rule of lists.flat()) {
    for (const text of rule.words) {
      const words = text.toLowerCase().split(' ');
      const first = words[0] ?? '';
      const compiled: Rule = {
        words,
        to: rule.to,
        prev: set(rule.prev),
        notPrev: set(rule.notPrev),
        next: set(rule.next),
        notNext: set(rule.notNext),
        only: rule.only ?? null,
      };
      byFirst.set(first, [...(byFirst.get(first) ?? []), compiled]);
    }
  }
  for (const rules of byFirst.values()) rules.sort((left, right) => right.words.length - left.words.length);
  return (tokens, at, unmarked) => {
    for (const rule of byFirst.get(tokens[at]?.lower ?? '') ?? []) {
      if (matches(rule, tokens, at, unmarked))
        return { to: rule.to.replace('$1', tokens[at]?.lower ?? ''), length: rule.words.length };
    }
    return null;
  };
}

function matches(rule: Rule, tokens: readonly RewriteToken[], at: number, unmarked: boolean): boolean {
  if (rule.only !== null && (rule.only === 'unmarked') !== unmarked) return false;
  const last = at + rule.words.length - 1;
  for (let offset = 1; offset < rule.words.length; offset += 1) {
    if (tokens[at + offset]?.lower !== rule.words[offset] || tokens[at + offset]?.edgeBefore) return false;
  }
  const { prev, notPrev, next, notNext } = rule;
  if (prev === null && notPrev === null && next === null && notNext === null) return true;
  const before = neighbour(tokens, at, -1);
  const after = neighbour(tokens, last, 1);
  const meets = (wanted: ReadonlySet<string> | null, names: readonly string[]): boolean =>
    wanted === null || names.some((name) => wanted.has(name));
  const avoids = (barred: ReadonlySet<string> | null, names: readonly string[]): boolean =>
    barred === null || !names.some((name) => barred.has(name));
  return meets(prev, before) && meets(next, after) && avoids(notPrev, before) && avoids(notNext, after);
}

/** What stands beside: the word, the word pair, `#number`, or the sentence's edge. */
function neighbour(tokens: readonly RewriteToken[], at: number, step: 1 | -1): string[] {
  const own = tokens[at];
  const edge = step === 1 ? own?.edgeAfter : own?.edgeBefore;
  const beside = tokens[at + step];
  if (edge || beside === undefined) return [step === 1 ? '#end' : '#start'];
  // "4*" was respelled as "4 sao": the nearer of its words stands beside.
  const parts = beside.folded.split(' ');
  const nearest = (step === 1 ? parts[0] : parts.at(-1)) ?? '';
  const names = [nearest];
  if (beside.lower !== nearest) names.push(beside.lower);
  if (/^\d/.test(nearest)) names.push('#number');
  const further = tokens[at + 2 * step];
  if (further !== undefined && !(step === 1 ? beside.edgeAfter : beside.edgeBefore)) {
    names.push(step === 1 ? `${beside.folded} ${further.folded}` : `${further.folded} ${beside.folded}`);
  }
  return names;
}
