import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type OfficeService, startOfficeService } from './office-service.ts';

/** Xã Thọ Lập. */
const UNIT = '15568';
let service: OfficeService;
let commune: Browser;
let province: Browser;
let viewer: Browser;

beforeAll(async () => {
  service = await startOfficeService('2027-01-20T02:00:00Z');
  commune = await service.staff('commune-officer', [UNIT]);
  province = await service.staff('provincial-coordinator');
  viewer = await service.staff('viewer', [UNIT]);
});
afterAll(() => service.close());

const view = async (who: Browser, id: string) => (await who.call('GET', `/registrations/${id}`)).body;

test('one registration through all statuses by HTTP, with three roles and the producer in the chat', async () => {
  const hoa = service.producer('chi-hoa');
  const id = await hoa.sendForm();
  const path = `/registrations/${id}`;

  // The commune finds it by part of a name, without marks.
  const found = await commune.call('POST', '/registrations/search', { text: 'banh gai', status: ['submitted'] });
  expect(found.body).toMatchObject({ total: 1, rows: [{ id, product: 'Bánh gai tứ trụ', deadline: null }] });
  let { version } = await view(commune, id);
  expect(version).toBe(1);

  // Paper first: acceptance without it, or without the four assessments, is refused.
  expect((await commune.call('POST', `${path}/accept`, { version })).body.code).toBe('paper-not-received');
  const paper = await commune.call('POST', `${path}/paper`, { version, receivedOn: '2027-01-20' });
  expect(paper).toMatchObject({ status: 200, body: { told: true } });
  version = paper.body.version;
  expect(hoa.heard()).toEqual([expect.stringContaining('tới hết ngày 17/02/2027')]);
  expect((await view(commune, id)).deadline).toMatchObject({
    dueOn: '2027-02-17',
    alertOn: '2027-02-12',
    level: 'in-time',
  });
  expect((await commune.call('POST', `${path}/accept`, { version })).body.code).toBe('assessments-missing');

  // Given back: the producer hears the officer's words, is asked for that field only, and sends again.
  const back = await commune.call('POST', `${path}/return`, {
    version,
    dueOn: '2027-01-29',
    fields: [{ field: 'applicant.phone', reason: 'gọi ba lần không liên lạc được' }],
  });
  expect(back).toMatchObject({ status: 200, body: { told: true } });
  expect(hoa.heard().join('\n')).toMatch(/gọi ba lần không liên lạc được[\s\S]*Số điện thoại để cán bộ liên hệ/);
  expect((await view(viewer, id)).status).toBe('returned');
  expect((await commune.call('POST', `${path}/accept`, { version: back.body.version })).body.code).toBe('wrong-status');
  expect((await hoa.say('0912 000 111'))[0]).toContain('xem lại phiếu');
  expect((await hoa.say('gửi'))[0]).toContain('Đã gửi lại phiếu OCOP-2027-000001');

  const again = await view(commune, id);
  expect(again).toMatchObject({
    status: 'submitted',
    reference: 'OCOP-2027-000001',
    versions: [
      { number: 1, changes: [] },
      { number: 2, changes: [{ field: 'applicant.phone', before: '0987654321', after: '0912000111' }] },
    ],
    returns: [{ answeredAt: expect.any(String), dueOn: '2027-01-29' }],
  });
  expect(again.answers.find((line: { field: string }) => line.field === 'applicant.phone')).toMatchObject({
    value: '0912000111',
    words: '0912 000 111',
    channel: 'simulator',
  });
  // The officer still holds the version of before the sending.
  const late = await commune.call('POST', `${path}/forward`, { version: back.body.version });
  expect(late).toMatchObject({ status: 409, body: { code: 'changed-meanwhile' } });

  // Four assessments, accepted, forwarded.
  version = again.version;
  for (const topic of ['materials', 'labour', 'idea', 'identity']) {
    const assessed = await commune.call('PUT', `${path}/assessments/${topic}`, {
      version,
      text: 'Đạt yêu cầu.',
      met: true,
    });
    version = assessed.body.version;
  }
  version = (await commune.call('POST', `${path}/accept`, { version })).body.version;
  expect(await view(commune, id)).toMatchObject({
    status: 'accepted',
    officialNumber: '1/PĐK-38-15568-2027',
    productCode: '38-15568-01-2027',
    roundOn: '2027-04-30',
  });
  version = (await commune.call('POST', `${path}/forward`, { version })).body.version;
  expect(hoa.heard()).toEqual([expect.stringContaining('lên tỉnh')]);

  // The result is the province's, and checked against the bands.
  const result = { version, points: 73.5, stars: 4, certificateNumber: '12/QĐ-UBND', certificateOn: '2027-01-19' };
  expect((await commune.call('PUT', `${path}/result`, result)).body.code).toBe('not-allowed');
  expect((await province.call('PUT', `${path}/result`, { ...result, stars: 5 })).body.code).toBe('result-inconsistent');
  expect((await province.call('PUT', `${path}/result`, { ...result, stars: 3 })).body.code).toBe('result-below-band');
  expect(await province.call('PUT', `${path}/result`, result)).toMatchObject({ status: 200, body: { told: true } });
  await service.sendNotices();
  expect(hoa.heard()).toEqual([expect.stringMatching(/73,5 điểm, công nhận hạng 4 sao.*tới ngày 19\/01\/2030/)]);
  expect(await view(viewer, id)).toMatchObject({ status: 'evaluated', result: { stars: 4, expiresOn: '2030-01-19' } });
  expect((await province.call('POST', `${path}/withdraw`, { version: 99, reason: 'thử' })).status).toBe(409);

  // Every status change says who; every step of the office is in the audit log, looks too, without a word of content.
  const history = (await view(province, id)).history.map(({ to }: { to: string }) => to);
  expect(history).toEqual(['submitted', 'returned', 'submitted', 'accepted', 'forwarded', 'evaluated']);
  const audit = await province.call('GET', `/audit?registrationId=${id}`);
  const steps = audit.body.entries.map(({ what }: { what: string }) => what);
  expect(new Set(steps)).toEqual(
    new Set([
      'registration.view',
      'paper.receive',
      'registration.return',
      'registration.assess',
      'registration.accept',
      'registration.forward',
      'result.enter',
    ]),
  );
  expect(JSON.stringify(audit.body)).not.toMatch(/Hoa|0912|Bánh/);
});
