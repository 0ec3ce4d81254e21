import type { Officer } from '../../../office/roles.ts';
import type { ListedAttachment } from '../../../office/services/attachments.ts';
import type { Colleague } from '../../../office/services/colleagues.ts';
import type { RegistrationView } from '../../../office/services/view-registration.ts';

/** What the page of one registration is drawn from. */
export interface RecordData {
  readonly record: RegistrationView;
  readonly attachments: readonly ListedAttachment[];
  /** Names of the staff who did something here, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Empty for whoever may not assign. */
  readonly colleagues: readonly Colleague[];
  readonly officer: Officer;
}

export function titleOf({ answers }: Pick<RegistrationView, 'answers'>): string {
  return answers.find(({ field }) => field === 'product.name')?.shown || 'Hồ sơ';
}

/** 1–26; null: still for the officer to decide. */
export function productSetOf({ answers }: Pick<RegistrationView, 'answers'>): number | null {
  const set = answers.find(({ field }) => field === 'product.set')?.value;
  return typeof set === 'number' ? set : null;
}
