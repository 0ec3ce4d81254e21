import { coversNight, readQuietHours } from '../../../notifications/policy/settings.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Controller, OfficeSettings, SettingName } from '../../store/live-settings.ts';
import { staffNames } from '../../store/names.ts';
import { type Office, permit } from '../office.ts';
import type { Installation } from './installation.ts';

export interface ShownSetting<Value> {
  readonly value: Value;
  /** 0: the office has said nothing, and this is what whoever runs the program has set. */
  readonly version: number;
  /** Name of an officer; null: nobody of the office, or an account that is gone. */
  readonly changedBy: string | null;
  /** ISO instant. */
  readonly changedAt: string | null;
}

export type ShownSettings = { readonly [Name in SettingName]: ShownSetting<OfficeSettings[Name]> };

/** What the office may set by itself, with who did. */
export async function viewOfficeSettings(
  office: Office,
  officer: Officer,
  { settings }: Installation,
): Promise<ShownSettings> {
  permit(officer, 'settings.change');
  await settings.refresh();
  const rows = await office.client.officeSetting.findMany();
  const names = await staffNames(
    office.client,
    rows.map(({ changedBy }) => changedBy),
  );
  const shown = <Name extends SettingName>(name: Name): ShownSetting<OfficeSettings[Name]> => {
    const row = rows.find((one) => one.name === name);
    return {
      value: settings.current()[name],
      version: row?.version ?? 0,
      changedBy: row ? (names.get(row.changedBy) ?? null) : null,
      changedAt: row?.changedAt.toISOString() ?? null,
    };
  };
  return { controller: shown('controller'), quiet: shown('quiet') };
}

interface Seen {
  /** As seen; 0: there was none. */
  readonly version: number;
}

/** Whoever is asked for consent from now on reads this name; receipts keep the words that were read. @throws AppError `changed-meanwhile`. */
export function changeController(
  office: Office,
  officer: Officer,
  installation: Installation,
  { version, ...controller }: Seen & Controller,
): Promise<void> {
  return write(office, officer, installation, { name: 'controller', version }, controller);
}

/** Wider than the night only: it is the platform's rule, not the office's. @throws AppError `quiet-hours-unfit`, `changed-meanwhile`. */
export async function changeQuietHours(
  office: Office,
  officer: Officer,
  installation: Installation,
  { version, hours }: Seen & { readonly hours: string },
): Promise<void> {
  const quiet = readQuietHours(hours);
  if (!quiet || !coversNight(quiet)) throw new AppError('quiet-hours-unfit', hours);
  await write(office, officer, installation, { name: 'quiet', version }, quiet);
}

/** Back to what whoever runs the program has set. @throws AppError `changed-meanwhile`. */
export async function resetSetting(
  office: Office,
  officer: Officer,
  installation: Installation,
  { name, version }: Seen & { readonly name: SettingName },
): Promise<void> {
  permit(officer, 'settings.change');
  await office.client.$transaction(async (tx) => {
    const { count } = await tx.officeSetting.deleteMany({ where: { name, version } });
    if (count !== 1) throw new AppError('changed-meanwhile', `setting ${name}`);
    await recordAudit(tx, { who: officer.id, what: 'settings.change', at: office.now() });
  });
  await installation.settings.refresh();
}

async function write(
  office: Office,
  officer: Officer,
  installation: Installation,
  { name, version }: Seen & { readonly name: SettingName },
  value: Controller | OfficeSettings['quiet'],
): Promise<void> {
  permit(officer, 'settings.change');
  const at = office.now();
  const stamp = { value: { ...value }, changedBy: officer.id, changedAt: at };
  await office.client.$transaction(async (tx) => {
    const { count } =
      version === 0
        ? await tx.officeSetting.createMany({ data: { name, ...stamp }, skipDuplicates: true })
        : await tx.officeSetting.updateMany({
            where: { name, version },
            data: { ...stamp, version: { increment: 1 } },
          });
    if (count !== 1) throw new AppError('changed-meanwhile', `setting ${name}`);
    await recordAudit(tx, { who: officer.id, what: 'settings.change', at });
  });
  await installation.settings.refresh();
}
