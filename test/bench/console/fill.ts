import { UNITS } from '../../../src/language/places.ts';
import type { PrismaClient } from '../../../src/platform/database/generated/client.ts';

/** What a producer's form says, but for what differs from one to the next. */
const ANSWERS: readonly (readonly [field: string, value: string])[] = [
  ['applicant.kind', '"ho-san-xuat"'],
  ['applicant.representative', '"Lê Thị Hoa"'],
  ['applicant.position', '"Chủ hộ"'],
  ['applicant.address', '"thôn 2"'],
  ['product.set', '6'],
  ['registration.kind', '"lan-dau"'],
  ['idea.description', '"Bánh làm từ lá gai giã tay, nhân đậu xanh dừa, gói lá chuối khô, thơm dẻo."'],
  ['idea.materials', '{"text":"lá gai","inCommune":60,"inProvince":100}'],
  ['idea.labour', '{"total":5,"local":4}'],
  ['idea.capacity', '{"amount":20000,"unit":"cái"}'],
  ['idea.revenue', '350000000'],
  ['idea.markets', '["trong-tinh","trong-xa"]'],
  ['idea.documents', '["dkkd"]'],
];

/** As many registrations over all communes and statuses, and as many kept messages, written straight into the database. */
export async function fill(
  client: PrismaClient,
  { registrations, messages }: { readonly registrations: number; readonly messages: number },
): Promise<void> {
  const codes = UNITS.map(({ code }) => code);
  await client.$executeRaw`
    CREATE UNLOGGED TABLE made AS
    SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS person_id,
           (${codes}::text[])[1 + n % ${codes.length}] AS unit,
           (ARRAY['submitted','returned','accepted','forwarded','evaluated'])[1 + n % 5]::registration_status AS status,
           timestamptz '2026-11-25' - make_interval(days => n % 300, mins => n % 600) AS at
    FROM generate_series(1, ${registrations}::int) AS n`;
  await client.$executeRaw`INSERT INTO person (id, created_at) SELECT person_id, at FROM made`;
  await client.$executeRaw`
    INSERT INTO registration (id, person_id, form, form_version, status, reference, created_at, updated_at, submitted_at)
    SELECT id, person_id, 'phieu-dang-ky', 1, status, 'OCOP-2025-' || lpad(n::text, 6, '0'), at, at, at FROM made`;
  const fields = ANSWERS.map(([field]) => field);
  const values = ANSWERS.map(([, value]) => value);
  await client.$executeRaw`
    INSERT INTO answer_entry (registration_id, seq, field, action, value, words, rule, channel, at)
    SELECT id, a.seq, a.field, 'set', a.value::jsonb, 'lời chủ thể đã gõ', 'rule:x', 'zalo', at
    FROM made, unnest(${fields}::text[], ${values}::text[]) WITH ORDINALITY AS a(field, value, seq)`;
  await client.$executeRaw`
    INSERT INTO answer_entry (registration_id, seq, field, action, value, words, rule, channel, at)
    SELECT id, 100 + a.seq, a.field, 'set', to_jsonb(a.value), a.value, 'rule:x', 'zalo', at
    FROM made, LATERAL (VALUES
      (1, 'applicant.name', 'Hộ kinh doanh ' || n), (2, 'product.name', 'Bánh gai số ' || n),
      (3, 'applicant.unit', unit), (4, 'applicant.phone', '09' || lpad(n::text, 8, '0'))
    ) AS a(seq, field, value)`;
  await client.$executeRaw`
    INSERT INTO office_file (registration_id, unit, applicant_kind, product_set, kind, phone, product_key, search, received_on, due_on, round_on)
    SELECT id, unit, 'ho-san-xuat', 6, 'lan-dau', '09' || lpad(n::text, 8, '0'), 'banh gai so ' || n,
           'ho kinh doanh ' || n || ' le thi hoa banh gai so ' || n, at::date, at::date + 21,
           CASE WHEN status IN ('accepted','forwarded','evaluated') AND n % 40 = 2 THEN date '2027-04-30' END
    FROM made`;
  await client.$executeRaw`
    INSERT INTO assessment (registration_id, topic, text, met, by, at)
    SELECT id, topic, 'Đạt.', true, 'bench', at FROM made, unnest(ARRAY['materials','labour','idea','identity']) AS topic`;
  await client.$executeRaw`
    INSERT INTO status_change (id, registration_id, "to", who, why, at)
    SELECT gen_random_uuid(), id, 'submitted', 'person', 'sent', at FROM made
    UNION ALL SELECT gen_random_uuid(), id, status, 'bench', '', at FROM made WHERE status <> 'submitted'`;
  await client.$executeRaw`
    INSERT INTO message (person_id, channel, direction, body, at)
    SELECT person_id, 'zalo', 'in', decode(repeat('00', 120), 'hex'), at
    FROM made, generate_series(1, greatest(1, ${messages}::int / ${registrations}::int)) AS m`;
  await client.$executeRaw`
    INSERT INTO handoff_request (id, person_id, channel, reason, status, unit, created_at, finished_at)
    SELECT gen_random_uuid(), person_id, 'zalo', 'asked', 'answered', unit, at, at FROM made WHERE n % 10 = 0`;
  await client.$executeRaw`DROP TABLE made`;
  await client.$executeRaw`ANALYZE`;
}
