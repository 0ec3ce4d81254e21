const LEVELS = ['ok', 'warning', 'broken'] as const;

/** What one look found, in plain Vietnamese. `broken`: something that is set up does not work. */
export interface Finding {
  /** What was looked at; stays put, scripts read it. */
  readonly check: string;
  readonly level: (typeof LEVELS)[number];
  readonly text: string;
  /** What to do about it; null when nothing. */
  readonly todo: string | null;
}

export const fine = (check: string, text: string): Finding => ({ check, level: 'ok', text, todo: null });
export const warning = (check: string, text: string, todo: string): Finding => ({
  check,
  level: 'warning',
  text,
  todo,
});
export const broken = (check: string, text: string, todo: string): Finding => ({ check, level: 'broken', text, todo });
