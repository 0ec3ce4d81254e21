/** Each session of the pool keeps a plan for each. */
const MOST_NAMED = 300;
/** Used less often, a statement is not worth a plan that is kept. */
const OFTEN = 5;
/** Statements of lists differ by the length of the list: there may be any number of them. */
const MOST_COUNTED = 2_000;
const NAMELESS = '';

/**
 * Names for statements that come again and again: PostgreSQL parses a named one once per session. The rest stay nameless.
 * Needs sessions of our own, as the queue's LISTEN does too.
 */
export function nameStatements(): (query: { readonly sql: string }) => string {
  const uses = new Map<string, number>();
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= MOST_NAMED) return NAMELESS;
    const count = (uses.get(sql) ?? 0) + 1;
    if (count < OFTEN) {
      if (count > 1 || uses.size < MOST_COUNTED) uses.set(sql, count);
      return NAMELESS;
    }
    uses.delete(sql);
    const name = `s${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}
