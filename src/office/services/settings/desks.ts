import { readHours } from '../../../handoff/hours.ts';
import { UNITS, unitTitle } from '../../../language/places.ts';
import { AppError } from '../../../platform/errors.ts';
import { inScope, type Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import { staffNames } from '../../store/names.ts';
import { type Office, permit } from '../office.ts';
import type { Installation, ShownDesk } from './installation.ts';

export interface DeskLine extends ShownDesk {
  /** Code of the commune. */
  readonly id: string;
  readonly unit: string;
  /** 0: its office has said nothing, and what stands here is the operator's or the province's. */
  readonly version: number;
  /** Name of an officer; null: nobody of an office. */
  readonly changedBy: string | null;
}

/** Where people of each commune are told to turn to, of the communes that the officer sees, by name. */
export async function listDesks(office: Office, officer: Officer, installation: Installation): Promise<DeskLine[]> {
  permit(officer, 'desk.change');
  const rows = await office.client.officeDesk.findMany();
  const names = await staffNames(
    office.client,
    rows.map(({ changedBy }) => changedBy),
  );
  const own = new Map(rows.map((row) => [row.unit, row]));
  return UNITS.filter(({ code }) => inScope(officer.scope, code))
    .map((unit): DeskLine => {
      const row = own.get(unit.code);
      const { name, contact, hours } = row ?? installation.deskOf(unit.code);
      return {
        id: unit.code,
        unit: unitTitle(unit),
        name,
        contact,
        hours,
        version: row?.version ?? 0,
        changedBy: row ? (names.get(row.changedBy) ?? null) : null,
      };
    })
    .sort((a, b) => a.unit.localeCompare(b.unit, 'vi'));
}

/** @throws AppError `not-in-scope`. */
export async function viewDesk(
  office: Office,
  officer: Officer,
  installation: Installation,
  unit: string,
): Promise<DeskLine> {
  const desk = (await listDesks(office, officer, installation)).find(({ id }) => id === unit);
  if (!desk) throw new AppError('not-in-scope', `unit ${unit}`);
  return desk;
}

export interface DeskChange {
  readonly unit: string;
  /** As seen; 0: there was none. */
  readonly version: number;
  readonly name: string;
  readonly contact: string | null;
  /** As `readHours` reads it. */
  readonly hours: string | null;
}

/** People are told so from the next time that somebody waits. @throws AppError `not-in-scope`, `hours-unreadable`, `changed-meanwhile`. */
export async function changeDesk(
  office: Office,
  officer: Officer,
  installation: Installation,
  { unit, version, ...words }: DeskChange,
): Promise<void> {
  permit(officer, 'desk.change');
  if (!inScope(officer.scope, unit)) throw new AppError('not-in-scope', `unit ${unit}`);
  if (words.hours !== null && readHours(words.hours) === null) throw new AppError('hours-unreadable', unit);
  const at = office.now();
  const stamp = { ...words, changedBy: officer.id, changedAt: at };
  await office.client.$transaction(async (tx) => {
    const { count } =
      version === 0
        ? await tx.officeDesk.createMany({ data: { unit, ...stamp }, skipDuplicates: true })
        : await tx.officeDesk.updateMany({ where: { unit, version }, data: { ...stamp, version: { increment: 1 } } });
    if (count !== 1) throw new AppError('changed-meanwhile', `desk of ${unit}`);
    await recordAudit(tx, { who: officer.id, what: 'desk.change', at });
  });
  await installation.refreshDesks();
}
