import { Prisma } from '../../platform/database/generated/client.ts';
import { unitsOf } from '../members/audience.ts';
import type { Audience } from '../types.ts';

type Sql = Prisma.Sql;
const { sql } = Prisma;
const NO = sql`false`;

const all = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`true` : Prisma.join([...conditions], ' AND ');

function anyOf(column: Sql, values: readonly string[] | null | undefined): Sql[] {
  return values ? [sql`${column} = ANY(${[...values]}::text[])`] : [];
}

function oneOf(column: Sql, values: readonly number[] | undefined): Sql[] {
  return values ? [sql`${column} = ANY(${[...values]}::int[])`] : [];
}

function expires(column: Sql, range: Audience['certificateExpires']): Sql[] {
  return range ? [sql`${column} BETWEEN ${range.from}::date AND ${range.to}::date`] : [];
}

/** Points from which the ministry decides on five stars (QĐ 26/2026 Đ.3, Đ.7 k.3e). */
const MINISTRY_FROM = 90;

/** Conditions on one registration: all of them hold for the same one. */
function ofFile(audience: Audience): Sql {
  const { kinds, productSets, stars, certificateExpires, registrationStatus, beforeMinistry } = audience;
  return all([
    registrationStatus ? sql`r.status::text = ANY(${[...registrationStatus]}::text[])` : sql`r.status <> 'withdrawn'`,
    ...anyOf(sql`f.unit`, unitsOf(audience)),
    ...anyOf(sql`f.applicant_kind`, kinds),
    ...oneOf(sql`f.product_set`, productSets),
    ...oneOf(sql`e.stars`, stars),
    ...expires(sql`e.expires_on`, certificateExpires),
    ...(beforeMinistry ? [sql`e.points >= ${MINISTRY_FROM} AND coalesce(e.stars, 0) < 5`] : []),
  ]);
}

/** Conditions on a row `m` of the office's list; those on certificates hold for the same one. */
function ofMember(audience: Audience): Sql {
  const { kinds, productSets, stars, certificateExpires, registrationStatus, beforeMinistry } = audience;
  if (registrationStatus || beforeMinistry) return NO;
  const ofCertificate = [
    ...oneOf(sql`c.product_set`, productSets),
    ...oneOf(sql`c.stars`, stars),
    ...expires(sql`c.expires_on`, certificateExpires),
  ];
  return all([
    ...anyOf(sql`m.unit`, unitsOf(audience)),
    ...anyOf(sql`m.kind`, kinds),
    ...(ofCertificate.length > 0
      ? [sql`EXISTS (SELECT 1 FROM certificate c WHERE c.member_id = m.id AND ${all(ofCertificate)})`]
      : []),
  ]);
}

function asksFacts(audience: Audience): boolean {
  return Object.keys(audience).some((key) => key !== 'event');
}

function replied(person: Sql, { id, reply }: NonNullable<Audience['event']>): Sql {
  const how = {
    going: sql`v.status = 'going'`,
    waiting: sql`v.status = 'waiting'`,
    declined: sql`v.status = 'declined'`,
    'checked-in': sql`v.checked_in_at IS NOT NULL`,
    absent: sql`v.status = 'going' AND v.checked_in_at IS NULL`,
  }[reply];
  return sql`EXISTS (
    SELECT 1 FROM event_reply v WHERE v.event_id = ${id}::uuid AND v.person_id = ${person} AND ${how})`;
}

const filed = (person: Sql, audience: Audience): Sql => sql`EXISTS (
  SELECT 1 FROM registration r JOIN office_file f ON f.registration_id = r.id
  LEFT JOIN evaluation_result e ON e.registration_id = r.id
  WHERE r.person_id = ${person} AND ${ofFile(audience)})`;

const listed = (person: Sql, audience: Audience): Sql =>
  sql`EXISTS (SELECT 1 FROM member m WHERE m.person_id = ${person} AND ${ofMember(audience)})`;

const hasAccount = (person: Sql): Sql => sql`EXISTS (SELECT 1 FROM identity i WHERE i.person_id = ${person})`;
const wasAsked = (person: Sql): Sql => sql`EXISTS (SELECT 1 FROM consent_receipt k WHERE k.person_id = ${person})`;

const agreed = (person: Sql): Sql =>
  sql`EXISTS (SELECT 1 FROM consent_receipt k WHERE k.person_id = ${person} AND k.action = 'given')`;

/** Whoever was erased leaves a registration without account and consent: nobody to tell. */
function personMatches(person: Sql, audience: Audience): Sql {
  const facts = asksFacts(audience)
    ? [sql`(${filed(person, audience)} OR ${listed(person, audience)})`]
    : audience.event
      ? []
      : [
          sql`(${filed(person, {})} OR ${listed(person, {})} OR ${agreed(person)} OR EXISTS (
            SELECT 1 FROM event_reply v WHERE v.person_id = ${person}))`,
        ];
  return all([
    ...(audience.event ? [replied(person, audience.event)] : []),
    ...facts,
    sql`(${hasAccount(person)} OR ${wasAsked(person)})`,
  ]);
}

/**
 * Condition on a row `p` of `person`. Somebody for whom the office filled in several forms is several persons without an
 * account; by their number they are one, and one with whoever gave that number in a chat.
 */
export function personIsTold(audience: Audience): Sql {
  const other = sql`r2.person_id`;
  return sql`${personMatches(sql`p.id`, audience)} AND (${hasAccount(sql`p.id`)} OR NOT EXISTS (
    SELECT 1 FROM registration r1 JOIN office_file f1 ON f1.registration_id = r1.id
    JOIN office_file f2 ON f2.phone = f1.phone JOIN registration r2 ON r2.id = f2.registration_id
    WHERE r1.person_id = p.id AND ${other} <> p.id AND (${other} < p.id OR ${hasAccount(other)})
      AND ${personMatches(other, audience)}))`;
}

/** Condition on a row `m` of `member`: not linked, and their number is not that of somebody told already. */
export function memberIsTold(audience: Audience): Sql {
  if (audience.event) return NO;
  return sql`m.person_id IS NULL AND ${ofMember(audience)} AND NOT EXISTS (
    SELECT 1 FROM office_file f2 JOIN registration r2 ON r2.id = f2.registration_id
    WHERE f2.phone = m.phone AND ${personMatches(sql`r2.person_id`, audience)}
  ) AND NOT EXISTS (
    SELECT 1 FROM member first WHERE first.phone = m.phone AND first.id < m.id AND first.person_id IS NULL
      AND EXISTS (SELECT 1 FROM member m WHERE m.id = first.id AND ${ofMember(audience)})
  ) AND NOT EXISTS (
    SELECT 1 FROM member linked WHERE linked.phone = m.phone AND linked.person_id IS NOT NULL
      AND ${personMatches(sql`linked.person_id`, audience)})`;
}
