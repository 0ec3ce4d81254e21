import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ImportPlan, type KnownMember, planImport } from '../../../src/notifications/members/plan-import.ts';
import type { MemberRow, ReadMember } from '../../../src/notifications/members/read-members.ts';
import { searchKey } from '../../../src/office/office-columns.ts';

const UNITS = ['15568', '14797'];

/** Few names, numbers and products, so that rows meet. */
const member: fc.Arbitrary<MemberRow> = fc
  .record({
    name: fc.constantFrom('HTX Quảng Thọ', 'Hộ Lê Thị Hoa', 'htx quảng thọ'),
    phone: fc.constantFrom('0901000001', '0901000002', null),
    unit: fc.constantFrom(...UNITS),
    kind: fc.constantFrom('hop-tac-xa', null),
    certificate: fc.option(
      fc.record({
        number: fc.constantFrom('GCN-1', 'GCN-2', 'GCN-3', null),
        productName: fc.constantFrom('Mắm tép', 'Nước mắm'),
        productSet: fc.constantFrom(9, null),
        stars: fc.constantFrom(3, 4),
        issuedOn: fc.constantFrom('2025-03-12', null),
        expiresOn: fc.constantFrom('2028-03-12', null),
      }),
    ),
  })
  .map((one) => ({ ...one, nameKey: searchKey(one.name) }));

const rows = fc
  .array(member, { maxLength: 8 })
  .map((members): ReadMember[] =>
    members.map((one, index) => ({ row: index + 2, errors: [], notes: [], member: one })),
  );

let next = 0;
const fresh = () => `new-${next++}`;

/** What the database would hold after a plan without errors. */
function carriedOut({ members }: ImportPlan, known: readonly KnownMember[]): KnownMember[] {
  const after = new Map(known.map((one) => [one.id, one]));
  for (const { id, data, certificates } of members) {
    const before = id === null ? undefined : after.get(id);
    const key = id ?? fresh();
    const held = new Map((before?.certificates ?? []).map((one) => [one.id, one]));
    for (const { id: at, data: one } of certificates) {
      const place = at ?? fresh();
      held.set(place, { id: place, ...one });
    }
    const base = data ?? before;
    if (base) after.set(key, { ...base, id: key, certificates: [...held.values()] });
  }
  return [...after.values()];
}

const isSound = ({ rows: planned }: ImportPlan) => planned.every(({ errors }) => errors.length === 0);

describe('an import', () => {
  test('brought in again changes nothing, and no number of a certificate stands twice', () => {
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        let known: KnownMember[] = [];
        for (const list of [first, second]) {
          const plan = planImport(list, known, 'province');
          if (!isSound(plan)) continue;
          known = carriedOut(plan, known);
          const numbers = known.flatMap(({ certificates }) => certificates.flatMap(({ number }) => number ?? []));
          fc.pre(new Set(numbers).size === numbers.length);
          const again = planImport(list, known, 'province');
          expect(again.members).toEqual([]);
          expect(again.rows.map(({ action }) => action)).toEqual(list.map(() => 'same'));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('gives every row an action or a reason, and touches nobody outside the scope', () => {
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        const before = planImport(first, [], 'province');
        fc.pre(isSound(before));
        const known = carriedOut(before, []);
        const plan = planImport(second, known, ['15568']);
        for (const { action, errors } of plan.rows) expect(action === null).toBe(errors.length > 0);
        for (const { id, data } of plan.members) {
          if (id !== null) expect(known.find((one) => one.id === id)?.unit).toBe('15568');
          if (data) expect(data.unit).toBe('15568');
        }
      }),
      { numRuns: 500 },
    );
  });
});
