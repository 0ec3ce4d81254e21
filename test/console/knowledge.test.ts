import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepQuestion } from '../../src/knowledge/store/unanswered-questions.ts';
import { type OfficeService, startOfficeService } from '../office/office-service.ts';
import { type Page, type Visitor, visitorOf } from './console-visitor.ts';

let service: OfficeService;
let writer: Visitor;
let reviewer: Visitor;
let commune: Visitor;

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  writer = visitorOf(service, await service.staff('provincial-coordinator'));
  reviewer = visitorOf(service, await service.staff('provincial-coordinator'));
  commune = visitorOf(service, await service.staff('commune-officer', ['15568']));
});
afterAll(() => service.close());

const PLAN = `ỦY BAN NHÂN DÂN TỈNH THANH HÓA

Số: 31/KH-UBND

Thanh Hóa, ngày 15 tháng 01 năm 2027

KẾ HOẠCH
Thực hiện Chương trình mỗi xã một sản phẩm năm 2027

I. MỤC TIÊU
Năm 2027 toàn tỉnh có thêm 60 sản phẩm được công nhận từ 3 sao trở lên.

II. KINH PHÍ
1. Nguồn vốn
Kinh phí thực hiện là 12 tỷ đồng, lấy từ ngân sách tỉnh.
`;

const addressIn = ({ location }: Page) => (location ?? '').split('?')[0]?.replace('/console', '') ?? '';
const version = ({ html }: Page) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
/** Presses a button of the draft's page as it stands now. */
async function press(who: Visitor, address: string, step: string, fields: Record<string, string> = {}): Promise<Page> {
  return who.post(`${address}/${step}`, { version: version(await who.get(address)), ...fields });
}

describe('documents', () => {
  test('tell what is in force, what it rests on, and their sections', async () => {
    const list = await commune.get('/knowledge');
    expect(list.text).toMatch(/Kế hoạch OCOP 2024[^.]* Đã hết hiệu lực từ .* đến 31\/12\/2024/);
    expect(list.html).not.toContain('/console/knowledge/import');
    const rule = await commune.get('/knowledge/documents/qd-26-2026');
    expect(rule.text).toContain('Đang hiệu lực từ 22/05/2026');
    expect(rule.text).toContain('Đ.7');
    expect((await commune.get('/knowledge/documents/khong-co')).status).toBe(404);
  });

  test('a question is tried with the evidence and its scores, and nothing of it stays', async () => {
    const tried = await commune.post('/knowledge/try', { question: 'bao nhiêu điểm thì được 4 sao' });
    expect(tried.status).toBe(200);
    expect(tried.text).toContain('Trả lời được');
    expect(tried.text).toMatch(/mục Đ\.3/);
    expect(tried.text).toMatch(/0,\d\d/);
    const refused = await commune.post('/knowledge/try', { question: 'giá vàng hôm nay ở Hà Nội' });
    expect(refused.text).toContain('Không đủ chứng cứ, từ chối');
    expect(await service.database.client.unansweredQuestion.count()).toBe(0);
  });
});

describe('a document of the office', () => {
  test('is imported, looked through, reviewed by a second officer, changed and rolled back', async () => {
    const { client } = service.database;
    const file = { field: 'file', name: 'ke-hoach.txt', bytes: Buffer.from(PLAN) };
    const draft = addressIn(await writer.post('/knowledge/import', { document: '' }, file));
    const shown = await writer.get(draft);
    expect(shown.text).toContain('kh-31-2027');
    expect(shown.text).toContain('MỤC TIÊU');
    expect(await client.knowledgeVersion.count()).toBe(0);

    expect((await press(writer, draft, 'submit')).status).toBe(303);
    const own = await press(writer, draft, 'publish');
    expect(own.status).toBe(403);
    expect(own.text).toContain('cần một cán bộ khác duyệt');
    await press(reviewer, draft, 'give-back', { remark: 'Ghi rõ ngày hết hiệu lực.' });
    expect((await writer.get(draft)).text).toContain('Ghi rõ ngày hết hiệu lực.');

    const labels = { title: 'Kế hoạch số 31/KH-UBND', shortTitle: 'Kế hoạch OCOP 2027' };
    const backwards = await press(writer, draft, 'labels', {
      ...labels,
      validFrom: '15/01/2027',
      validTo: '01/01/2027',
    });
    expect(backwards.text).toContain('Hết hiệu lực sau: đứng trước ngày có hiệu lực.');
    await press(writer, draft, 'labels', { ...labels, validFrom: '15/01/2027', validTo: '31/12/2027' });
    await press(writer, draft, 'submit');
    expect((await press(reviewer, draft, 'publish')).status).toBe(303);
    const first = await client.knowledgeVersion.findFirstOrThrow();
    expect(first).toMatchObject({ document: 'kh-31-2027', version: 1, status: 'current', validTo: '2027-12-31' });

    const again = addressIn(await writer.post('/knowledge/documents/kh-31-2027/edit'));
    const index = /sections\/(\d+)">[^<]*Nguồn vốn/.exec((await writer.get(again)).html)?.[1];
    const text = 'Kinh phí thực hiện là 15 tỷ đồng.\r\n\r\nLấy từ ngân sách tỉnh.';
    await writer.post(`${again}/sections/${index}`, {
      version: version(await writer.get(again)),
      title: 'Nguồn vốn',
      text,
    });
    const compared = await writer.get(again);
    expect(compared.text).toContain('1 mục khác');
    expect(compared.text).toMatch(/12 tỷ đồng.*15 tỷ đồng/);
    await press(writer, again, 'submit');
    await press(reviewer, again, 'publish');
    const current = () => client.knowledgeVersion.findFirstOrThrow({ where: { status: 'current' } });
    expect((await current()).version).toBe(2);
    await reviewer.post('/knowledge/documents/kh-31-2027/roll-back', { version: '1' });
    expect((await current()).version).toBe(1);
    await reviewer.post('/knowledge/documents/kh-31-2027/withdraw');
    expect(await client.knowledgeVersion.count({ where: { status: 'current' } })).toBe(0);
    expect((await writer.get('/knowledge')).text).toContain('Đã rút, không dùng để trả lời Kế hoạch OCOP 2027');
    expect(await client.auditEntry.count({ where: { what: { startsWith: 'knowledge.' } } })).toBeGreaterThan(6);
  });

  test('a file that is none is told at its field', async () => {
    const send = (name: string, bytes: Buffer) =>
      writer.post('/knowledge/import', { document: '' }, { field: 'file', name, bytes });
    expect((await send('', Buffer.alloc(0))).text).toContain('Tệp văn bản: chưa chọn tệp.');
    expect((await send('anh.png', Buffer.alloc(300))).text).toContain('Chỉ đọc được tệp .docx');
    expect((await send('trang.txt', Buffer.from('Không có số. '.repeat(40)))).text).toContain('Xin điền mã văn bản');
    expect((await send('lon.txt', Buffer.alloc(20 * 1024 * 1024 + 1, 'a'))).text).toContain('tệp lớn hơn 20 MB');
  });

  test('a change that somebody made meanwhile is not overwritten', async () => {
    const file = { field: 'file', name: 'ke-hoach.txt', bytes: Buffer.from(PLAN) };
    const draft = addressIn(await writer.post('/knowledge/import', { document: 'thu-nghiem' }, file));
    const seen = version(await writer.get(draft));
    await writer.post(`${draft}/sections`, { version: seen, title: 'Thêm' });
    expect((await reviewer.post(`${draft}/sections`, { version: seen, title: 'Cũng thêm' })).status).toBe(409);
    const empty = await press(writer, draft, 'submit');
    expect(empty.status).toBe(400);
    expect(empty.text).toContain('Mục “Thêm” chưa có nội dung.');
  });
});

describe('a section that comes with the program', () => {
  test('is told otherwise in place: tried before it is published, reviewed, and given back', async () => {
    const { client } = service.database;
    const document = '/knowledge/documents/qd-26-2026';
    expect((await commune.get(document)).html.includes('Sửa mục này')).toBe(false);
    const edit = (section: string) => writer.post(`${document}/sections/edit`, { section });
    expect((await edit('Đ.99')).status).toBe(404);
    const section = addressIn(await edit('Đ.4'));
    const draft = section.replace(/\/sections\/.*/, '');
    expect(addressIn(await edit('Đ.4'))).toBe(section);
    const before = await writer.get(section);
    expect(before.text).toContain('36 tháng');
    const title = /name="title"[^>]* value="([^"]*)"/.exec(before.html)?.[1] ?? '';
    await writer.post(section, {
      version: version(before),
      title,
      text: 'Giấy chứng nhận OCOP có giá trị 36 tháng; trước khi hết hạn 6 tháng, cơ quan nhắc chủ thể qua trợ lý này.',
    });
    const shown = await writer.get(draft);
    expect(shown.text).toContain('chỉ đổi các mục dưới đây');
    expect(shown.text).not.toContain('thay cho');
    expect(shown.text).toContain('1 mục khác');

    const question = 'trước khi giấy chứng nhận hết hạn 6 tháng cơ quan có nhắc chủ thể qua trợ lý này không';
    const tried = await writer.post(`${draft}/try`, { question });
    expect(tried.status).toBe(200);
    const [withDraft = '', now = ''] = tried.text.split('Đang dùng');
    expect(withDraft).toContain('cơ quan nhắc chủ thể qua trợ lý này');
    expect(now.split('Các ý đã cân nhắc')[0]).not.toContain('cơ quan nhắc chủ thể qua trợ lý này');
    expect(tried.text.split('Các ý đã cân nhắc').slice(1).join()).toContain('cơ quan nhắc chủ thể qua trợ lý này');
    expect(await client.knowledgeVersion.count({ where: { document: 'qd-26-2026' } })).toBe(0);

    await press(writer, draft, 'submit');
    expect((await press(reviewer, draft, 'publish')).status).toBe(303);
    const stored = await client.knowledgeVersion.findFirstOrThrow({ where: { document: 'qd-26-2026' } });
    expect([stored.amends, stored.status, (stored.sections as unknown[]).length]).toEqual([true, 'current', 1]);
    expect((await reviewer.get(document)).text).toContain('Trả mọi mục về bản gốc');
    // The next change begins with what the office tells otherwise already.
    const next = addressIn(await edit('Đ.5'));
    expect((await writer.get(next.replace(/\/sections\/.*/, ''))).text).toContain('Các mục (2)');
    expect((await reviewer.post(`${document}/withdraw`)).location).toContain('done=document-reset');
    expect(await client.knowledgeVersion.count({ where: { status: 'current', document: 'qd-26-2026' } })).toBe(0);
  });
});

test('a group that was seen to leaves the list, and is back when it is asked again', async () => {
  const { client } = service.database;
  await keepQuestion(client, 'thuê gian hàng hội chợ giá bao nhiêu', '2026-11-20');
  await keepQuestion(client, 'giá thuê gian hàng ở hội chợ', '2026-11-21');
  const question = 'giá thuê gian hàng ở hội chợ';
  const list = async () => (await writer.get('/knowledge/questions')).text;
  expect(await list()).toMatch(/gian hàng/);
  await writer.post('/knowledge/questions/done', { question });
  expect(await list()).not.toMatch(/gian hàng/);
  await keepQuestion(client, 'giá thuê gian hàng ở hội chợ', '2026-11-26');
  expect(await list()).toMatch(
    /giá thuê gian hàng ở hội chợ .* 1 26\/11\/2026|giá thuê gian hàng ở hội chợ 1 26\/11\/2026/,
  );
});

test('what was asked in vain is grouped, and becomes a section to write', async () => {
  const { client } = service.database;
  await keepQuestion(client, 'vay vốn ngân hàng làm ocop ở đâu', '2026-11-20');
  await keepQuestion(client, 'vay vốn ngân hàng làm ocop ở đâu', '2026-11-21');
  await keepQuestion(client, 'ở đâu cho vay vốn làm ocop', '2026-11-24');
  const list = await writer.get('/knowledge/questions');
  expect(list.text).toMatch(/vay vốn ngân hàng làm ocop ở đâu ở đâu cho vay vốn làm ocop 3 24\/11\/2026/);
  expect((await commune.get('/knowledge/questions')).status).toBe(403);
  const section = addressIn(await writer.post('/knowledge/questions/draft', { question: 'Vay vốn làm OCOP ở đâu?' }));
  expect(section).toMatch(/drafts\/[\w-]+\/sections\/0$/);
  expect((await writer.get(section)).html).toContain('value="Vay vốn làm OCOP ở đâu?"');
  const second = addressIn(await writer.post('/knowledge/questions/draft', { question: 'Có lớp tập huấn không?' }));
  expect(second).toBe(section.replace(/0$/, '1'));
});
