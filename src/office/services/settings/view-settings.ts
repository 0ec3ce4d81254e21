import { OFFICE_CALENDAR } from '../../../registration/working-days.ts';
import type { Officer } from '../../roles.ts';
import type { OfficeSettings } from '../../store/live-settings.ts';
import { type Office, permit } from '../office.ts';
import type { HealthFinding, Installation } from './installation.ts';

export interface TemplateLine {
  readonly id: string;
  readonly purpose: string;
  readonly name: string;
  readonly status: string;
  /** đồng a message; null: not told. */
  readonly pricePhone: number | null;
  readonly priceUid: number | null;
  /** ISO instant. */
  readonly checkedAt: string;
}

export interface DayOff {
  /** ISO date. */
  readonly id: string;
  readonly name: string;
  /** Not announced yet. */
  readonly expected: boolean;
}

export interface SettingsView {
  readonly groups: Installation['groups'];
  readonly consent: ReturnType<Installation['consent']>;
  readonly office: OfficeSettings;
  readonly templates: readonly TemplateLine[];
  /** From this year on. */
  readonly daysOff: readonly DayOff[];
}

/** What is set, and where. Nothing personal, so nothing is logged. */
export async function viewSettings(
  office: Office,
  officer: Officer,
  installation: Installation,
): Promise<SettingsView> {
  permit(officer, 'settings.view');
  const templates = await office.client.zaloTemplate.findMany({ orderBy: { purpose: 'asc' } });
  const { closed, expected } = OFFICE_CALENDAR;
  const year = office.now().getUTCFullYear();
  return {
    groups: installation.groups,
    consent: installation.consent(),
    office: installation.settings.current(),
    templates: templates.map(({ templateId, checkedAt, parameters: _parameters, ...row }) => ({
      ...row,
      id: templateId,
      checkedAt: checkedAt.toISOString(),
    })),
    daysOff: [...closed]
      .filter(([day]) => Number(day.slice(0, 4)) >= year)
      .map(([id, name]) => ({ id, name, expected: expected.has(Number(id.slice(0, 4))) })),
  };
}

export function viewTexts(officer: Officer, { texts }: Installation): Installation['texts'] {
  permit(officer, 'settings.view');
  return texts;
}

export function checkHealth(officer: Officer, { checkHealth: look }: Installation): Promise<readonly HealthFinding[]> {
  permit(officer, 'settings.view');
  return look();
}
