import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileRegistration } from '../office/filed-registration.ts';
import { type OfficeService, startOfficeService } from '../office/office-service.ts';
import { type Visitor, visitorOf } from './console-visitor.ts';
import { newDataRequestOf } from './new-data-request.ts';

const HERE = '15568';
const ELSEWHERE = '14797';
/** A Thursday. */
const TODAY = '2026-11-26T02:00:00Z';

let service: OfficeService;
let province: Visitor;
let commune: Visitor;

beforeAll(async () => {
  service = await startOfficeService(TODAY);
  province = visitorOf(service, await service.staff('provincial-coordinator'));
  commune = visitorOf(service, await service.staff('commune-officer', [HERE]));
});
afterAll(() => service.close());

async function asked(right: 'erase' | 'withdraw', { unit = HERE, at = TODAY } = {}) {
  const { client } = service.database;
  const { id: registration, personId } = await fileRegistration(client, { unit });
  return { id: await newDataRequestOf(client, { personId, right, at: new Date(at) }), registration, personId };
}

const rowIn = ({ client }: OfficeService['database'], id: string) =>
  client.dataRequest.findUniqueOrThrow({ where: { id } });

describe("a request about somebody's data", () => {
  test("stands with the law's clock, and the home page leads to it", async () => {
    const { id, registration } = await asked('withdraw', { at: '2026-11-20T02:00:00Z' });
    const { text } = await province.get('/data-requests');
    expect(text).toContain('Rút lại đồng ý 20/11/2026 24/11/2026 quá hạn 2 ngày 05/12/2026 còn 9 ngày Chưa trả lời');
    expect((await province.get(`/data-requests/${id}`)).html).toContain(
      `href="/console/registrations/${registration}"`,
    );
    expect((await province.get('')).html).toContain('href="/console/data-requests"');
  });

  test('is answered, then done, each noted once and by whom', async () => {
    const { id } = await asked('withdraw');
    expect((await commune.post(`/data-requests/${id}/answer`, { version: '1' })).status).toBe(303);
    expect((await commune.get(`/data-requests/${id}`)).text).toContain('Đã trả lời, đang làm');
    expect((await province.post(`/data-requests/${id}/done`, { version: '1' })).status).toBe(409);
    expect((await province.post(`/data-requests/${id}/answer`, { version: '2' })).status).toBe(409);
    expect((await province.post(`/data-requests/${id}/done`, { version: '2' })).status).toBe(303);
    expect(await rowIn(service.database, id)).toMatchObject({ doneAt: service.clock.now(), refusal: null, version: 3 });
    expect((await province.post(`/data-requests/${id}/refuse`, { version: '3', reason: 'muộn' })).status).toBe(409);
    const log = await service.database.client.auditEntry.findMany({
      where: { dataRequestId: id, what: { not: 'data-request.view' } },
      orderBy: { seq: 'asc' },
    });
    expect(log.map(({ what }) => what)).toEqual(['data-request.answer', 'data-request.close']);
  });

  test('is refused with a reason only', async () => {
    const { id } = await asked('erase');
    expect((await commune.post(`/data-requests/${id}/refuse`, { version: '1', reason: ' ' })).status).toBe(400);
    const reason = 'hồ sơ phải lưu theo Luật Lưu trữ';
    expect((await commune.post(`/data-requests/${id}/refuse`, { version: '1', reason })).status).toBe(303);
    expect((await commune.get(`/data-requests/${id}`)).text).toContain(reason);
  });

  test('is told to whoever asked, step by step, and an officer hears where nobody can be reached', async () => {
    const { client } = service.database;
    const producer = service.producer('chi-thu');
    await producer.say('tôi muốn đăng ký sản phẩm');
    const { personId } = await client.identity.findFirstOrThrow({ where: { externalId: 'chi-thu' } });
    const id = await newDataRequestOf(client, { personId, right: 'withdraw', at: service.clock.now() });
    producer.heard();
    const answered = await province.post(`/data-requests/${id}/answer`, { version: '1' });
    expect(answered.location).toContain('done=data-request-answered');
    expect(producer.heard().join()).toContain('Cơ quan đã nhận và đang làm yêu cầu của anh/chị về dữ liệu cá nhân.');
    await province.post(`/data-requests/${id}/refuse`, { version: '2', reason: 'hồ sơ phải lưu theo luật' });
    expect(producer.heard().join()).toContain('Lý do: hồ sơ phải lưu theo luật');
    const other = await asked('withdraw');
    const untold = await province.post(`/data-requests/${other.id}/done`, { version: '1' });
    expect(untold.location).toContain('done=data-request-done-untold');
  });

  test('to be erased is not done before it is', async () => {
    const { id, personId } = await asked('erase');
    expect((await province.get(`/data-requests/${id}`)).text).toContain(`--person ${personId} --sent`);
    expect((await province.post(`/data-requests/${id}/done`, { version: '1' })).status).toBe(409);
    expect((await rowIn(service.database, id)).doneAt).toBeNull();
  });

  test("is the province's when it concerns another unit too", async () => {
    const there = await asked('withdraw', { unit: ELSEWHERE });
    const both = await asked('withdraw');
    const { id: second } = await fileRegistration(service.database.client, { unit: ELSEWHERE });
    await service.database.client.registration.update({ where: { id: second }, data: { personId: both.personId } });
    const list = await commune.get('/data-requests');
    for (const { id } of [there, both]) {
      expect(list.html).not.toContain(id);
      expect((await commune.get(`/data-requests/${id}`)).status).toBe(404);
      expect((await commune.post(`/data-requests/${id}/done`, { version: '1' })).status).toBe(404);
      expect((await province.get(`/data-requests/${id}`)).status).toBe(200);
    }
    expect((await commune.get('')).html).not.toContain(both.id);
  });
});
