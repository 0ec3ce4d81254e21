import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const FIRST = new URL('../../src/registration/form/phieu-dang-ky.v1.json', import.meta.url);

interface FormData {
  readonly version: number;
  readonly fields: readonly (Record<string, unknown> & { id: string; choices?: { value: string }[] })[];
}

/**
 * A folder for `FORM_DIR` with a second version of the form: email renamed, an option of the markets gone, the revenue no
 * longer money but a choice, and a required field more. The caller removes it.
 */
export async function writeSecondVersion(): Promise<string> {
  const first = JSON.parse(await readFile(FIRST, 'utf8')) as FormData;
  const second = {
    ...first,
    version: 2,
    since: {
      renamed: { 'applicant.email': 'applicant.mail' },
      options: { 'idea.markets': { 'trong-huyen-cu': 'trong-tinh' }, 'applicant.kind': { 'trang-trai': null } },
      reread: ['idea.revenue'],
    },
    fields: first.fields.flatMap((field): Record<string, unknown>[] => {
      switch (field.id) {
        case 'applicant.email':
          return [{ ...field, id: 'applicant.mail', label: 'Thư điện tử' }];
        case 'applicant.kind':
          return [without(field, 'trang-trai')];
        case 'idea.markets':
          return [without(field, 'trong-huyen-cu')];
        case 'idea.revenue':
          return [{ ...field, reader: 'choice', choices: BANDS }];
        case 'product.set':
          return [field, SHELF_LIFE];
        default:
          return [field];
      }
    }),
  };
  const folder = await mkdtemp(path.join(tmpdir(), 'ocop-form-'));
  await writeFile(path.join(folder, 'phieu-dang-ky.v1.json'), JSON.stringify(first));
  await writeFile(path.join(folder, 'phieu-dang-ky.v2.json'), JSON.stringify(second));
  return folder;
}

function without(field: FormData['fields'][number], option: string) {
  return { ...field, choices: field.choices?.filter(({ value }) => value !== option) };
}

const BANDS = [
  { value: 'duoi-1-ty', label: 'Dưới 1 tỷ', synonyms: ['dưới 1 tỷ', '350 triệu', '500 triệu'] },
  { value: 'tu-1-ty', label: 'Từ 1 tỷ', synonyms: ['từ 1 tỷ', 'hơn 1 tỷ'] },
];

const SHELF_LIFE = {
  id: 'product.shelfLife',
  label: 'Hạn sử dụng',
  question: 'Hạn sử dụng của sản phẩm là bao lâu?',
  example: 'dưới 6 tháng',
  reader: 'choice',
  required: true,
  seconds: 10,
  mentions: ['hạn sử dụng', 'hạn dùng'],
  choices: [
    { value: 'duoi-6-thang', label: 'Dưới 6 tháng', synonyms: ['dưới 6 tháng', '7 ngày', '3 tháng'] },
    { value: 'tu-6-thang', label: 'Từ 6 tháng', synonyms: ['từ 6 tháng', '1 năm', '12 tháng'] },
  ],
};
