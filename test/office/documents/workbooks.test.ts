import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { registrationsWorkbook } from '../../../src/office/documents/registrations-workbook.ts';
import { roundListWorkbook } from '../../../src/office/documents/round-list-workbook.ts';
import { FORM } from '../../../src/registration/form.ts';
import { type Cell, cellsOf, isSound, partOf } from '../../registration/documents/office-file.ts';
import { ANSWERS, record } from './records.ts';

/** Days since 30/12/1899, as Excel counts. */
const excelDay = (iso: string) => String(Date.parse(`${iso}T00:00:00Z`) / 86_400_000 + 25_569);

const SHEET = 'xl/worksheets/sheet1.xml';

describe('the list of registrations', () => {
  let rows: (Cell | null)[][] = [];
  const under = (head: string, row = 1) => rows[row]?.[rows[0]?.findIndex((cell) => cell?.value === head) ?? -1];

  beforeAll(async () => {
    const result = {
      points: 72.5,
      stars: 4,
      certificateNumber: '07/QĐ',
      certificateOn: '2027-06-20',
      expiresOn: '2030-06-20',
    };
    rows = cellsOf(
      await registrationsWorkbook([
        record({ status: 'evaluated', result }),
        record({ reference: 'OCOP-2026-000124', answers: {}, receivedOn: null, result: { ...result, stars: null } }),
      ]),
    );
  });

  it('has the fields in the order of the form', () => {
    const heads = (rows[0] ?? []).map((cell) => cell?.value ?? '');
    const labels = FORM.fields.map(({ label }) => label).filter((label) => heads.includes(label));
    expect(labels).toHaveLength(FORM.fields.length - 2);
    expect(heads.filter((head) => labels.includes(head))).toEqual(labels);
  });

  it.each([
    ['Mã phiếu', 'OCOP-2026-000123'],
    ['Trạng thái', 'có kết quả'],
    ['Loại hình', 'Hợp tác xã'],
    ['Tên đơn vị', 'HTX nông nghiệp & dịch vụ Quảng Thọ'],
    ['Xã, phường', 'Xã Hoằng Thanh'],
    ['Điện thoại', '0972604318'],
    ['Số giấy đăng ký', '0012345678'],
    ['Mã số thuế', '0801234567'],
    ['Tên sản phẩm', 'Mắm tép "đồng" <loại 1>'],
    ['Bộ sản phẩm', 'Bộ 9: Tương, nước mắm, gia vị dạng lỏng khác'],
    ['Nguyên liệu', 'tép đồng, muối Hải Bình'],
    ['Sản lượng một năm: đơn vị', 'tấn'],
    ['Câu chuyện sản phẩm', 'Nghề có từ thời cụ cố.\nNgày trước chỉ làm vào tháng Chạp.'],
    ['Phiếu số', '12/PĐK-38-16000-2026'],
    ['Mã số sản phẩm', '38-16000-12-2026'],
    ['Kết quả', '4 sao'],
  ])('keeps "%s" as text', (head, value) => {
    expect(under(head)).toEqual({ value, type: 'text', format: '@' });
  });

  it.each([
    ['Ngày gửi', '2026-11-23'],
    ['Ngày cấp giấy đăng ký', '2020-03-05'],
    ['Ngày giấy chứng nhận hết hạn', '2027-05-20'],
    ['Ngày nhận hồ sơ giấy', '2026-11-25'],
    ['Hạn của xã', '2026-12-16'],
    ['Đợt (xã đề nghị trước ngày)', '2027-04-30'],
    ['Ngày hết hạn', '2030-06-20'],
  ])('keeps "%s" as a date', (head, iso) => {
    expect(under(head)).toEqual({ value: excelDay(iso), type: 'number', format: 'dd/mm/yyyy' });
  });

  it.each([
    ['Hạng đang có', '3'],
    ['Nguyên liệu: % trong xã', '60'],
    ['Lao động', '12'],
    ['Lao động: trong xã', '10'],
    ['Sản lượng một năm', '2.5'],
    ['Doanh thu năm gần nhất', '1350000000'],
    ['Ảnh, giấy tờ kèm (số tệp)', '2'],
    ['Điểm', '72.5'],
  ])('keeps "%s" as a number', (head, value) => {
    expect(under(head)).toMatchObject({ value, type: 'number' });
  });

  it('leaves unknown cells empty and says that no star was given', () => {
    expect(under('Tên đơn vị', 2)).toBeNull();
    expect(under('Ngày nhận hồ sơ giấy', 2)).toBeNull();
    expect(under('Kết quả', 2)?.value).toBe('không đạt');
  });

  it('keeps what a spreadsheet would read as a sign of its own', async () => {
    const story = 'mã _x0041_ và __x005f_';
    const xml = partOf(
      await registrationsWorkbook([record({ answers: { ...ANSWERS, 'product.name': story } })]),
      SHEET,
    );
    expect(xml).toContain('mã _x005F_x0041_ và __x005F_x005f_');
  });

  it('gives the columns widths and keeps the heads in sight', async () => {
    const xml = partOf(await registrationsWorkbook([record()]), SHEET);
    expect(xml.match(/<col /g)?.length).toBe(rows[0]?.length);
    expect(xml).toMatch(/<pane [^>]*ySplit="1"/);
  });
});

it.each(['=1+1', '+84 912', '-5', '@SUM(A1)', '=HYPERLINK("http://x","y")', '\t=1', "'=1"])(
  'what begins like a formula stays text: %s',
  async (story) => {
    const xlsx = await registrationsWorkbook([record({ answers: { ...ANSWERS, 'product.name': story } })]);
    expect(partOf(xlsx, SHEET)).not.toContain('<f');
    const cell = cellsOf(xlsx)
      .flat()
      .find((one) => one?.value === story);
    expect(cell).toMatchObject({ type: 'text', format: '@' });
  },
);

it('any answers give sound XML', async () => {
  const several = fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { minLength: 20, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(several, async (all) => {
      const records = all.map((words) => {
        const answers = { 'product.name': `${words}\u0001\uFFFF & < > " ]]>`, 'idea.story': words };
        return record({ answers, reference: words });
      });
      const xlsx = await registrationsWorkbook(records);
      expect(isSound(partOf(xlsx, SHEET))).toBe(true);
    }),
    { numRuns: 5 },
  );
});

describe('the list of a round', () => {
  it('names the commune and the round, numbers the products, has room for the signature', async () => {
    const rows = cellsOf(
      await roundListWorkbook({ roundOn: '2027-04-30', unit: '16000', registrations: [record(), record()] }),
    );
    const words = rows.map((row) => row.map((cell) => cell?.value ?? ''));
    expect(words[0]?.join('')).toBe('DANH SÁCH SẢN PHẨM ĐỀ NGHỊ ĐÁNH GIÁ, PHÂN HẠNG OCOP');
    expect(words[1]?.join('')).toBe('UBND Xã Hoằng Thanh – đợt đề nghị trước ngày 30/04/2027 – 2 sản phẩm');
    expect(words[2]).toContain('Mã số sản phẩm');
    expect(words[2]).not.toContain('Xã, phường');
    expect(words[4]?.slice(0, 3)).toEqual(['2', '38-16000-12-2026', 'Mắm tép "đồng" <loại 1>']);
    expect(words.flat()).toContain('TM. ỦY BAN NHÂN DÂN');
  });

  it('over several communes has a column for the commune', async () => {
    const rows = cellsOf(await roundListWorkbook({ roundOn: '2027-10-30', unit: null, registrations: [record()] }));
    expect(rows.flat().map((cell) => cell?.value)).toContain('Xã Hoằng Thanh');
  });

  it("is printed on one page's width, its rows as high as their text", async () => {
    const xml = partOf(
      await roundListWorkbook({ roundOn: '2027-10-30', unit: '16000', registrations: [record()] }),
      SHEET,
    );
    expect(xml).toMatch(/<sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr><sheetViews>/);
    expect(xml).toMatch(/<pageSetup fitToWidth="1" fitToHeight="0" [^>]*orientation="landscape"/);
    expect(xml).toMatch(/<row r="4" ht="30"/);
  });

  it('is drawn for a round without products', async () => {
    const xlsx = await roundListWorkbook({ roundOn: '2027-10-30', unit: '16000', registrations: [] });
    expect(isSound(partOf(xlsx, SHEET))).toBe(true);
  });
});
