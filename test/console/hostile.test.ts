import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONSOLE_ROUTES } from '../../src/console/pages.ts';
import { fileRegistration } from '../office/filed-registration.ts';
import { type Browser, type OfficeService, startOfficeService } from '../office/office-service.ts';
import { type Fields, type Visitor, visitorOf } from './console-visitor.ts';

const HERE = '15568';
const ELSEWHERE = '14797';
/** Closes whatever it stands in, then runs. */
const EVIL = `"'></textarea></script><img src=x onerror=alert(1)>`;
const RAW = '<img src=x';

let service: OfficeService;
let administrator: Visitor;
let officer: Visitor & Browser & { readonly id: string };

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  administrator = visitorOf(service, service.administrator);
  const member = await service.staff('commune-officer', [HERE]);
  officer = Object.assign(visitorOf(service, member), member);
});
afterAll(() => service.close());

const EVENT = {
  ...{ kind: 'fair', title: EVIL, place: EVIL, unit: HERE, about: EVIL, whoMayCome: EVIL, papers: EVIL },
  ...{ day: '20/12/2026', time: '8h', endDay: '', endTime: '', contact: EVIL, capacity: '', replyBy: '' },
  ...{ certificateFrom: '', certificateTo: '', takesReplies: 'yes' },
};
const BROADCAST = {
  ...{ title: EVIL, topic: 'fair', text: `Kính mời. ${EVIL}`, template: '', units: HERE },
  ...{ startDay: '', startTime: '', expiresDay: '10/12/2026', certificateFrom: '', certificateTo: '' },
};

describe('what somebody else wrote is never run', () => {
  test('on any page that shows it: names of staff, forms, notes, events, notices, members, ready answers', async () => {
    const { client } = service.database;
    const email = `${randomUUID()}@ocop.example`;
    const staff = { email, name: EVIL, role: 'viewer', units: [HERE] };
    const { id: staffId } = (await service.administrator.call('POST', '/staff', staff)).body;
    const answers = { 'applicant.name': EVIL, 'product.name': EVIL, 'product.description': EVIL, 'idea.story': EVIL };
    const { id } = await fileRegistration(client, { answers });
    const post = async (path: string, fields: Fields) => {
      const answer = await administrator.post(path, fields);
      expect([path, answer.status]).toEqual([path, 303]);
    };
    await post(`/registrations/${id}/notes`, { version: '1', text: EVIL });
    await post('/events', EVENT);
    await post('/broadcasts', BROADCAST);
    await post('/conversations/ready-answers', { title: EVIL.slice(0, 79), text: EVIL });
    const at = service.clock.now();
    const member = await client.member.create({
      data: {
        ...{ name: EVIL, nameKey: 'img', phone: '0987654321', unit: HERE, kind: 'ho-kinh-doanh' },
        ...{ linkToken: randomUUID(), importedBy: staffId, createdAt: at, updatedAt: at },
      },
    });
    const event = await client.event.findFirstOrThrow();
    const broadcast = await client.campaign.findFirstOrThrow();

    const plain = CONSOLE_ROUTES.filter(({ method, path }) => method === 'GET' && !path.includes(':'));
    const pages = [
      ...plain.map(({ path }) => path),
      ...[`/registrations/${id}`, `/registrations/${id}/return`, `/registrations/${id}/assessments`],
      ...[`/staff/${staffId}`, `/events/${event.id}`, `/events/${event.id}/edit`, `/events/${event.id}/publish`],
      ...[`/broadcasts/${broadcast.id}`, `/broadcasts/${broadcast.id}/edit`, `/members/${member.id}`],
      `/audit?staffId=${staffId}`,
    ];
    let shown = 0;
    for (const path of pages) {
      const { html, headers } = await administrator.get(path);
      // Files to keep are no pages.
      if (headers['content-disposition']) continue;
      expect(html, path).not.toContain(RAW);
      if (html.includes('&lt;img src=x')) shown += 1;
    }
    expect(shown).toBeGreaterThanOrEqual(12);
  });

  test('nor what stands in an address, or was typed and is shown again', async () => {
    for (const path of ['/audit?what=', '/sign-in?next=', '/link?token=', '/registrations?status=', '/?done=']) {
      expect((await administrator.get(path + encodeURIComponent(EVIL))).html, path).not.toContain(RAW);
    }
    const { html } = await administrator.post('/registrations/search', { text: EVIL });
    expect(html).not.toContain(RAW);
    expect((await administrator.get(`/${encodeURIComponent(EVIL)}`)).html).not.toContain(RAW);
  });
});

describe('an officer of one commune who writes ids of another into a form', () => {
  test.each<[string, string, Fields]>([
    ['an event there', '/events', { ...EVENT, title: 'Hội chợ', unit: ELSEWHERE }],
    ['an event of the province', '/events', { ...EVENT, title: 'Hội chợ', unit: '' }],
    ['a notice to people there', '/broadcasts', { ...BROADCAST, title: 'Mời', units: ELSEWHERE }],
    [
      'a form for somebody there',
      '/behalf',
      { unit: ELSEWHERE, signer: 'Hoa', signedOn: '25/11/2026', way: 'tai-nha' },
    ],
    ['the desk there', `/settings/desks/${ELSEWHERE}`, { version: '0', name: 'X', contact: '', hours: '' }],
  ])('%s: refused, nothing is kept', async (_what, path, fields) => {
    const { client } = service.database;
    const count = async () => [
      await client.event.count(),
      await client.campaign.count(),
      await client.registration.count(),
      await client.officeDesk.count(),
    ];
    const before = await count();
    const { status } = await officer.post(path, fields);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(await count()).toEqual(before);
  });

  test('gives no work to somebody outside, and reads no file, export or history of theirs', async () => {
    const { client } = service.database;
    const outsider = await service.staff('commune-officer', [ELSEWHERE]);
    const { id: own } = await fileRegistration(client);
    const { id: theirs } = await fileRegistration(client, { unit: ELSEWHERE });
    const assigned = await officer.post(`/registrations/${own}/assignee`, { version: '1', assigneeId: outsider.id });
    expect(assigned.status).toBe(404);
    const taken = await officer.call('POST', '/registrations/export', { ids: [own, theirs], as: 'xlsx' });
    expect(taken.status).toBe(404);
    for (const path of ['', '/documents/mau-01', '/attachments']) {
      expect((await officer.call('GET', `/registrations/${theirs}${path}`)).status, path).toBe(404);
    }
    expect((await officer.get(`/audit?registrationId=${theirs}`)).status).toBe(403);
  });
});
