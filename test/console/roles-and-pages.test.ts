import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONSOLE_ROUTES } from '../../src/console/pages.ts';
import { ROLES, type Role } from '../../src/office/roles.ts';
import type { RegistrationStatus } from '../../src/registration/types.ts';
import { fileRegistration } from '../office/filed-registration.ts';
import { type Browser, type OfficeService, startOfficeService } from '../office/office-service.ts';
import { type Visitor, visitorOf } from './console-visitor.ts';
import { newDataRequestOf } from './new-data-request.ts';

/** Thọ Lập, where the officers of the commune work; Hạc Thành, where they do not. */
const HERE = '15568';
const ELSEWHERE = '14797';

interface Target {
  readonly id: string;
  readonly unit: string;
  /** Of a colleague, for pages about staff. */
  readonly otherId: string;
}

interface Row {
  /** Roles that may, within their units. */
  readonly who: readonly Role[];
  /** How the registration stands that the page is tried on; left out: the page is about none. */
  readonly on?:
    | RegistrationStatus
    | 'own draft'
    | 'waiting person'
    | 'draft event'
    | 'published event'
    | 'draft broadcast'
    | 'member'
    | 'data request';
  readonly fields?: (target: Target) => Readonly<Record<string, string>>;
  /** Status of an allowed call; 200 of a page and 303 of a form when left out. */
  readonly gives?: number;
}

const ALL = ROLES;
const OFFICE = ['administrator', 'provincial-coordinator', 'commune-officer'] as const;
const ADMIN = ['administrator'] as const;
const PROVINCE = ['administrator', 'provincial-coordinator'] as const;

const seen = () => ({ version: '1' });

const EVENT = {
  ...{ kind: 'fair', title: 'Hội chợ xuân', place: 'Quảng trường Lam Sơn', unit: HERE },
  ...{ day: '20/12/2026', time: '8h', endDay: '', endTime: '', about: '', whoMayCome: '', papers: '' },
  ...{ contact: '', capacity: '', replyBy: '', certificateFrom: '', certificateTo: '', takesReplies: 'yes' },
};

const BROADCAST = {
  ...{ title: 'Mời hội chợ', topic: 'fair', text: 'Mời {name} dự hội chợ.', template: '', units: HERE },
  ...{ startDay: '', startTime: '', expiresDay: '10/12/2026', certificateFrom: '', certificateTo: '' },
};

/** Who may what: written down here by hand, beside the tables that the program reads. */
const TABLE: Readonly<Record<string, Row | 'public' | 'own account'>> = {
  'GET /sign-in': 'public',
  'POST /sign-in': 'public',
  'GET /first-administrator': 'public',
  'POST /first-administrator': 'public',
  'GET /forgotten': 'public',
  'POST /forgotten': 'public',
  'GET /link': 'public',
  'POST /link': 'public',
  'GET /sign-in/code': 'own account',
  'POST /sign-in/code': 'own account',
  'GET /account/second-factor': 'own account',
  'POST /account/second-factor': 'own account',
  'POST /account/second-factor/off': 'own account',
  'POST /sign-out': 'own account',
  'GET /account': 'own account',
  'GET /account/password': 'own account',
  'POST /account/password': 'own account',
  'GET /account/sessions': 'own account',
  'POST /account/sessions': 'own account',
  'POST /account/sessions/end': 'own account',
  'GET /': { who: ALL },
  'GET /registrations': { who: ALL },
  'POST /registrations/search': { who: ALL, fields: () => ({ text: 'banh gai' }), gives: 200 },
  'GET /registrations/board': { who: ALL },
  'GET /registrations/:id': { who: ALL, on: 'submitted' },
  'POST /registrations/:id/accept': { who: OFFICE, on: 'submitted', fields: seen },
  'POST /registrations/:id/forward': { who: OFFICE, on: 'accepted', fields: seen },
  'POST /registrations/:id/notes': { who: OFFICE, on: 'submitted', fields: () => ({ version: '1', text: 'Đã gọi.' }) },
  'POST /registrations/:id/assignee': {
    who: OFFICE,
    on: 'submitted',
    fields: () => ({ version: '1', assigneeId: '' }),
  },
  'GET /registrations/:id/documents/:kind': { who: OFFICE, on: 'submitted' },
  'GET /attachments/:id': { who: OFFICE, gives: 404 },
  'GET /registrations/:id/paper': { who: OFFICE, on: 'submitted' },
  'POST /registrations/:id/paper': {
    who: OFFICE,
    on: 'submitted',
    fields: () => ({ version: '1', receivedOn: '25/11/2026', officialNumber: '' }),
  },
  'GET /registrations/:id/withdraw': { who: OFFICE, on: 'submitted' },
  'POST /registrations/:id/withdraw': {
    who: OFFICE,
    on: 'submitted',
    fields: () => ({ version: '1', reason: 'theo đề nghị của chủ thể' }),
  },
  'GET /registrations/:id/assessments': { who: ALL, on: 'submitted' },
  'POST /registrations/:id/assessments': {
    who: OFFICE,
    on: 'submitted',
    fields: () => ({
      version: '1',
      materialsText: 'Trong xã.',
      materialsMet: 'yes',
      labourText: '',
      ideaText: '',
      identityText: '',
      set: '7',
    }),
  },
  'GET /registrations/:id/return': { who: OFFICE, on: 'submitted' },
  'POST /registrations/:id/return': {
    who: OFFICE,
    on: 'submitted',
    fields: () => ({ version: '1', dueOn: '05/12/2026', 'reason:applicant.phone': 'gọi không được' }),
  },
  'GET /registrations/:id/result': { who: PROVINCE, on: 'forwarded' },
  'POST /registrations/:id/result': {
    who: PROVINCE,
    on: 'forwarded',
    fields: () => ({
      version: '1',
      points: '41,5',
      stars: '',
      certificateNumber: '',
      certificateOn: '',
      expiresOn: '',
    }),
  },
  'POST /registrations/export': { who: OFFICE, fields: () => ({ status: 'evaluated', as: 'xlsx' }) },
  'GET /exports': { who: OFFICE },
  // Whoever asked for a file sees it, and nobody else: exports.test.ts.
  'GET /exports/:id': { who: OFFICE, gives: 404 },
  'POST /exports/:id/cancel': { who: OFFICE, gives: 404 },
  'GET /exports/:id/file': { who: OFFICE, gives: 404 },
  'GET /behalf': { who: OFFICE },
  'POST /behalf': {
    who: OFFICE,
    on: 'submitted',
    fields: ({ unit }) => ({ unit, signer: 'Lê Văn Nam', signedOn: '25/11/2026', way: 'tai-tru-so' }),
  },
  'GET /behalf/:id': { who: OFFICE, on: 'own draft' },
  'POST /behalf/:id/answers': {
    who: OFFICE,
    on: 'own draft',
    fields: () => ({ version: '1', 'applicant.phone': '0912 345 678' }),
  },
  // Allowed, but much is still missing.
  'POST /behalf/:id/submit': {
    who: OFFICE,
    on: 'own draft',
    fields: () => ({ version: '1', declaredOn: '25/11/2026' }),
    gives: 400,
  },
  'GET /staff': { who: ADMIN },
  'GET /staff/new': { who: ADMIN },
  'POST /staff': {
    who: ADMIN,
    fields: () => ({ email: `${randomUUID()}@ocop.example`, name: 'Cán bộ mới', role: 'viewer', units: HERE }),
    gives: 200,
  },
  'GET /staff/:id': { who: ADMIN },
  'POST /staff/:id': {
    who: ADMIN,
    fields: () => ({ version: '1', name: 'Cán bộ', role: 'commune-officer', units: HERE }),
  },
  'POST /staff/:id/link': { who: ADMIN, gives: 200 },
  'POST /staff/:id/second-factor': { who: ADMIN },
  'POST /staff/:id/hand-over': {
    who: ADMIN,
    fields: ({ otherId }) => ({ toId: otherId, how: 'lend', units: HERE }),
    gives: 200,
  },
  'GET /conversations': { who: OFFICE },
  'GET /conversations/:id': { who: OFFICE, on: 'waiting person' },
  'POST /conversations/:id/claim': { who: OFFICE, on: 'waiting person' },
  'POST /conversations/:id/close': { who: OFFICE, on: 'waiting person' },
  // Allowed, but nobody has claimed it.
  'POST /conversations/:id/reply': {
    who: OFFICE,
    on: 'waiting person',
    fields: () => ({ text: 'Chào chị.' }),
    gives: 409,
  },
  'POST /conversations/:id/hand-back': { who: OFFICE, on: 'waiting person', gives: 409 },
  'GET /conversations/ready-answers': { who: OFFICE },
  'POST /conversations/ready-answers': {
    who: PROVINCE,
    fields: () => ({ title: `Câu ${randomUUID()}`, text: 'Chào chị.' }),
  },
  'POST /conversations/ready-answers/:id': {
    who: PROVINCE,
    fields: () => ({ version: '1', title: 'Câu', text: 'Chào chị.' }),
    gives: 409,
  },
  'GET /events': { who: ALL },
  'GET /events/new': { who: OFFICE },
  'POST /events': { who: OFFICE, fields: () => EVENT },
  'GET /events/:id': { who: ALL, on: 'draft event' },
  'GET /events/:id/edit': { who: OFFICE, on: 'draft event' },
  'POST /events/:id/edit': { who: OFFICE, on: 'draft event', fields: () => ({ version: '1', ...EVENT }) },
  'GET /events/:id/cancel': { who: OFFICE, on: 'published event' },
  'POST /events/:id/cancel': {
    who: OFFICE,
    on: 'published event',
    fields: () => ({ version: '1', reason: 'bão số 9' }),
  },
  'GET /events/:id/publish': { who: OFFICE, on: 'draft event' },
  'POST /events/:id/publish': { who: OFFICE, on: 'draft event', fields: seen },
  'GET /events/:id/attendance': { who: OFFICE, on: 'published event' },
  'GET /events/:id/attendance/workbook': { who: OFFICE, on: 'published event' },
  'GET /events/:id/check-in': { who: OFFICE, on: 'published event' },
  // Allowed, but nobody has this code.
  'POST /events/:id/check-in': {
    who: OFFICE,
    on: 'published event',
    fields: () => ({ code: '0000' }),
    gives: 404,
  },
  'GET /broadcasts': { who: ALL },
  'GET /broadcasts/new': { who: OFFICE },
  'POST /broadcasts/preview': { who: OFFICE, fields: () => ({ ...BROADCAST, title: '' }), gives: 200 },
  'POST /broadcasts': { who: OFFICE, fields: () => BROADCAST },
  'GET /broadcasts/:id': { who: ALL, on: 'draft broadcast' },
  'GET /broadcasts/:id/edit': { who: OFFICE, on: 'draft broadcast' },
  'POST /broadcasts/:id/edit': { who: OFFICE, on: 'draft broadcast', fields: () => ({ version: '1', ...BROADCAST }) },
  'POST /broadcasts/:id/submit': { who: OFFICE, on: 'draft broadcast', fields: seen },
  'POST /broadcasts/:id/discard': { who: OFFICE, on: 'draft broadcast', fields: seen },
  // Allowed, but nothing of it is due or under way.
  'POST /broadcasts/:id/recall': { who: OFFICE, on: 'draft broadcast', fields: seen, gives: 409 },
  'POST /broadcasts/:id/approve': { who: PROVINCE, on: 'draft broadcast', fields: seen, gives: 409 },
  'POST /broadcasts/:id/send-back': { who: PROVINCE, on: 'draft broadcast', fields: seen, gives: 409 },
  'POST /broadcasts/:id/pause': { who: OFFICE, on: 'draft broadcast', fields: seen, gives: 409 },
  'POST /broadcasts/:id/resume': { who: OFFICE, on: 'draft broadcast', fields: seen, gives: 409 },
  'GET /broadcasts/:id/cancel': { who: OFFICE, on: 'draft broadcast' },
  'POST /broadcasts/:id/cancel': { who: OFFICE, on: 'draft broadcast', fields: seen, gives: 409 },
  'POST /broadcasts/:id/retry': { who: OFFICE, on: 'draft broadcast', fields: seen, gives: 409 },
  // Allowed, but they have joined no chat.
  'POST /broadcasts/:id/try-out': { who: OFFICE, on: 'draft broadcast', gives: 409 },
  'POST /broadcasts/chat-code': { who: OFFICE, gives: 200 },
  'GET /broadcasts/:id/ledger': { who: OFFICE, on: 'draft broadcast' },
  'GET /broadcasts/:id/ledger/workbook': { who: OFFICE, on: 'draft broadcast' },
  'GET /broadcasts/failures': { who: OFFICE },
  'GET /broadcasts/call-list': { who: OFFICE },
  'GET /broadcasts/call-list/workbook': { who: OFFICE },
  // Allowed, but there is no such call.
  'POST /broadcasts/call-list/:seq': { who: OFFICE, fields: () => ({ outcome: 'reached' }), gives: 404 },
  'GET /members': { who: OFFICE },
  'POST /members/search': { who: OFFICE, fields: () => ({ text: 'le thi' }), gives: 200 },
  'GET /members/:id': { who: OFFICE, on: 'member' },
  'GET /members/:id/invitation': { who: OFFICE, on: 'member' },
  'POST /members/:id/unlink': { who: OFFICE, on: 'member' },
  'POST /members/:id/remove': { who: OFFICE, on: 'member' },
  'GET /members/qr': { who: OFFICE },
  'GET /members/import': { who: OFFICE },
  'GET /members/import/template': { who: OFFICE },
  // Allowed, but no file came.
  'POST /members/import/preview': { who: OFFICE, gives: 400 },
  'POST /members/import/report': { who: OFFICE, gives: 400 },
  'POST /members/import': { who: OFFICE, gives: 400 },
  'GET /members/results': { who: PROVINCE },
  'GET /members/results/template': { who: PROVINCE },
  'POST /members/results/preview': { who: PROVINCE, gives: 400 },
  'POST /members/results/report': { who: PROVINCE, gives: 400 },
  'POST /members/results': { who: PROVINCE, gives: 400 },
  'GET /knowledge': { who: ALL },
  'GET /knowledge/documents/:document': { who: ALL },
  // It comes with the program: there is no version to change.
  'POST /knowledge/documents/:document/edit': { who: PROVINCE, gives: 404 },
  'POST /knowledge/documents/:document/withdraw': { who: PROVINCE, gives: 404 },
  'POST /knowledge/documents/:document/roll-back': { who: PROVINCE, fields: seen, gives: 404 },
  'POST /knowledge/documents/:document/sections/edit': {
    who: PROVINCE,
    fields: () => ({ section: 'Đ.3' }),
  },
  'GET /knowledge/try': { who: ALL },
  'POST /knowledge/try': { who: ALL, fields: () => ({ question: 'mấy sao thì được cấp giấy' }), gives: 200 },
  'GET /knowledge/questions': { who: PROVINCE },
  'POST /knowledge/questions/draft': { who: PROVINCE, fields: () => ({ question: 'Vay vốn ở đâu?' }) },
  'POST /knowledge/questions/done': { who: PROVINCE, fields: () => ({ question: 'Vay vốn ở đâu?' }) },
  'GET /knowledge/import': { who: PROVINCE },
  // Allowed, but no file came.
  'POST /knowledge/import': { who: PROVINCE, fields: () => ({ document: '' }), gives: 400 },
  'GET /knowledge/drafts': { who: PROVINCE },
  // Allowed, but there is no such draft.
  'GET /knowledge/drafts/:id': { who: PROVINCE, gives: 404 },
  'POST /knowledge/drafts/:id/labels': { who: PROVINCE, gives: 404 },
  'POST /knowledge/drafts/:id/sections': { who: PROVINCE, gives: 404 },
  'GET /knowledge/drafts/:id/sections/:index': { who: PROVINCE, gives: 404 },
  'POST /knowledge/drafts/:id/sections/:index': { who: PROVINCE, gives: 404 },
  'POST /knowledge/drafts/:id/submit': { who: PROVINCE, fields: seen, gives: 404 },
  'POST /knowledge/drafts/:id/publish': { who: PROVINCE, fields: seen, gives: 404 },
  'POST /knowledge/drafts/:id/give-back': { who: PROVINCE, gives: 404 },
  'POST /knowledge/drafts/:id/try': { who: PROVINCE, fields: () => ({ question: 'Vay vốn ở đâu?' }), gives: 404 },
  'POST /knowledge/drafts/:id/drop': { who: PROVINCE, fields: seen, gives: 404 },
  'GET /data-requests': { who: OFFICE },
  'GET /data-requests/:id': { who: OFFICE, on: 'data request' },
  'POST /data-requests/:id/answer': { who: OFFICE, on: 'data request', fields: seen },
  'POST /data-requests/:id/done': { who: OFFICE, on: 'data request', fields: seen },
  'POST /data-requests/:id/refuse': {
    who: OFFICE,
    on: 'data request',
    fields: () => ({ version: '1', reason: 'hồ sơ đang được xử lý theo luật' }),
  },
  'GET /settings': { who: PROVINCE },
  'POST /settings/health': { who: PROVINCE, gives: 200 },
  'GET /settings/texts': { who: PROVINCE },
  'GET /settings/office': { who: ADMIN },
  'POST /settings/office/controller': {
    who: ADMIN,
    fields: () => ({ version: '0', name: 'Văn phòng', contact: '0237 000 002' }),
  },
  'POST /settings/office/quiet': { who: ADMIN, fields: () => ({ version: '0', hours: '20:30-07:00' }) },
  'POST /settings/office/controller/reset': { who: ADMIN, fields: () => ({ version: '1' }) },
  'POST /settings/office/quiet/reset': { who: ADMIN, fields: () => ({ version: '1' }) },
  'GET /settings/desks': { who: OFFICE },
  'GET /settings/desks/:unit': { who: OFFICE },
  'POST /settings/desks/:unit': {
    who: OFFICE,
    fields: () => ({ version: '0', name: 'Một cửa', contact: '', hours: 'bảy giờ' }),
    gives: 400,
  },
  'GET /audit': { who: PROVINCE },
  'GET /audit/csv': { who: PROVINCE },
  'GET /figures': { who: ALL },
  'GET /figures/csv/:table': { who: ALL },
  'GET /figures/targets/:year': { who: PROVINCE },
  'POST /figures/targets/:year': { who: PROVINCE, fields: () => ({ recognised: '60' }) },
  'GET /rounds': { who: ALL },
  'GET /rounds/:roundOn': { who: ALL },
  'GET /rounds/:roundOn/workbook': { who: OFFICE },
};

let service: OfficeService;
let people: Record<Role, Browser>;
let stranger: Visitor;

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  people = {
    administrator: service.administrator,
    'provincial-coordinator': await service.staff('provincial-coordinator'),
    'commune-officer': await service.staff('commune-officer', [HERE]),
    viewer: await service.staff('viewer', [HERE]),
  };
  stranger = visitorOf(service, { cookie: null });
  await fileRegistration(service.database.client, { status: 'evaluated' });
});
afterAll(() => service.close());

async function newTarget({ on }: Row, unit: string): Promise<Target> {
  const otherId = await newColleague();
  // Of pages about staff; for all others any id will do.
  if (on === undefined) return { id: await newColleague(), unit, otherId };
  if (on === 'waiting person') return { id: await newWaiting(unit), unit, otherId };
  if (on === 'data request') return { id: await newDataRequest(unit), unit, otherId };
  if (on === 'member') return { id: await newMember(unit), unit, otherId };
  if (on === 'draft broadcast') return { id: await newBroadcast(unit), unit, otherId };
  if (on === 'draft event') return { id: await newEvent(unit, 'draft'), unit, otherId };
  if (on === 'published event') return { id: await newEvent(unit, 'published'), unit, otherId };
  const own = on === 'own draft';
  const { id } = await fileRegistration(service.database.client, {
    unit,
    status: own ? 'draft' : on,
    filledByOffice: own,
  });
  return { id, unit, otherId };
}

/** Somebody who never signs in: no password is worth hashing for them. */
async function newColleague(): Promise<string> {
  const { id } = await service.database.client.staffUser.create({
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
  return id;
}

async function newEvent(unit: string, status: 'draft' | 'published'): Promise<string> {
  const at = service.clock.now();
  const { id } = await service.database.client.event.create({
    data: {
      ...{ kind: 'training', title: 'Làm bao bì', place: 'Nhà văn hóa', unit, status, takesReplies: true },
      ...{ audience: { units: [unit] }, startsAt: new Date('2026-12-20T01:00:00Z') },
      ...{ createdBy: 'test', createdAt: at, updatedAt: at },
    },
  });
  return id;
}

/** Of somebody with a registration in the unit. */
async function newDataRequest(unit: string): Promise<string> {
  const { client } = service.database;
  const { personId } = await fileRegistration(client, { unit });
  return newDataRequestOf(client, { personId, at: service.clock.now() });
}

async function newMember(unit: string): Promise<string> {
  const at = service.clock.now();
  const { id } = await service.database.client.member.create({
    data: {
      ...{ name: 'Hộ Lê Thị Lan', nameKey: 'ho le thi lan', unit, linkToken: randomUUID() },
      ...{ importedBy: 'test', createdAt: at, updatedAt: at },
    },
  });
  return id;
}

/** For somebody of the unit. */
async function newBroadcast(unit: string): Promise<string> {
  const { client } = service.database;
  await newMember(unit);
  const { id } = await client.campaign.create({
    data: {
      ...{ kind: 'broadcast', topic: 'fair', title: 'Mời hội chợ', text: 'Mời {name}.', buttons: [] },
      ...{ audience: { units: [unit] }, priority: 40, startsAt: service.clock.now() },
      ...{ expiresAt: new Date('2026-12-10T02:00:00Z'), createdBy: 'test', createdAt: service.clock.now() },
    },
  });
  return id;
}

async function newWaiting(unit: string): Promise<string> {
  const createdAt = service.clock.now();
  const identities = { create: { channel: 'simulator', externalId: randomUUID(), createdAt } };
  const { id } = await service.database.client.handoffRequest.create({
    data: { channel: 'simulator', reason: 'asked', unit, createdAt, person: { create: { createdAt, identities } } },
  });
  return id;
}

async function call(who: Visitor, key: string, row: Row, target: Target) {
  const [method, path = ''] = key.split(' ');
  const url = path
    .replace(':id', target.id)
    .replace(':kind', 'mau-01')
    .replace(':roundOn', '2027-04-30')
    .replace(':document', 'qd-26-2026')
    .replace(':index', '0')
    .replace(':table', 'year')
    .replace(':year', '2026')
    .replace(':seq', '1')
    .replace(':unit', target.unit);
  return method === 'GET' ? who.get(url) : who.post(url, row.fields?.(target));
}

const usual = (key: string) => (key.startsWith('GET') ? 200 : 303);

test('every page has its row here', () => {
  expect(Object.keys(TABLE).sort()).toEqual(CONSOLE_ROUTES.map(({ method, path }) => `${method} ${path}`).sort());
});

const rows = Object.entries(TABLE).filter((one): one is [string, Row] => typeof one[1] !== 'string');

describe.each(rows)('%s', (key, row) => {
  test('nobody who is not signed in', async () => {
    const { status, location } = await call(stranger, key, row, await newTarget(row, HERE));
    expect(status).toBe(key.startsWith('GET') ? 303 : 401);
    if (location) expect(location).toMatch(/^\/console\/sign-in\?next=/);
  });

  test.each(ROLES)('%s', async (role) => {
    const who = visitorOf(service, people[role]);
    const allowed = row.who.includes(role) ? (row.gives ?? usual(key)) : 403;
    expect((await call(who, key, row, await newTarget(row, HERE))).status).toBe(allowed);
    if (row.on === undefined) return;
    const elsewhere = (await call(who, key, row, await newTarget(row, ELSEWHERE))).status;
    const inProvince = role === 'administrator' || role === 'provincial-coordinator';
    expect(elsewhere).toBe(allowed === 403 || inProvince ? allowed : 404);
  });
});

describe.each(Object.entries(TABLE).filter(([, row]) => row === 'own account'))('%s', (key) => {
  test('nobody who is not signed in', async () => {
    expect((await call(stranger, key, { who: [] }, { id: '', unit: HERE, otherId: '' })).status).toBe(
      key.startsWith('GET') ? 303 : 401,
    );
  });
});

test('a registration of another commune looks exactly like one that is not there', async () => {
  const who = visitorOf(service, people['commune-officer']);
  const { id } = await fileRegistration(service.database.client, { unit: ELSEWHERE });
  const there = await who.get(`/registrations/${id}`);
  const nowhere = await who.get(`/registrations/${randomUUID()}`);
  expect(there.status).toBe(404);
  expect(there.html).toBe(nowhere.html);
});

test('lists, board, home and search hold nothing of another commune', async () => {
  const { client } = service.database;
  const answers = { 'product.name': 'Rượu sim Pù Luông' };
  const mine = await fileRegistration(client, { answers, dueOn: '2026-11-01' });
  const other = await fileRegistration(client, { unit: ELSEWHERE, answers, dueOn: '2026-11-01' });
  const who = visitorOf(service, people['commune-officer']);
  const pages = [
    await who.get('/registrations?deadline=overdue'),
    await who.get(`/registrations?unit=${ELSEWHERE}`),
    await who.get('/registrations/board'),
    await who.get(`/registrations/board?unit=${ELSEWHERE}`),
    await who.get('/'),
    await who.post('/registrations/search', { text: 'ruou sim pu luong' }),
    await who.get('/rounds/2027-04-30'),
    await who.get(`/rounds/2027-04-30?unit=${ELSEWHERE}`),
  ];
  for (const { status, html } of pages) {
    expect(status).toBe(200);
    expect(html).not.toContain(other.id);
  }
  expect(pages[5]?.html).toContain(mine.id);
  expect(pages[5]?.html).toContain('1 hồ sơ');
});
