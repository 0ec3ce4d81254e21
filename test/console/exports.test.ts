import { randomUUID } from 'node:crypto';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeExports } from '../../src/office/services/exports/write-exports.ts';
import { erasePerson } from '../../src/people/erase-person.ts';
import { createCrypto } from '../../src/platform/crypto.ts';
import { fileRegistration } from '../office/filed-registration.ts';
import { type OfficeService, startOfficeService } from '../office/office-service.ts';
import { cellsOf } from '../registration/documents/office-file.ts';
import { type Page, type Visitor, visitorOf } from './console-visitor.ts';

const HERE = '15568';
const ELSEWHERE = '14797';

let service: OfficeService;
let officer: Visitor & { readonly id: string; readonly cookie: string | null };
let colleague: Visitor;

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  const member = await service.staff('commune-officer', [HERE]);
  officer = Object.assign(visitorOf(service, member), { id: member.id, cookie: member.cookie });
  colleague = visitorOf(service, await service.staff('commune-officer', [HERE]));
  await fileRegistration(service.database.client, {
    unit: ELSEWHERE,
    answers: { 'product.name': 'Quế ngọc Thường Xuân' },
  });
});
afterAll(() => service.close());
beforeEach(() => service.database.client.export.deleteMany());

const addressIn = ({ location }: Page) => (location ?? '').replace('/console', '');
const product = (name: string) => fileRegistration(service.database.client, { answers: { 'product.name': name } });
const ask = async (text: string, as: 'xlsx' | 'zip' = 'xlsx') =>
  addressIn(await officer.post('/registrations/export', { text, as }));
/** The bytes of the answer, as a browser keeps them. */
async function bytesAt(address: string): Promise<Buffer> {
  const { rawPayload } = await service.server.inject({
    url: `/console${address}`,
    headers: { host: 'office.example', 'sec-fetch-site': 'same-origin', cookie: officer.cookie ?? '' },
  });
  return rawPayload;
}

describe('a list taken away', () => {
  test('is written in the background, shows how far it is and is then fetched', async () => {
    const { client } = service.database;
    const names = Array.from({ length: 51 }, (_, index) => `Nón lá số ${index}`);
    for (const name of names) await product(name);
    const address = await ask('non la so');
    expect((await officer.get(address)).text).toMatch(/Chờ đến lượt.*0\/51 hồ sơ/);
    expect((await officer.get(`${address}/file`)).status).toBe(404);
    await service.writeExports();
    const ready = await officer.get(address);
    expect(ready.text).toMatch(/Tải được.*Tải về \(\d+ kB\)/);
    expect(ready.html).not.toContain('hx-trigger');
    const rows = cellsOf(await bytesAt(`${address}/file`)).map((row) => row.map((cell) => cell?.value));
    expect(rows).toHaveLength(52);
    expect(names.every((name) => rows.some((row) => row.includes(name)))).toBe(true);
    const trail = await client.auditEntry.groupBy({
      by: ['what'],
      where: { who: officer.id, what: { in: ['export.request', 'registration.export', 'export.fetch'] } },
      _count: true,
    });
    expect(Object.fromEntries(trail.map(({ what, _count }) => [what, _count]))).toEqual({
      'export.request': 1,
      'registration.export': 51,
      'export.fetch': 1,
    });
  });

  test('holds the table and three forms of each registration as an archive', async () => {
    await product('Bánh lá một');
    await product('Bánh lá hai');
    const address = await ask('banh la', 'zip');
    await service.writeExports();
    const files = unzipSync(await bytesAt(`${address}/file`));
    expect(Object.keys(files)).toHaveLength(7);
    expect(cellsOf(files['ho-so-2026-11-26.xlsx'] ?? new Uint8Array())).toHaveLength(3);
  });

  test('is nobody else’s, and gone after a day', async () => {
    await product('Kẹo dồi');
    const address = await ask('keo doi');
    await service.writeExports();
    expect((await officer.get('/exports')).text).toContain('Bảng Excel: 1 hồ sơ');
    for (const path of [address, `${address}/file`]) expect((await colleague.get(path)).status).toBe(404);
    expect((await colleague.post(`${address}/cancel`)).status).toBe(404);
    await service.database.client.export.updateMany({ data: { expiresAt: service.clock.now() } });
    expect((await officer.get(`${address}/file`)).status).toBe(404);
    expect((await officer.get('/exports')).text).toContain('Chưa có tệp nào');
  });

  test('has nothing of other communes, nor of those that were taken from the officer since', async () => {
    const { client } = service.database;
    expect((await officer.post('/registrations/export', { text: 'que ngoc', as: 'xlsx' })).text).toContain(
      'Danh sách không có hồ sơ nào để tải.',
    );
    const { id } = await product('Mật mía');
    await product('Mật mía vụ sau');
    const address = await ask('mat mia');
    await client.officeFile.update({ where: { registrationId: id }, data: { unit: ELSEWHERE } });
    await service.writeExports();
    expect(cellsOf(await bytesAt(`${address}/file`))).toHaveLength(2);
  });

  test('written before another role or place was given is not fetched after it', async () => {
    await product('Rượu cần');
    const address = await ask('ruou can');
    await service.writeExports();
    await service.refreshAdministrator();
    const change = { version: 1, name: 'Cán bộ thử', role: 'commune-officer', units: [HERE], disabled: false };
    expect((await service.administrator.call('PUT', `/staff/${officer.id}`, change)).status).toBe(200);
    expect((await officer.get(`${address}/file`)).status).toBe(404);
  });

  test('is refused beyond what one file holds, and beyond three at a time', async () => {
    await product('Chè lam');
    for (let count = 0; count < 3; count += 1) expect(await ask('che lam')).toMatch(/^\/exports\//);
    const fourth = await officer.post('/registrations/export', { text: 'che lam', as: 'xlsx' });
    expect([fourth.status, fourth.text.includes('ba lần tải chưa xong')]).toEqual([409, true]);
  });

  test('stops when it is cancelled, whoever writes it', async () => {
    // More than are read at a time.
    const address = await ask('non la so');
    let batches = 0;
    const { client } = service.database;
    const discarded: string[] = [];
    await writeExports({
      client,
      now: () => service.clock.now(),
      log: { error() {} },
      files: {
        create: async () => ({
          // Pressed while the first batch is on its way to the disk.
          async write() {
            batches += 1;
            await officer.post(`${address}/cancel`);
          },
          finish: async () => 0,
          discard: async () => void discarded.push('all'),
        }),
        read: async () => null,
        remove: async () => {},
        olderThan: async () => [],
      },
    });
    expect([batches, discarded]).toEqual([1, ['all']]);
    expect((await officer.get(address)).text).toContain('Đã hủy');
  });

  test('is begun again where a process died, and given up after three tries', async () => {
    await product('Nem chua');
    const address = await ask('nem chua');
    const { client } = service.database;
    const dead = { status: 'running', leaseUntil: new Date('2026-11-26T01:00:00Z') } as const;
    await client.export.updateMany({ data: { ...dead, attempts: 1 } });
    await service.writeExports();
    expect((await officer.get(address)).text).toContain('Tải được');
    await client.export.updateMany({ data: { ...dead, attempts: 3 } });
    await service.writeExports();
    expect((await officer.get(address)).text).toContain('Không lập được');
  });

  test('goes when somebody in it has their data erased', async () => {
    const { client } = service.database;
    const { id, personId } = await product('Cói Nga Sơn');
    const address = await ask('coi nga son');
    await service.writeExports();
    const order = { personId, extent: 'everything', by: 'person', certificate: randomUUID() } as const;
    await client.$transaction((tx) =>
      erasePerson(tx, createCrypto('khóa thử nghiệm đủ dài'), { ...order, at: service.clock.now() }),
    );
    expect(await client.registration.count({ where: { id, personId } })).toBe(0);
    expect((await officer.get(`${address}/file`)).status).toBe(404);
  });

  test('is not written for an account that was closed meanwhile', async () => {
    const member = await service.staff('commune-officer', [HERE]);
    const visitor = visitorOf(service, member);
    await product('Gai xanh');
    await visitor.post('/registrations/export', { text: 'gai xanh', as: 'xlsx' });
    const { client } = service.database;
    await client.staffUser.update({ where: { id: member.id }, data: { disabledAt: service.clock.now() } });
    await service.writeExports();
    expect(await client.export.findFirst({ where: { staffId: member.id } })).toMatchObject({
      status: 'failed',
      done: 0,
    });
  });
});
