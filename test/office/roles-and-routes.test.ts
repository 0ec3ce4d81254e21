import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CampaignStatus } from '../../src/notifications/campaigns/transitions.ts';
import { officeRoutes } from '../../src/office/http/register-office.ts';
import { ROLES, type Role } from '../../src/office/roles.ts';
import type { RegistrationStatus } from '../../src/registration/types.ts';
import { newDataRequestOf } from '../console/new-data-request.ts';
import { makeEvent } from '../notifications/store/some-event.ts';
import { newMember } from '../notifications/told.ts';
import { fileRegistration } from './filed-registration.ts';
import { type Browser, type OfficeService, startOfficeService } from './office-service.ts';

/** Thọ Lập, where the officers of the commune work; Hạc Thành, where they do not. */
const HERE = '15568';
const ELSEWHERE = '14797';

interface Target {
  readonly id: string;
  readonly unit: string;
  /** Of a colleague, for routes about staff. */
  readonly staffId: string;
}

interface Row {
  /** Roles that may, within their units. */
  readonly who: readonly Role[];
  /** How the registration stands that the route is tried on; left out: the route is about none. */
  readonly on?:
    | RegistrationStatus
    | 'own draft'
    | 'waiting person'
    | 'draft event'
    | 'published event'
    | 'member'
    | 'data request'
    | `${CampaignStatus} broadcast`
    | 'call';
  readonly body?: (target: Target) => object;
  readonly query?: string;
  /** Status of an allowed call; 200 when left out. */
  readonly gives?: number;
}

const ALL = ROLES;
const OFFICE = ['administrator', 'provincial-coordinator', 'commune-officer'] as const;
const PROVINCE = ['administrator', 'provincial-coordinator'] as const;
const ADMIN = ['administrator'] as const;

const BROADCAST = {
  title: 'Mời hội chợ',
  topic: 'fair',
  text: 'Kính mời {name}.',
  audience: {},
  expiresAt: '2026-12-10T00:00:00Z',
};

/** Who may what: written down here by hand, beside the tables that the program reads. */
const TABLE: Readonly<Record<string, Row | 'public' | 'own account'>> = {
  'POST /session': 'public',
  'POST /first-administrator': 'public',
  'GET /session': 'own account',
  'POST /session/code': 'own account',
  'DELETE /session': 'own account',
  'DELETE /sessions': 'own account',
  'PUT /password': 'own account',
  'POST /registrations/search': { who: ALL, body: () => ({}) },
  'GET /deadlines': { who: ALL },
  'GET /registrations/:id': { who: ALL, on: 'submitted' },
  'GET /registrations/:id/attachments': { who: ALL, on: 'submitted' },
  'GET /attachments/:id': { who: OFFICE, gives: 404 },
  'GET /registrations/:id/documents/:kind': { who: OFFICE, on: 'submitted' },
  'POST /registrations/export': { who: OFFICE, on: 'submitted', body: ({ id }) => ({ ids: [id], as: 'xlsx' }) },
  'POST /registrations/:id/paper': {
    who: OFFICE,
    on: 'submitted',
    body: () => ({ version: 1, receivedOn: '2026-11-25' }),
  },
  'PUT /registrations/:id/assessments/:topic': {
    who: OFFICE,
    on: 'submitted',
    body: () => ({ version: 1, text: 'Nguyên liệu trong xã.', met: true }),
  },
  'PUT /registrations/:id/product-set': { who: OFFICE, on: 'submitted', body: () => ({ version: 1, set: 7 }) },
  'POST /registrations/:id/accept': { who: OFFICE, on: 'submitted', body: () => ({ version: 1 }) },
  'POST /registrations/:id/return': {
    who: OFFICE,
    on: 'submitted',
    body: () => ({ version: 1, dueOn: '2026-12-05', fields: [{ field: 'applicant.phone', reason: 'gọi không được' }] }),
  },
  'POST /registrations/:id/forward': { who: OFFICE, on: 'accepted', body: () => ({ version: 1 }) },
  'POST /registrations/:id/withdraw': {
    who: OFFICE,
    on: 'submitted',
    body: () => ({ version: 1, reason: 'theo đề nghị của chủ thể' }),
  },
  'PUT /registrations/:id/result': {
    who: PROVINCE,
    on: 'forwarded',
    body: () => ({ version: 1, points: 41, stars: null }),
  },
  'POST /registrations/:id/notes': { who: OFFICE, on: 'submitted', body: () => ({ version: 1, text: 'Đã gọi.' }) },
  'PUT /registrations/:id/assignee': {
    who: OFFICE,
    on: 'submitted',
    body: ({ staffId }) => ({ version: 1, assigneeId: staffId }),
  },
  'POST /behalf': {
    who: OFFICE,
    on: 'submitted',
    body: ({ unit }) => ({ unit, consent: { signer: 'Lê Văn Nam', signedOn: '2026-11-25', way: 'tai-tru-so' } }),
  },
  'PUT /behalf/:id/answers': {
    who: OFFICE,
    on: 'own draft',
    body: () => ({ version: 1, answers: [{ field: 'applicant.phone', text: '0912 345 678' }] }),
  },
  'POST /behalf/:id/submit': {
    who: OFFICE,
    on: 'own draft',
    body: () => ({ version: 1, declaredOn: '2026-11-25' }),
  },
  'GET /events': { who: ALL },
  'POST /events': { who: OFFICE, body: () => someEventInput(HERE) },
  'GET /events/:id': { who: ALL, on: 'published event' },
  'PUT /events/:id': {
    who: OFFICE,
    on: 'published event',
    body: ({ unit }) => ({ version: 1, input: someEventInput(unit) }),
  },
  'POST /events/:id/publish': { who: OFFICE, on: 'draft event', body: () => ({ version: 1 }) },
  'POST /events/:id/cancel': {
    who: OFFICE,
    on: 'published event',
    body: () => ({ version: 1, reason: 'bão lớn' }),
  },
  'GET /events/:id/attendance': { who: OFFICE, on: 'published event' },
  'GET /events/:id/attendance/workbook': { who: OFFICE, on: 'published event' },
  // Allowed, but nobody has this code.
  'POST /events/:id/check-in': { who: OFFICE, on: 'published event', body: () => ({ code: '4821' }), gives: 404 },
  'GET /conversations': { who: OFFICE },
  'GET /conversations/:id/messages': { who: OFFICE, on: 'waiting person' },
  'POST /conversations/:id/claim': { who: OFFICE, on: 'waiting person' },
  'POST /conversations/:id/close': { who: OFFICE, on: 'waiting person' },
  // Allowed, but nobody has claimed it.
  'POST /conversations/:id/reply': {
    who: OFFICE,
    on: 'waiting person',
    body: () => ({ text: 'Chào chị.' }),
    gives: 409,
  },
  'POST /conversations/:id/hand-back': { who: OFFICE, on: 'waiting person', gives: 409 },
  'GET /rounds/:roundOn': { who: ALL },
  'GET /rounds/:roundOn/workbook': { who: OFFICE },
  'GET /audit': { who: PROVINCE },
  'POST /members/search': { who: OFFICE, body: () => ({}) },
  'GET /members/template': { who: OFFICE },
  'POST /members/import/preview': { who: OFFICE, body: () => Buffer.from('a list') },
  'POST /members/import/report': { who: OFFICE, body: () => Buffer.from('a list') },
  'POST /members/import': {
    who: OFFICE,
    body: () => Buffer.from('a list'),
    query: `digest=${'0'.repeat(64)}`,
    gives: 409,
  },
  'GET /results/template': { who: PROVINCE },
  'POST /results/import/preview': { who: PROVINCE, body: () => Buffer.from('a list') },
  'POST /results/import/report': { who: PROVINCE, body: () => Buffer.from('a list') },
  'POST /results/import': {
    who: PROVINCE,
    body: () => Buffer.from('a list'),
    query: `digest=${'0'.repeat(64)}`,
    gives: 409,
  },
  'GET /communes/:unit/invitation': { who: OFFICE },
  'POST /members/:id/invitation': { who: OFFICE, on: 'member' },
  'DELETE /members/:id/account': { who: OFFICE, on: 'member' },
  'DELETE /members/:id': { who: OFFICE, on: 'member' },
  'GET /broadcasts': { who: ALL },
  'POST /broadcasts': { who: OFFICE, body: () => BROADCAST },
  'POST /broadcasts/preview': { who: OFFICE, body: () => BROADCAST },
  'GET /broadcasts/:id': { who: ALL, on: 'draft broadcast' },
  'GET /broadcasts/:id/preview': { who: ALL, on: 'draft broadcast' },
  'PUT /broadcasts/:id': { who: OFFICE, on: 'draft broadcast', body: () => ({ version: 1, content: BROADCAST }) },
  'POST /broadcasts/:id/discard': { who: OFFICE, on: 'draft broadcast', body: () => ({ version: 1 }) },
  'POST /broadcasts/:id/submit': { who: OFFICE, on: 'draft broadcast', body: () => ({ version: 1 }) },
  'POST /broadcasts/:id/recall': { who: OFFICE, on: 'scheduled broadcast', body: () => ({ version: 1 }) },
  'POST /broadcasts/:id/approve': { who: PROVINCE, on: 'awaitingApproval broadcast', body: () => ({ version: 1 }) },
  'POST /broadcasts/:id/send-back': { who: PROVINCE, on: 'awaitingApproval broadcast', body: () => ({ version: 1 }) },
  'POST /broadcasts/:id/pause': { who: OFFICE, on: 'running broadcast', body: () => ({ version: 1 }) },
  'POST /broadcasts/:id/resume': { who: OFFICE, on: 'paused broadcast', body: () => ({ version: 1 }) },
  'POST /broadcasts/:id/cancel': { who: OFFICE, on: 'running broadcast', body: () => ({ version: 1 }) },
  'POST /broadcasts/:id/retry': { who: OFFICE, on: 'finished broadcast', body: () => ({ version: 1 }) },
  // Allowed, but the officer has joined no chat account.
  'POST /broadcasts/:id/try-out': { who: OFFICE, on: 'draft broadcast', gives: 409 },
  'POST /account/chat-code': { who: OFFICE },
  'GET /broadcasts/:id/ledger': { who: OFFICE, on: 'finished broadcast' },
  'GET /broadcasts/:id/ledger/workbook': { who: OFFICE, on: 'finished broadcast' },
  'GET /failed-deliveries': { who: OFFICE },
  'GET /data-requests': { who: OFFICE },
  'GET /data-requests/:id': { who: OFFICE, on: 'data request' },
  'POST /data-requests/:id/answer': { who: OFFICE, on: 'data request', body: () => ({ version: 1 }) },
  'POST /data-requests/:id/done': { who: OFFICE, on: 'data request', body: () => ({ version: 1 }) },
  'POST /data-requests/:id/refuse': {
    who: OFFICE,
    on: 'data request',
    body: () => ({ version: 1, reason: 'hồ sơ phải lưu' }),
  },
  'GET /call-list': { who: OFFICE },
  'GET /call-list/workbook': { who: OFFICE },
  'POST /call-list/:seq': { who: OFFICE, on: 'call', body: () => ({ outcome: 'reached' }) },
  'GET /staff': { who: ADMIN },
  'POST /staff': {
    who: ADMIN,
    body: () => ({ email: `${randomUUID()}@ocop.example`, name: 'Cán bộ mới', role: 'viewer', units: [HERE] }),
  },
  'PUT /staff/:id': {
    who: ADMIN,
    body: () => ({ version: 1, name: 'Cán bộ', role: 'commune-officer', units: [HERE], disabled: false }),
  },
  'POST /staff/:id/password': { who: ADMIN },
};

function someEventInput(unit: string) {
  return {
    kind: 'training',
    title: 'Làm bao bì',
    place: 'Nhà văn hóa xã',
    unit,
    startsAt: '2026-12-10T08:00:00+07:00',
    takesReplies: true,
    audience: { units: [unit] },
  };
}

let service: OfficeService;
let people: Record<Role, Browser>;
let stranger: Browser;

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  people = {
    administrator: service.administrator,
    'provincial-coordinator': await service.staff('provincial-coordinator'),
    'commune-officer': await service.staff('commune-officer', [HERE]),
    viewer: await service.staff('viewer', [HERE]),
  };
  stranger = service.browser();
});
afterAll(() => service.close());

async function newTarget({ on }: Row, unit: string): Promise<Target> {
  if (on === 'draft event' || on === 'published event') {
    const status = on === 'draft event' ? 'draft' : 'published';
    const id = await makeEvent(service.database.client, { unit, status, audience: { units: [unit] } });
    return { id, unit, staffId: '' };
  }
  if (on === 'data request') {
    const { personId } = await fileRegistration(service.database.client, { unit });
    const at = service.clock.now();
    return { id: await newDataRequestOf(service.database.client, { personId, at }), unit, staffId: '' };
  }
  if (on === 'waiting person') return { id: await newWaiting(unit), unit, staffId: '' };
  if (on === 'call') return { id: await newCall(unit), unit, staffId: '' };
  if (on?.endsWith(' broadcast')) {
    return { id: await newBroadcast(on.split(' ')[0] as CampaignStatus, unit), unit, staffId: '' };
  }
  if (on === 'member') return { id: await newMember(service.database.client, { unit }), unit, staffId: '' };
  const own = on === 'own draft';
  const status = on === undefined || own ? 'draft' : (on as RegistrationStatus);
  const { id } = await fileRegistration(service.database.client, { unit, status, filledByOffice: own });
  return { id, unit, staffId: '' };
}

async function newBroadcast(status: CampaignStatus, unit: string): Promise<string> {
  await newMember(service.database.client, { unit });
  const at = service.clock.now();
  const { title, topic, text } = BROADCAST;
  const { id } = await service.database.client.campaign.create({
    data: {
      kind: 'broadcast',
      title,
      topic,
      text,
      buttons: [],
      audience: { units: [unit] },
      priority: 40,
      status,
      startsAt: at,
      expiresAt: new Date(BROADCAST.expiresAt),
      createdBy: 'somebody else',
      createdAt: at,
    },
  });
  return id;
}

async function newCall(unit: string): Promise<string> {
  const { client } = service.database;
  const memberId = await newMember(client, { unit });
  const campaignId = await newBroadcast('running', unit);
  const at = service.clock.now();
  const { seq } = await client.delivery.create({
    data: {
      campaignId,
      recipientKey: `member:${memberId}`,
      memberId,
      status: 'callList',
      notBefore: at,
      expiresAt: at,
      priority: 40,
    },
  });
  return String(seq);
}

async function newWaiting(unit: string): Promise<string> {
  const createdAt = service.clock.now();
  const identities = { create: { channel: 'simulator', externalId: randomUUID(), createdAt } };
  const { id } = await service.database.client.handoffRequest.create({
    data: { channel: 'simulator', reason: 'asked', unit, createdAt, person: { create: { createdAt, identities } } },
  });
  return id;
}

async function call(who: Browser, key: string, row: Row, target: Target): Promise<number> {
  const [method = '', path = ''] = key.split(' ');
  const id = path.startsWith('/staff') ? target.staffId : path.startsWith('/attachments') ? randomUUID() : target.id;
  const url = path
    .replace(/:id|:seq/, id)
    .replace(':unit', target.unit)
    .replace(':kind', 'mau-01')
    .replace(':topic', 'materials')
    .replace(':roundOn', '2027-04-30');
  return (await who.call(method, row.query ? `${url}?${row.query}` : url, row.body?.(target))).status;
}

const rows = Object.entries(TABLE).filter((one): one is [string, Row] => typeof one[1] !== 'string');

test('every route has its row here', () => {
  const known = officeRoutes(service.parts).map(({ method, path }) => `${method} ${path}`);
  expect(Object.keys(TABLE).sort()).toEqual(known.sort());
});

test('docs/office.md tells every route', () => {
  const page = readFileSync(new URL('../../docs/office.md', import.meta.url), 'utf8');
  expect(Object.keys(TABLE).filter((key) => !page.includes(`\`${key}\``))).toEqual([]);
});

describe.each(rows)('%s', (key, row) => {
  test('nobody who is not signed in', async () => {
    expect(await call(stranger, key, row, await newTarget(row, HERE))).toBe(401);
  });

  test.each(ROLES)('%s', async (role) => {
    const staffId = await newColleague();
    const here = { ...(await newTarget(row, HERE)), staffId };
    const allowed = row.who.includes(role) ? (row.gives ?? 200) : 403;
    expect(await call(people[role], key, row, here)).toBe(allowed);
    if (row.on === undefined) return;
    const elsewhere = { ...(await newTarget(row, ELSEWHERE)), staffId };
    const inProvince = role === 'administrator' || role === 'provincial-coordinator';
    expect(await call(people[role], key, row, elsewhere)).toBe(allowed === 403 || inProvince ? allowed : 404);
  });
});

/** Somebody who never signs in: no password is worth hashing for them. */
async function newColleague(): Promise<string> {
  const row = await service.database.client.staffUser.create({
    data: {
      email: `${randomUUID()}@ocop.example`,
      name: 'Đồng nghiệp',
      role: 'commune-officer',
      wholeProvince: false,
      units: [HERE, ELSEWHERE],
      passwordHash: '',
      createdAt: service.clock.now(),
    },
  });
  return row.id;
}

/** Statuses of what is tried without the right password, or without a code in the body. */
const REFUSED: Readonly<Record<string, number>> = { '/password': 401, '/session/code': 400, '/sessions': 401 };

describe.each(Object.entries(TABLE).filter(([, row]) => row === 'own account'))('%s', (key) => {
  const [method = '', path = ''] = key.split(' ');
  const wrong: Readonly<Record<string, object>> = {
    '/password': { current: 'x', next: 'một mật khẩu đủ dài' },
    '/sessions': { password: 'x' },
  };
  const body = wrong[path] ?? {};

  test('nobody who is not signed in', async () => {
    expect((await stranger.call(method, path, body)).status).toBe(401);
  });

  test.each(ROLES)('%s', async (role) => {
    const member = await service.staff(role, [HERE]);
    expect((await member.call(method, path, body)).status).toBe(REFUSED[path] ?? 200);
  });
});

describe('what is out of scope', () => {
  test('looks exactly like what does not exist', async () => {
    const { id } = await fileRegistration(service.database.client, { unit: ELSEWHERE });
    const there = await people['commune-officer'].call('GET', `/registrations/${id}`);
    const nowhere = await people['commune-officer'].call('GET', `/registrations/${randomUUID()}`);
    expect(there.status).toBe(404);
    expect({ ...there.body, request: '' }).toEqual({ ...nowhere.body, request: '' });
  });

  test('is neither listed, counted, found nor exported beside what is in scope', async () => {
    const { client } = service.database;
    const mine = await fileRegistration(client, {
      answers: { 'product.name': 'Rượu sim Pù Luông' },
      dueOn: '2026-11-01',
    });
    const other = await fileRegistration(client, {
      unit: ELSEWHERE,
      answers: { 'product.name': 'Rượu sim Pù Luông' },
      status: 'accepted',
      dueOn: '2026-11-01',
    });
    const officer = people['commune-officer'];
    const found = await officer.call('POST', '/registrations/search', { text: 'ruou sim' });
    expect(found.body.rows.map(({ id }: { id: string }) => id)).toEqual([mine.id]);
    expect((await officer.call('POST', '/registrations/search', { unit: ELSEWHERE })).body.total).toBe(0);
    const both = await officer.call('POST', '/registrations/export', { ids: [mine.id, other.id], as: 'zip' });
    expect(both.status).toBe(404);
    const mineOnly = await officer.call('GET', '/deadlines');
    const all = await people['provincial-coordinator'].call('GET', '/deadlines');
    expect(all.body.overdue).toBe(mineOnly.body.overdue + 1);
    const list = await officer.call('GET', '/rounds/2027-04-30');
    expect(JSON.stringify(list.body)).not.toContain(other.id.slice(0, 8));
    expect((await officer.call('GET', `/rounds/2027-04-30?unit=${ELSEWHERE}`)).body).toEqual([]);
    // That there is one elsewhere is told, not which.
    const { duplicates } = (await officer.call('GET', `/registrations/${mine.id}`)).body;
    expect(duplicates.elsewhere).toBeGreaterThan(0);
    expect(JSON.stringify(duplicates)).not.toContain(other.id);
  });

  test("a producer's draft is nobody's but theirs", async () => {
    const producer = service.producer('nguoi-dang-khai');
    await producer.say('tôi muốn đăng ký sản phẩm');
    await producer.say('đồng ý');
    const draft = await service.database.client.registration.findFirstOrThrow({
      where: { person: { identities: { some: { externalId: 'nguoi-dang-khai' } } } },
    });
    for (const role of ROLES) expect((await people[role].call('GET', `/registrations/${draft.id}`)).status).toBe(404);
  });
});
