/** What the product sends templates for, with the parameters of the texts in docs/zalo.md. */
export const TEMPLATE_PURPOSES = {
  returned: ['ten', 'ma_phieu', 'so_muc', 'han'],
  accepted: ['ten', 'ma_phieu', 'noi_nhan'],
  result: ['ten', 'ma_phieu', 'ket_qua'],
  event: ['ten', 'su_kien', 'thoi_gian', 'dia_diem'],
  reminder: ['ten', 'viec', 'han'],
  expiry: ['ten', 'san_pham', 'han'],
} as const satisfies Record<string, readonly string[]>;

export type TemplatePurpose = keyof typeof TEMPLATE_PURPOSES;
const isPurpose = (name: string): name is TemplatePurpose => Object.hasOwn(TEMPLATE_PURPOSES, name);

/** By Zalo's number of each approved template; a purpose without one can't be sent. */
export type TemplateIds = Readonly<Partial<Record<TemplatePurpose, string>>>;

/** From the configuration; a name that is no purpose of ours is told, not guessed at. */
export function readTemplateIds(configured: Readonly<Record<string, string>>): {
  readonly ids: TemplateIds;
  readonly unknown: readonly string[];
} {
  const entries = Object.entries(configured);
  return {
    ids: Object.fromEntries(entries.filter(([name]) => isPurpose(name))),
    unknown: entries.filter(([name]) => !isPurpose(name)).map(([name]) => name),
  };
}
