import { may } from '../permissions.ts';
import type { Officer } from '../roles.ts';
import { officerOf } from '../store/officer-of.ts';
import { type Office, permit } from './office.ts';

export interface Colleague {
  readonly id: string;
  readonly name: string;
}

/** Who may be given a registration of this unit, by name. */
export async function assignableTo(
  { client }: Pick<Office, 'client'>,
  officer: Officer,
  unit: string,
): Promise<Colleague[]> {
  permit(officer, 'registration.assign');
  const rows = await client.staffUser.findMany({
    where: { disabledAt: null },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows
    .filter((row) => may(officerOf(row), 'registration.assess', unit).kind === 'allowed')
    .map(({ id, name }) => ({ id, name }));
}

/** Names of the staff who did something on a record that this officer may see. Ids that are no account's are left out. */
export async function namesOf(
  { client }: Pick<Office, 'client'>,
  officer: Officer,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  permit(officer, 'registration.view');
  const accounts = [...new Set(ids)].filter((id): id is string => id !== null && UUID.test(id));
  if (accounts.length === 0) return new Map();
  const rows = await client.staffUser.findMany({ where: { id: { in: accounts } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
