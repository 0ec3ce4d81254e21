import type { Prisma } from '../../platform/database/generated/client.ts';

export interface RecipientDetails {
  readonly name: string | null;
  /** National form, `09…`. */
  readonly phone: string | null;
  readonly unit: string | null;
}

export interface RecipientRef {
  readonly personId: string | null;
  readonly memberId: string | null;
}

/** Who recipients are: by the office's own list, else by the newest registration. */
export async function describeRecipients(
  client: Pick<Prisma.TransactionClient, '$queryRaw'>,
  refs: readonly RecipientRef[],
): Promise<(ref: RecipientRef) => RecipientDetails> {
  const members = refs.flatMap(({ memberId }) => memberId ?? []);
  const persons = refs.flatMap(({ personId }) => personId ?? []);
  type Row = RecipientDetails & { readonly memberId: string | null; readonly personId: string | null };
  const rows = await client.$queryRaw<Row[]>`
    SELECT m.id AS "memberId", m.person_id AS "personId", m.name, m.phone, m.unit FROM member m
    WHERE m.id = ANY(${members}::uuid[]) OR m.person_id = ANY(${persons}::uuid[])
    UNION ALL
    SELECT NULL, newest.person_id, answer.value #>> '{}', newest.phone, newest.unit FROM (
      SELECT DISTINCT ON (r.person_id) r.person_id, r.id, f.phone, f.unit
      FROM registration r JOIN office_file f ON f.registration_id = r.id
      WHERE r.person_id = ANY(${persons}::uuid[]) ORDER BY r.person_id, r.created_at DESC
    ) newest LEFT JOIN LATERAL (
      SELECT value FROM answer_entry e
      WHERE e.registration_id = newest.id AND e.field = 'applicant.name' ORDER BY e.seq DESC LIMIT 1
    ) answer ON true`;
  const byMember = groupBy(rows, ({ memberId }) => memberId);
  const byPerson = groupBy(rows, ({ personId }) => personId);
  return ({ personId, memberId }) => {
    const about = (memberId === null ? byPerson.get(personId ?? '') : byMember.get(memberId)) ?? [];
    const first = (key: keyof RecipientDetails) => about.find((row) => row[key] !== null)?.[key] ?? null;
    return { name: first('name'), phone: first('phone'), unit: first('unit') };
  };
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string | null): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
