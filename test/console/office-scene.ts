import { keepQuestion } from '../../src/knowledge/store/unanswered-questions.ts';
import { draftAnswer } from '../../src/office/services/knowledge/drafts.ts';
import { fileRegistration } from '../office/filed-registration.ts';
import { ADMINISTRATOR, type Browser, type OfficeService, startOfficeService } from '../office/office-service.ts';
import { newDataRequestOf } from './new-data-request.ts';

/** An office in the middle of its work, as every page of the console may meet it. */
export interface OfficeScene {
  readonly service: OfficeService;
  /** An officer of Thọ Lập, by their account; `password` opens it. */
  readonly officer: Browser & { readonly id: string; readonly email: string; readonly password: string };
  /** Sent by producers in the chat: the first waits for its paper, the second for all that follows. */
  readonly sent: readonly [string, string];
  /** Somebody who waits for an officer. */
  readonly waiting: string;
  /** A concrete address for a page's path; null for one that this scene knows nothing of. */
  addressOf(path: string): string | null;
}

const HERE = '15568';

export async function openOfficeScene(now = '2026-11-26T02:00:00Z'): Promise<OfficeScene> {
  const service = await startOfficeService(now);
  const { client } = service.database;
  await fileRegistration(client, {
    dueOn: '2026-11-24',
    receivedOn: '2026-11-03',
    answers: {
      'applicant.phone': '0912000121',
      'product.name': 'Miến gạo Thọ Lập',
      'applicant.name': 'Hợp tác xã nông nghiệp Thọ Lập',
    },
  });
  await fileRegistration(client, {
    dueOn: '2026-11-27',
    receivedOn: '2026-11-06',
    status: 'returned',
    answers: {
      'applicant.phone': '0912000122',
      'product.name': 'Mật ong hoa rừng',
      'applicant.name': 'Tổ hợp tác nuôi ong Thọ Lập',
    },
  });
  await fileRegistration(client, {
    unit: '14797',
    status: 'accepted',
    answers: {
      'applicant.phone': '0912000123',
      'product.name': 'Nem chua Bà Năm',
      'applicant.name': 'Công ty TNHH Nem chua Bà Năm',
    },
  });
  const forwarded = await fileRegistration(client, {
    status: 'forwarded',
    answers: {
      'applicant.phone': '0912000124',
      'product.name': 'Chè xanh Bình Sơn',
      'applicant.name': 'Hợp tác xã chè Bình Sơn',
    },
  });
  const draft = await fileRegistration(client, {
    status: 'draft',
    filledByOffice: true,
    answers: { 'applicant.phone': '0912000125', 'product.name': 'Kẹo lạc Thọ Lập' },
  });
  const first = await service.producer('chi-hoa').sendForm();
  const second = await service.producer('chi-lan').sendForm({
    name: 'Hộ kinh doanh Lê Thị Lan',
    representative: 'Lê Thị Lan',
    phone: '0912 000 111',
    product: 'Mắm tép Hà Yên',
  });
  const asking = service.producer('anh-nam');
  for (const text of [...FIRST_WORDS, 'gặp cán bộ', 'đất thuê có đăng ký được không ạ']) await asking.say(text);
  const { id: waiting } = await client.handoffRequest.findFirstOrThrow({ where: { status: 'open' } });
  await keepQuestion(client, 'vay vốn ngân hàng làm ocop ở đâu', '2026-11-20');
  await keepQuestion(client, 'xin logo ocop ở đâu', '2026-11-24');

  const member = await service.staff('commune-officer', [HERE]);
  await client.staffUser.update({ where: { id: member.id }, data: { name: 'Nguyễn Văn Bình' } });
  const administrator = await client.staffUser.findFirstOrThrow({ where: { email: ADMINISTRATOR.email } });
  const as = { ...administrator, role: 'administrator', scope: 'province' } as const;
  const { id: article } = await draftAnswer(service.parts.office, as, 'Vay vốn làm OCOP ở đâu?');

  const data = await newDataRequestOf(client, { personId: forwarded.personId, at: service.clock.now() });
  const told = await thingsToTell(service);
  const file = await client.export.create({
    data: {
      ...{ staffId: administrator.id, kind: 'xlsx', wanted: [first, second], done: 1, status: 'running' },
      ...{ createdAt: service.clock.now(), expiresAt: new Date(service.clock.now().getTime() + 86_400_000) },
    },
  });

  const ids: readonly (readonly [prefix: string, id: string])[] = [
    ['/registrations/:id/result', forwarded.id],
    ['/registrations/:id', first],
    ['/behalf/:id', draft.id],
    ['/staff/:id', member.id],
    ['/conversations/:id', waiting],
    ['/knowledge/drafts/:id', article],
    ['/data-requests/:id', data],
    ['/exports/:id', file.id],
    ...told,
  ];
  return {
    service,
    officer: Object.assign(member, { password: `${member.email} mật khẩu`.slice(8) }),
    sent: [first, second],
    waiting,
    addressOf(path) {
      const id = ids.find(([prefix]) => path.startsWith(prefix))?.[1];
      const address = path
        .replace(':roundOn', '2027-04-30')
        .replace(':document', 'qd-26-2026')
        .replace(':index', '0')
        .replace(':kind', 'mau-01')
        .replace(':table', 'year')
        .replace(':year', '2026')
        .replace(':unit', HERE)
        .replace(':id', id ?? ':id');
      return address.includes(':') ? null : address;
    },
  };
}

/** A draft event and one whose door is open, a broadcast that is written and one that went out, somebody of the list. */
async function thingsToTell({ administrator, database: { client }, clock, sendNotices }: OfficeService) {
  const at = clock.now();
  const { id: member } = await client.member.create({
    data: {
      ...{ name: 'Hộ Trịnh Văn Bình', nameKey: 'ho trinh van binh', unit: HERE, phone: '0912000126' },
      ...{ linkToken: 'hotrinhvanbinh', importedBy: 'test', createdAt: at, updatedAt: at },
      certificates: { create: { number: '12/GCN', productName: 'Bưởi Thọ Lập', productSet: 1, stars: 5 } },
    },
  });
  const call = async (path: string, body: object): Promise<string> =>
    (await administrator.call('POST', path, body)).body.id;
  // Nobody's room for notices of the day is taken.
  const audience = { stars: [5] };
  const event = { place: 'Nhà văn hóa Thọ Lập', unit: HERE, startsAt: '2026-12-10T08:00:00+07:00', audience };
  const draft = await call('/events', { ...event, kind: 'fair', title: 'Hội chợ làng nghề', takesReplies: true });
  const open = await call('/events', { ...event, kind: 'training', title: 'Làm bao bì', takesReplies: true });
  await call(`/events/${open}/publish`, { version: 1 });
  const words = { topic: 'programme', audience, expiresAt: '2026-12-05T23:59:00+07:00' };
  const text = 'Chào {name}, đợt 1 nhận hồ sơ tới 30/4.';
  const written = await call('/broadcasts', { ...words, title: 'Nhắc nộp hồ sơ', text });
  const sent = await call('/broadcasts', { ...words, title: 'Nhắc nộp hồ sơ đợt 1', text });
  await call(`/broadcasts/${sent}/submit`, { version: 1 });
  await sendNotices();
  return [
    ['/members/:id', member],
    ['/events/:id/publish', draft],
    ['/events/:id', open],
    ['/broadcasts/:id/edit', written],
    ['/broadcasts/:id/ledger', sent],
    ['/broadcasts/:id', written],
  ] as const;
}

const FIRST_WORDS = [
  'tôi muốn đăng ký sản phẩm',
  'đồng ý',
  'hộ sản xuất',
  'Hộ kinh doanh Lê Văn Nam',
  'Lê Văn Nam',
  'chủ hộ',
  'xã Thọ Lập',
];
