import { afterAll, beforeAll, expect, test } from 'vitest';
import { handOver } from '../../src/office/accounts/hand-over.ts';
import type { Officer } from '../../src/office/roles.ts';
import { fileRegistration } from './filed-registration.ts';
import { type OfficeService, startOfficeService } from './office-service.ts';

const HERE = '15568';
const THERE = '14797';
let service: OfficeService;
let administrator: Officer;

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  const { body } = await service.administrator.call('GET', '/session');
  administrator = { ...body, scope: 'province' };
});
afterAll(() => service.close());

const unitsOf = async (id: string) =>
  (await service.database.client.staffUser.findUniqueOrThrow({ where: { id } })).units.sort();
const assigneeOf = async (registrationId: string) =>
  (await service.database.client.officeFile.findUniqueOrThrow({ where: { registrationId } })).assigneeId;

async function assigned(to: string, unit: string, status: 'submitted' | 'evaluated' = 'submitted') {
  const { id } = await fileRegistration(service.database.client, { unit, status });
  await service.database.client.officeFile.update({ where: { registrationId: id }, data: { assigneeId: to } });
  return id;
}

async function held(by: string, unit: string) {
  const createdAt = service.clock.now();
  const { id } = await service.database.client.handoffRequest.create({
    data: {
      channel: 'simulator',
      reason: 'asked',
      unit,
      createdAt,
      claimedBy: by,
      claimedAt: createdAt,
      person: { create: { createdAt } },
    },
  });
  return id;
}

test('for an absence both see the units, open work goes over, what is done stays', async () => {
  const away = await service.staff('commune-officer', [HERE, THERE]);
  const stand = await service.staff('commune-officer', [THERE]);
  const open = await assigned(away.id, HERE);
  const elsewhere = await assigned(away.id, THERE);
  const done = await assigned(away.id, HERE, 'evaluated');
  const talk = await held(away.id, HERE);
  const lend = { fromId: away.id, toId: stand.id, how: 'lend', units: [HERE] } as const;
  expect(await handOver(service.parts.accounts, administrator, lend)).toEqual({ registrations: 1, conversations: 1 });
  expect(await unitsOf(away.id)).toEqual([THERE, HERE].sort());
  expect(await unitsOf(stand.id)).toEqual([THERE, HERE].sort());
  expect([await assigneeOf(open), await assigneeOf(elsewhere), await assigneeOf(done)]).toEqual([
    stand.id,
    away.id,
    away.id,
  ]);
  expect((await stand.call('GET', `/registrations/${open}`)).status).toBe(200);
  expect((await stand.call('POST', `/conversations/${talk}/hand-back`)).status).toBe(200);

  // Back again: the stand-in gives the unit and the work back for good.
  const back = { fromId: stand.id, toId: away.id, how: 'move', units: [HERE] } as const;
  expect((await handOver(service.parts.accounts, administrator, back)).registrations).toBe(1);
  expect(await unitsOf(stand.id)).toEqual([THERE]);
  expect((await stand.call('GET', `/registrations/${open}`)).status).toBe(404);
});

test('somebody of the province hands over only what the other may see', async () => {
  const coordinator = await service.staff('provincial-coordinator');
  const officer = await service.staff('commune-officer', [HERE]);
  const [inside, outside] = [await assigned(coordinator.id, HERE), await assigned(coordinator.id, THERE)];
  await handOver(service.parts.accounts, administrator, {
    fromId: coordinator.id,
    toId: officer.id,
    how: 'lend',
    units: [],
  });
  expect([await assigneeOf(inside), await assigneeOf(outside)]).toEqual([officer.id, coordinator.id]);
  expect(await unitsOf(officer.id)).toEqual([HERE]);
});

test('not to oneself, to a viewer, to a disabled account, of units of somebody else, nor by anybody but an administrator', async () => {
  const from = await service.staff('commune-officer', [HERE]);
  const to = await service.staff('commune-officer', [THERE]);
  const viewer = await service.staff('viewer', [THERE]);
  const give = { fromId: from.id, toId: to.id, how: 'lend', units: [HERE] } as const;
  const refused = (given: object, code: string, who = administrator) =>
    expect(handOver(service.parts.accounts, who, { ...give, ...given })).rejects.toMatchObject({ code });
  await refused({ toId: from.id }, 'hand-over-impossible');
  await refused({ toId: viewer.id }, 'hand-over-impossible');
  await refused({ units: [THERE] }, 'hand-over-impossible');
  await refused({}, 'not-allowed', { ...administrator, role: 'provincial-coordinator' });
  await service.database.client.staffUser.update({ where: { id: to.id }, data: { disabledAt: service.clock.now() } });
  await refused({}, 'staff-unknown');
  expect(await unitsOf(to.id)).toEqual([THERE]);
});
