import { fold } from '../language/fold.ts';
import type { Answers, FieldId } from '../registration/types.ts';

/** What the office finds a registration by: copied from its answers at each sending. */
export interface OfficeColumns {
  readonly unit: string;
  readonly applicantKind: string;
  /** 1–26; null: for the officer to decide. */
  readonly productSet: number | null;
  readonly kind: string;
  readonly phone: string | null;
  readonly taxCode: string | null;
  readonly productKey: string;
  readonly search: string;
}

/** Empty where not answered yet: an officer may open the file of a form that they are only beginning to fill in. */
export function officeColumns(answers: Answers, numbers: readonly (string | null)[]): OfficeColumns {
  const textOf = (field: FieldId) => (typeof answers[field] === 'string' ? (answers[field] as string) : null);
  const set = answers['product.set'];
  const names = [textOf('applicant.name'), textOf('applicant.representative'), textOf('product.name'), ...numbers];
  return {
    unit: textOf('applicant.unit') ?? '',
    applicantKind: textOf('applicant.kind') ?? '',
    productSet: typeof set === 'number' ? set : null,
    kind: textOf('registration.kind') ?? '',
    phone: textOf('applicant.phone'),
    taxCode: textOf('applicant.taxCode'),
    productKey: searchKey(textOf('product.name') ?? ''),
    search: searchKey(names.filter((name) => name !== null).join(' ')),
  };
}

/** Without marks, case and signs: "Nem chua Bà Năm (loại 1)" → "nem chua ba nam loai 1". */
export function searchKey(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
