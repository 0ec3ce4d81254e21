import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeCsv } from '../../src/office/documents/csv.ts';
import { fileRegistration } from '../office/filed-registration.ts';
import { type OfficeService, startOfficeService } from '../office/office-service.ts';
import { type Visitor, visitorOf } from './console-visitor.ts';

const HERE = '15568';
const ELSEWHERE = '14797';
let service: OfficeService;
let province: Visitor;
let commune: Visitor;

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  province = visitorOf(service, await service.staff('provincial-coordinator'));
  commune = visitorOf(service, await service.staff('commune-officer', [HERE]));
  const { client } = service.database;
  const at = (iso: string) => new Date(iso);
  for (const [unit, to] of [
    [HERE, 'submitted'],
    [HERE, 'accepted'],
    [ELSEWHERE, 'submitted'],
  ] as const) {
    const { id } = await fileRegistration(client, { unit });
    // The last evening of October in UTC is November in Viet Nam. The paper came on 20/11.
    const when = to === 'submitted' ? '2026-10-31T17:30:00Z' : '2026-11-24T02:00:00Z';
    const change = { registrationId: id, to, who: 'person', why: 'sent', at: at(when) };
    await client.statusChange.create({ data: change });
  }
  const { id } = await fileRegistration(client, { unit: HERE, status: 'evaluated' });
  await client.evaluationResult.create({
    data: { registrationId: id, points: 75, stars: 4, by: 'test', at: at('2026-11-02T02:00:00Z') },
  });
  const half = service.producer('half');
  for (const text of ['tôi muốn đăng ký sản phẩm', 'đồng ý', 'hộ sản xuất', 'Hộ kinh doanh Lê Thị Hoa'])
    await half.say(text);
  await half.say('mấy sao thì được cấp giấy');
  const person = await client.person.create({ data: { createdAt: at('2026-11-20T02:00:00Z') } });
  const asked = { personId: person.id, channel: 'simulator', reason: 'asked', unit: HERE };
  const createdAt = at('2026-11-20T02:00:00Z');
  await client.handoffRequest.create({ data: { ...asked, createdAt, claimedAt: at('2026-11-20T02:12:00Z') } });
});
afterAll(() => service.close());

/** Cells of a row of a CSV file of ours. */
async function csv(who: Visitor, table: string, name: string): Promise<string[]> {
  const { html } = await who.get(`/figures/csv/${table}?year=2026`);
  return (html.split('\r\n').find((line) => line.startsWith(`${name},`)) ?? '').split(',').slice(1);
}

describe('figures', () => {
  test('count what happened by the month in Viet Nam, in the communes that the officer sees', async () => {
    expect(await csv(province, 'months', 'Tháng 11')).toEqual(['2', '0', '1', '0', '0', '1']);
    expect(await csv(commune, 'months', 'Tháng 11')).toEqual(['1', '0', '1', '0', '0', '1']);
    expect(await csv(province, 'months', 'Tháng 10')).toEqual(['0', '0', '0', '0', '0', '0']);
    expect(await csv(commune, 'units', 'Xã Thọ Lập')).toEqual(['1', '0', '1', '0', '0', '1']);
    expect((await commune.get(`/figures?unit=${ELSEWHERE}`)).status).toBe(404);
  });

  test('tell how long communes take for a dossier', async () => {
    expect(await csv(commune, 'pace', 'Tháng 11')).toEqual(['1', '4', '0']);
  });

  test('tell after which question people stop', async () => {
    expect(await csv(province, 'funnel', 'Tên đơn vị')).toEqual(['5', '1', '20']);
    // The half form has no commune yet, so it is in no commune's figures.
    expect((await csv(commune, 'funnel', 'Tên đơn vị'))[1]).toBe('0');
  });

  test('tell questions by outcome, and how long people wait for an officer', async () => {
    expect((await csv(province, 'questions', 'Tháng 11'))[0]).toBe('1');
    expect(await csv(commune, 'answers', 'Tháng 11')).toEqual(['1', '1', '12', '12']);
  });

  test('stand beside the targets of the year', async () => {
    const wrong = await province.post('/figures/targets/2026', { recognised: 'sáu mươi' });
    expect(wrong.text).toContain('Sản phẩm đạt từ 3 sao: chưa đúng.');
    const set = { sent: '', forwarded: '', recognised: '4', 'four-stars': '', events: '0', attended: '' };
    expect((await province.post('/figures/targets/2026', set)).status).toBe(303);
    expect((await commune.get('/figures')).text).toMatch(/Sản phẩm đạt từ 3 sao 1 4 25%/);
    expect((await commune.get('/figures')).html).not.toContain('/figures/targets');
    await province.post('/figures/targets/2026', { ...set, recognised: '' });
    expect(await service.database.client.yearTarget.count()).toBe(1);
  });
});

test('a CSV file holds commas, quotes and Vietnamese, and no formula', () => {
  const text = Buffer.from(
    writeCsv([
      ['Tên', 'a,b', 'nói "có"'],
      ['=1+1', 3, null],
      ['Lan;=1+1', ' @SUM(1)', '-2'],
    ]),
  ).toString('utf8');
  expect(text).toBe('\uFEFFTên,"a,b","nói ""có"""\r\n\'=1+1,3,\r\nLan;\'=1+1,\' @SUM(1),\'-2\r\n');
});
