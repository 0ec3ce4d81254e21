import type { LiveSettings } from '../../store/live-settings.ts';

/** What whoever runs the program has set, as an office may see it. Secrets are told as set or not set. */
export interface Installation {
  readonly groups: readonly SettingGroup[];
  /** What people are asked before anything of them is kept, as it is now; the hash changes with the controller. */
  readonly consent: () => { readonly text: string; readonly version: string; readonly hash: string };
  /** What the office sets by itself. */
  readonly settings: Pick<LiveSettings, 'current' | 'refresh'>;
  /** The assistant's own words, by their keys. */
  readonly texts: Readonly<Record<string, string>>;
  /** Of what only an operator can know; Vietnamese. */
  readonly deskOf: (unit: string | null) => ShownDesk;
  /** Reads again what the offices say of themselves. */
  readonly refreshDesks: () => Promise<void>;
  /** Looks at every part now; changes and sends nothing. Takes up to some ten seconds. */
  readonly checkHealth: () => Promise<readonly HealthFinding[]>;
}

export interface SettingGroup {
  readonly title: string;
  readonly lines: readonly SettingLine[];
}

export interface SettingLine {
  readonly name: string;
  /** Null: not set. */
  readonly value: string | null;
  /** Environment variable that sets it; null: a file of the program. */
  readonly variable: string | null;
}

export interface ShownDesk {
  readonly name: string | null;
  readonly contact: string | null;
  /** "07:30–11:30, 13:30–17:00". */
  readonly hours: string | null;
}

export interface HealthFinding {
  readonly check: string;
  readonly level: 'ok' | 'warning' | 'broken';
  readonly text: string;
  readonly todo: string | null;
}
