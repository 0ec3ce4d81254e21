import { randomUUID } from 'node:crypto';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileRegistration } from './filed-registration.ts';
import { type Browser, type OfficeService, startOfficeService } from './office-service.ts';

const UNIT = '15568';
let service: OfficeService;
let officer: Browser;

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  officer = await service.staff('commune-officer', [UNIT]);
});
afterAll(() => service.close());

const file = (how: Parameters<typeof fileRegistration>[1] = {}) => fileRegistration(service.database.client, how);
const look = async (id: string) => (await officer.call('GET', `/registrations/${id}`)).body;
const auditOf = (registrationId: string) =>
  service.database.client.auditEntry.findMany({ where: { registrationId }, orderBy: { seq: 'asc' } });

describe('two at once', () => {
  test('of many officers with the same version one gets through, the others are told', async () => {
    const { id } = await file();
    const notes = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        officer.call('POST', `/registrations/${id}/notes`, { version: 1, text: `${at}` }),
      ),
    );
    expect(notes.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect(notes.find(({ status }) => status === 409)?.body.text).toMatch(/vừa có người khác cập nhật/);
    expect((await look(id)).notes).toHaveLength(1);
  });

  test('a change that fails leaves neither a trace nor a line in the audit log', async () => {
    const { id } = await file({ answers: { 'product.set': 6 } });
    const fields = [
      { field: 'applicant.phone', reason: 'sai' },
      { field: 'declaration.accepted', reason: 'không được' },
    ];
    const back = await officer.call('POST', `/registrations/${id}/return`, { version: 1, dueOn: '2026-12-05', fields });
    expect(back.body.code).toBe('field-unknown');
    expect(await look(id)).toMatchObject({ version: 1, status: 'submitted', returns: [] });
    expect((await auditOf(id)).map(({ what }) => what)).toEqual(['registration.view']);
  });

  test('of two acceptances in one commune each gets a number of its own', async () => {
    const filed = await Promise.all([file({ unit: UNIT }), file({ unit: UNIT }), file({ unit: UNIT })]);
    const accepted = await Promise.all(
      filed.map(({ id }) => officer.call('POST', `/registrations/${id}/accept`, { version: 1 })),
    );
    expect(accepted.map(({ status }) => status)).toEqual([200, 200, 200]);
    const codes = await Promise.all(filed.map(async ({ id }) => (await look(id)).productCode));
    expect(new Set(codes).size).toBe(3);
  });
});

test.each([1, 2])('a producer answers while an officer stops it: no answer comes after the end (%d)', async (time) => {
  const producer = service.producer(`cung-luc-${time}`);
  await producer.say('tôi muốn đăng ký sản phẩm');
  await producer.say('đồng ý');
  const { client } = service.database;
  const draft = await client.registration.findFirstOrThrow({
    where: { person: { identities: { some: { externalId: `cung-luc-${time}` } } } },
  });
  // As if sent and given back: what stands between is not what this shows.
  const { id } = await file({ status: 'returned' });
  await client.registration.delete({ where: { id: draft.id } });
  await client.registration.update({ where: { id }, data: { personId: draft.personId } });
  await client.returnRequest.create({
    data: {
      registrationId: id,
      fields: [{ field: 'applicant.address', reason: 'thiếu số nhà' }],
      dueOn: new Date('2026-12-05'),
      logSeq: 10,
      by: 'test',
      at: service.clock.now(),
    },
  });
  expect((await producer.say('làm tiếp'))[0]).toContain('thiếu số nhà');
  const [, stopped] = await Promise.all([
    producer.say('thôn 2, số nhà 15'),
    officer.call('POST', `/registrations/${id}/withdraw`, { version: 1, reason: 'chủ thể xin dừng' }),
  ]);
  expect(stopped.status).toBe(200);
  const { status, entries, statusChanges } = await client.registration.findUniqueOrThrow({
    where: { id },
    include: { entries: true, statusChanges: true },
  });
  expect(status).toBe('withdrawn');
  const [change] = statusChanges;
  expect(Math.max(...entries.map(({ seq }) => seq))).toBe(change?.logSeq);
});

test('a producer sends again while officers stop it: somebody wins, nobody waits for ever', async () => {
  const producer = service.producer('cung-gui');
  const id = await producer.sendForm({ product: 'Bánh lá', phone: '0911 000 444' });
  const fields = [{ field: 'applicant.address', reason: 'thiếu số nhà' }];
  await officer.call('POST', `/registrations/${id}/return`, { version: 1, dueOn: '2026-12-05', fields });
  await producer.say('thôn 2, số nhà 15');
  const stop = { version: 2, reason: 'chủ thể xin dừng' };
  const [heard, ...stopped] = await Promise.all([
    producer.say('gửi'),
    officer.call('POST', `/registrations/${id}/withdraw`, stop),
    officer.call('POST', `/registrations/${id}/withdraw`, stop),
  ]);
  const done = stopped.filter(({ status }) => status === 200).length;
  expect(stopped.filter(({ status }) => status === 409)).toHaveLength(2 - done);
  const { status } = await service.database.client.registration.findUniqueOrThrow({ where: { id } });
  expect(status).toBe(done > 0 ? 'withdrawn' : 'submitted');
  expect(heard.join()).not.toContain('trục trặc');
});

describe('the queue', () => {
  test('filters, folds and pages; the nearest deadline first', async () => {
    const mine = await service.staff('commune-officer', ['16000']);
    const names = ['Mắm tôm Hoằng Thanh', 'Nước mắm Cự Nham', 'Cá khô Hải Tiến'];
    const filed = [];
    for (const [at, name] of names.entries()) {
      const due = { receivedOn: '2026-11-10', dueOn: `2026-11-${24 + at * 3}` };
      filed.push(await file({ unit: '16000', answers: { 'product.name': name, 'product.set': 9 - (at % 2) }, ...due }));
    }
    const found = async (search: object) => {
      const { body } = await mine.call('POST', '/registrations/search', search);
      return body.rows.map(({ product }: { product: string }) => product);
    };
    expect(await found({})).toEqual(names);
    expect(await found({ text: 'mam' })).toEqual(names.slice(0, 2));
    expect(await found({ text: 'CỰ NHAM nuoc' })).toEqual([names[1]]);
    expect(await found({ text: '+84 987 654 321' })).toEqual(names);
    expect(await found({ text: "%' OR 1=1 --" })).toEqual([]);
    expect(await found({ productSet: 8 })).toEqual([names[1]]);
    expect(await found({ deadline: 'overdue' })).toEqual([names[0]]);
    expect(await found({ deadline: 'soon' })).toEqual([names[1], names[2]]);
    expect(await found({ status: ['evaluated'] })).toEqual([]);
    expect(await found({ page: 2 })).toEqual([]);
    expect((await mine.call('GET', '/deadlines')).body).toEqual({ soon: 2, overdue: 1 });
  });

  test.each([{ page: 0 }, { status: [] }, { unit: 'x' }, { text: 'a\u0000b' }, { sort: 'name' }])(
    'refuses %j',
    async (search) => {
      expect((await officer.call('POST', '/registrations/search', search)).status).toBe(400);
    },
  );
});

test('duplicates: same phone, tax code, or product in the same unit — a warning with its reason', async () => {
  const own = {
    'applicant.phone': '0911222333',
    'applicant.taxCode': '2801234567',
    'product.name': 'Chè lam Phủ Quảng',
  };
  const first = await file({ answers: own });
  const again = await file({
    answers: { ...own, 'product.name': 'CHE LAM phủ quảng', 'applicant.phone': '0911222334' },
  });
  await file({ answers: own, status: 'withdrawn' });
  expect((await look(first.id)).duplicates).toEqual({
    here: [expect.objectContaining({ id: again.id, same: ['tax-code', 'product'] })],
    elsewhere: 0,
  });
});

describe('the producer hears of it in their chat', () => {
  test('stopped by the office, with the reason; what they were filling in stays in hand', async () => {
    const producer = service.producer('chi-lan');
    const id = await producer.sendForm({ product: 'Kẹo lạc Thọ Lập', phone: '0911 000 222' });
    await producer.say('tôi muốn đăng ký sản phẩm');
    await producer.say('không, khai mới');
    const body = { version: 1, reason: 'trùng với phiếu đã nộp' };
    expect((await officer.call('POST', `/registrations/${id}/withdraw`, body)).body.told).toBe(true);
    expect(producer.heard()).toEqual([expect.stringMatching(/Kẹo lạc.* đã dừng\. Lý do: trùng với phiếu đã nộp/)]);
    expect((await producer.say('hợp tác xã'))[0]).toContain('Tên đơn vị');
  });

  test('a return comes where they did something last; blocked everywhere, the officer is told to call', async () => {
    const producer = service.producer('chi-mai');
    const id = await producer.sendForm({ product: 'Miến dong', phone: '0911 000 333' });
    const { client } = service.database;
    const { personId } = await client.registration.findUniqueOrThrow({ where: { id } });
    const later = { channel: 'zalo', externalId: 'z1', createdAt: service.clock.now() };
    await client.identity.create({ data: { ...later, personId, unreachableSince: service.clock.now() } });
    const fields = [{ field: 'idea.story', reason: 'xin kể thêm' }];
    const back = { version: 1, dueOn: '2026-12-10', fields };
    expect((await officer.call('POST', `/registrations/${id}/return`, back)).body.told).toBe(true);
    expect(producer.heard()[0]).toContain('xin kể thêm');
    await client.identity.updateMany({ where: { personId }, data: { unreachableSince: service.clock.now() } });
    const stop = { version: 2, reason: 'không liên lạc được' };
    expect((await officer.call('POST', `/registrations/${id}/withdraw`, stop)).body.told).toBe(false);
  });
});

describe('filling in on behalf of a producer', () => {
  const consent = { signer: 'Lê Văn Nam', signedOn: '2026-11-25', way: 'tai-tru-so' };
  const WORDS: Record<string, string | null> = {
    'applicant.kind': 'hợp tác xã',
    'applicant.name': 'Hợp tác xã Thọ Lập Xanh',
    'applicant.representative': 'Lê Văn Nam',
    'applicant.position': 'giám đốc',
    'applicant.address': 'thôn 3',
    'applicant.email': null,
    'applicant.registrationNumber': '2801234567',
    'applicant.registrationDate': '05/03/2020',
    'product.name': 'Gạo nếp hạt cau',
    'product.set': 'bộ 3',
    'registration.kind': 'lần đầu',
    'idea.description': 'gạo nếp hạt cau trồng ở bãi sông, thơm, dẻo, cấy một vụ',
    'idea.materials': 'lúa trong xã 100%, trong tỉnh 100%',
    'idea.labour': '20 người, trong xã 18 người',
    'idea.capacity': '30 tấn',
    'idea.markets': 'trong xã, trong tỉnh',
    'idea.documents': 'đăng ký kinh doanh',
  };

  test('read by the same rules, sent with its declaration on paper, consent proven', async () => {
    const { id, version } = (await officer.call('POST', '/behalf', { unit: UNIT, consent })).body;
    const answers = Object.entries(WORDS).map(([field, text]) => ({ field, text }));
    const filled = await officer.call('PUT', `/behalf/${id}/answers`, {
      version,
      answers: [
        ...answers,
        { field: 'applicant.phone', text: '12345' },
        { field: 'applicant.unit', text: 'phường Hạc Thành' },
      ],
    });
    const refused = filled.body.answers.filter(({ kind }: { kind: string }) => kind === 'refused');
    expect(refused.map(({ field }: { field: string }) => field)).toEqual(['applicant.phone', 'applicant.unit']);
    const early = await officer.call('POST', `/behalf/${id}/submit`, {
      version: filled.body.version,
      declaredOn: '2026-11-25',
    });
    expect(early.body.missing).toEqual([{ field: 'applicant.phone', label: 'Điện thoại' }]);
    expect(await look(id)).toMatchObject({ status: 'draft', unit: UNIT, filledByOffice: true });

    const phone = [{ field: 'applicant.phone', text: '0912 345 678' }];
    const more = await officer.call('PUT', `/behalf/${id}/answers`, { version: early.body.version, answers: phone });
    const sent = await officer.call('POST', `/behalf/${id}/submit`, {
      version: more.body.version,
      declaredOn: '2026-11-25',
    });
    expect(sent).toMatchObject({ status: 200, body: { missing: [] } });
    const seen = await look(id);
    expect(seen).toMatchObject({
      status: 'submitted',
      reference: expect.stringMatching(/^OCOP-2026-\d{6}$/),
      consent: { action: 'given', channel: 'paper', recordedBy: expect.any(String) },
    });
    // Nobody to tell in a chat: the officer is told so.
    const paper = await officer.call('POST', `/registrations/${id}/paper`, {
      version: seen.version,
      receivedOn: '2026-11-26',
    });
    expect(paper.body.told).toBe(false);
    const { personId } = await service.database.client.registration.findUniqueOrThrow({ where: { id } });
    const receipt = await service.database.client.consentReceipt.findFirstOrThrow({ where: { personId } });
    expect(receipt.text).toMatch(
      /Luật Bảo vệ dữ liệu[\s\S]*Trên giấy: Lê Văn Nam, ngày 25\/11\/2026, ký giấy tại trụ sở/,
    );
  });

  test("nobody writes into a producer's own form", async () => {
    const { id } = await file({ status: 'returned' });
    const answers = [{ field: 'applicant.phone', text: '0912 345 678' }];
    expect((await officer.call('PUT', `/behalf/${id}/answers`, { version: 1, answers })).body.code).toBe(
      'wrong-status',
    );
  });
});

describe('what leaves the office', () => {
  test('one form, a table, an archive: right files, each taking in the audit log', async () => {
    const { id } = await file();
    for (const kind of ['mau-01', 'mau-02', 'mau-03']) {
      const made = await officer.call('GET', `/registrations/${id}/documents/${kind}`);
      expect(made.status).toBe(200);
      expect(Object.keys(unzipSync(made.bytes))).toContain('word/document.xml');
      expect(made.headers['content-disposition']).toMatch(/^attachment;/);
      expect(made.headers['cache-control']).toBe('no-store');
    }
    const zip = await officer.call('POST', '/registrations/export', { ids: [id], as: 'zip' });
    expect(Object.keys(unzipSync(zip.bytes))).toHaveLength(4);
    const accepted = await file({ status: 'accepted', roundOn: '2027-10-30' });
    const list = await officer.call('GET', `/rounds/2027-10-30/workbook?unit=${UNIT}`);
    expect(Object.keys(unzipSync(list.bytes))).toContain('xl/workbook.xml');
    expect((await auditOf(id)).map(({ what }) => what)).toEqual([
      'registration.document',
      'registration.document',
      'registration.document',
      'registration.export',
    ]);
    expect((await auditOf(accepted.id)).map(({ what }) => what)).toEqual(['list.export']);
  });

  test('no address of the office can carry a name or a number of a person', async () => {
    for (const path of ['/audit?text=Hoa', '/rounds/2027-04-30?name=Hoa', `/registrations/${randomUUID()}?phone=09`]) {
      const answer = await service.administrator.call('GET', path);
      expect(answer.status, path).toBe(400);
    }
  });
});

test('the audit log can be added to only', async () => {
  const { client } = service.database;
  const before = await client.auditEntry.count();
  await client.auditEntry.deleteMany();
  await client.$executeRaw`UPDATE audit_entry SET who = 'someone-else'`;
  await expect(client.$executeRaw`TRUNCATE audit_entry`).rejects.toThrow('can be added to only');
  expect(await client.auditEntry.count()).toBe(before);
  expect(await client.auditEntry.count({ where: { who: 'someone-else' } })).toBe(0);
});
