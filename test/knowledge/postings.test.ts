import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PostingsBuilder, TermNumbers } from '../../src/knowledge/postings.ts';
import { finish, inSlices } from '../../src/knowledge/steps.ts';

describe('postings', () => {
  it('tell of every term where it stands, in order, whatever other index shares its terms', () => {
    const collected = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat({ max: 9 })), { maxLength: 40 });
    fc.assert(
      fc.property(collected, collected, (first, second) => {
        const terms = new TermNumbers();
        for (const added of [first, second]) {
          const builder = new PostingsBuilder(terms);
          added.forEach(([term, weight], id) => {
            builder.add(term, id, weight);
          });
          const lists = builder.finish();
          for (const term of ['a', 'b', 'c', 'd', 'e']) {
            const standing = added.flatMap(([one, weight], id) => (one === term ? [[id, weight]] : []));
            const found = lists.get(term);
            expect(found ? Array.from(found.ids, (id, at) => [id, found.weights[at]]) : []).toEqual(standing);
          }
        }
      }),
    );
  });
});

describe('steps', () => {
  it('visit everything, giving way after each slice', () => {
    const seen: number[] = [];
    const steps = inSlices([1, 2, 3, 4, 5], 2, (item) => {
      seen.push(item);
    });
    expect(steps.next()).toEqual({ done: false, value: undefined });
    expect(seen).toEqual([1, 2]);
    finish(steps);
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });
});
