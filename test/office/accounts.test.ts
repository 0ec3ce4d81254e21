import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addByToken, seedAdministrator } from '../../src/office/accounts/first-administrator.ts';
import { registerOffice } from '../../src/office/http/register-office.ts';
import { createHttpServer } from '../../src/platform/http.ts';
import { silentLog } from '../../src/platform/log.ts';
import { ADMINISTRATOR, type OfficeService, signIn, startOfficeService } from './office-service.ts';

const UNIT = '15568';
const MINUTE = 60_000;
let service: OfficeService;

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
});
beforeEach(() => service.refreshAdministrator());
afterAll(() => service.close());

const member = (units = [UNIT]) => service.staff('commune-officer', units);

describe('signing in', () => {
  test('sets a cookie that scripts and other sites do not get, and keeps only the hash of it', async () => {
    const browser = service.browser();
    const answer = await browser.call('POST', '/session', ADMINISTRATOR);
    expect(answer.headers['set-cookie']).toMatch(
      /^ocop-staff=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const token = browser.cookie?.split('=')[1] ?? '';
    const stored = await service.database.client.staffSession.findMany();
    expect(stored.map(({ tokenHash }) => tokenHash)).toContain(createHash('sha256').update(token).digest('hex'));
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(answer.body).toMatchObject({ role: 'administrator', scope: 'province', mustChangePassword: false });
    expect(JSON.stringify(answer.body)).not.toContain('argon2');
  });

  test('gives a new session each time; one that came along is over (no fixation)', async () => {
    const browser = service.browser();
    browser.cookie = 'ocop-staff=chosen-by-somebody-else';
    await signIn(browser, ADMINISTRATOR);
    const first = browser.cookie;
    expect(first).not.toContain('chosen');
    await signIn(browser, ADMINISTRATOR);
    expect(browser.cookie).not.toBe(first);
    const old = service.browser();
    old.cookie = first;
    expect((await old.call('GET', '/session')).status).toBe(401);
  });

  test('tells a wrong password, an unknown address and a disabled account alike', async () => {
    const gone = await member();
    await service.administrator.call('PUT', `/staff/${gone.id}`, {
      version: 1,
      name: 'Đã nghỉ',
      role: 'commune-officer',
      units: [UNIT],
      disabled: true,
    });
    const answers = [];
    for (const [email, password] of [
      [ADMINISTRATOR.email, 'không phải mật khẩu'],
      ['khong-co@ocop.example', 'không phải mật khẩu'],
      [gone.email, `${gone.email} mật khẩu`.slice(8)],
    ]) {
      const { status, body } = await service.browser().call('POST', '/session', { email, password });
      answers.push({ status, code: body.code, text: body.text });
    }
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, code: 'sign-in-refused' });
    // Disabled: the session that was open is closed as well.
    expect((await gone.call('GET', '/session')).status).toBe(401);
  });

  test.each(['one after another', 'all at once'])(
    'locks an address after five failures, known or not: %s',
    async (how) => {
      const known = await member();
      for (const email of [known.email, `khong-co-${how.length}@ocop.example`]) {
        const attempt = () => service.browser().call('POST', '/session', { email, password: 'không phải mật khẩu' });
        const statuses: number[] = [];
        if (how === 'all at once') {
          for (const { status } of await Promise.all(Array.from({ length: 8 }, attempt))) statuses.push(status);
        } else for (let i = 0; i < 8; i += 1) statuses.push((await attempt()).status);
        expect(statuses.filter((status) => status === 401)).toHaveLength(5);
        expect(statuses.filter((status) => status === 429)).toHaveLength(3);
      }
      const right = { email: known.email, password: `${known.email} mật khẩu`.slice(8) };
      expect((await service.browser().call('POST', '/session', right)).body.code).toBe('sign-in-locked');
      service.clock.advance(15 * MINUTE);
      expect((await service.browser().call('POST', '/session', right)).status).toBe(200);
    },
  );

  test('no more than twenty tries a minute from one address, whoever is meant', async () => {
    const browser = service.browser();
    const statuses: number[] = [];
    for (let i = 0; i < 22; i += 1) {
      const { status } = await browser.call('POST', '/session', { email: `ai-${i}@ocop.example`, password: 'x' });
      statuses.push(status);
    }
    expect(statuses.filter((status) => status === 429).length).toBe(2);
  });
});

describe('a session', () => {
  test('ends after an hour without a request, and after twelve in any case', async () => {
    const idle = await member();
    service.clock.advance(59 * MINUTE);
    expect((await idle.call('GET', '/session')).status).toBe(200);
    service.clock.advance(60 * MINUTE);
    expect((await idle.call('GET', '/session')).status).toBe(401);
    await service.refreshAdministrator();
    const busy = await member();
    for (let half = 1; half <= 23; half += 1) {
      service.clock.advance(30 * MINUTE);
      expect((await busy.call('GET', '/session')).status, `${half} half hours`).toBe(200);
    }
    service.clock.advance(30 * MINUTE);
    expect((await busy.call('GET', '/session')).status).toBe(401);
    await service.refreshAdministrator();
  });

  test('ends here by signing out, everywhere by signing out everywhere or changing the password', async () => {
    const { email, ...here } = await member();
    const password = `${email} mật khẩu`.slice(8);
    const there = service.browser();
    await signIn(there, { email, password });
    here.cookie = null;
    await signIn(here, { email, password });
    await here.call('DELETE', '/session');
    expect((await here.call('GET', '/session')).status).toBe(401);
    expect((await there.call('GET', '/session')).status).toBe(200);
    await signIn(here, { email, password });
    const changed = await here.call('PUT', '/password', { current: password, next: 'chiếu cói Nga Sơn 7' });
    expect(changed.status).toBe(200);
    expect((await here.call('GET', '/session')).status).toBe(200);
    expect((await there.call('GET', '/session')).status).toBe(401);
    await signIn(there, { email, password: 'chiếu cói Nga Sơn 7' });
    expect((await there.call('DELETE', '/sessions', { password: 'sai' })).status).toBe(401);
    await there.call('DELETE', '/sessions', { password: 'chiếu cói Nga Sơn 7' });
    expect((await here.call('GET', '/session')).status).toBe(401);
  });

  test('with a password that somebody else gave does nothing but change it', async () => {
    const added = await service.administrator.call('POST', '/staff', {
      email: 'Moi.Vao@OCOP.example',
      name: 'Mới vào',
      role: 'viewer',
      units: [UNIT],
    });
    const fresh = service.browser();
    await signIn(fresh, { email: 'moi.vao@ocop.example', password: added.body.password });
    expect((await fresh.call('POST', '/registrations/search', {})).body.code).toBe('password-change-needed');
    for (const next of ['ngắn quá', 'aaaaaaaaaaaaaaaa', 'moi.vao@ocop.example', added.body.password]) {
      const refused = await fresh.call('PUT', '/password', { current: added.body.password, next });
      expect(refused.body.code, next).toBe('password-weak');
    }
    for (const next of ['1qaz2wsx3edc', 'OCOP Thanh Hóa 2026']) {
      const refused = await fresh.call('PUT', '/password', { current: added.body.password, next });
      expect(refused.body.code, next).toBe('password-guessable');
    }
  });

  test('a password that somebody else gave runs out after two days, unless it was changed', async () => {
    const who = { email: 'cham.vao@ocop.example', name: 'Chậm vào', role: 'viewer', units: [UNIT] };
    const { body } = await service.administrator.call('POST', '/staff', who);
    const changed = await member();
    service.clock.advance(48 * 60 * MINUTE);
    await service.refreshAdministrator();
    const late = await service.browser().call('POST', '/session', { email: who.email, password: body.password });
    expect(late.body.code).toBe('sign-in-refused');
    await signIn(service.browser(), { email: changed.email, password: `${changed.email} mật khẩu`.slice(8) });
    const again = await service.administrator.call('POST', `/staff/${body.id}/password`);
    await signIn(service.browser(), { email: who.email, password: again.body.password });
  });
});

describe('the audit log of signing in and of what was refused', () => {
  const linesSince = (seq: bigint) =>
    service.database.client.auditEntry.findMany({ where: { seq: { gt: seq } }, orderBy: { seq: 'asc' } });
  async function last(): Promise<bigint> {
    const row = await service.database.client.auditEntry.findFirst({ orderBy: { seq: 'desc' } });
    return row?.seq ?? 0n;
  }

  test('tells failures, the lock and success by account and keyed source: no address of any kind', async () => {
    const { id, email } = await member();
    const browser = service.browser();
    const from = await last();
    for (let tries = 0; tries < 6; tries += 1) await browser.call('POST', '/session', { email, password: 'sai' });
    await browser.call('POST', '/session', { email: 'khong.co@ocop.example', password: 'sai' });
    service.clock.advance(15 * MINUTE);
    await signIn(browser, { email, password: `${email} mật khẩu`.slice(8) });
    await browser.call('DELETE', '/session');
    const lines = await linesSince(from);
    expect(lines.map(({ what, who, staffId }) => [what, who, staffId])).toEqual([
      ...Array.from({ length: 5 }, () => ['password.refused', 'nobody', id]),
      ['password.locked', 'nobody', id],
      ['password.refused', 'nobody', null],
      ['session.start', id, id],
      ['session.end', id, id],
    ]);
    const sources = new Set(lines.map(({ source }) => source));
    expect(sources.size).toBe(1);
    expect([...sources][0]).toMatch(/^[0-9a-f]{16}$/);
    expect(JSON.stringify(lines, (_key, value) => (typeof value === 'bigint' ? String(value) : value))).not.toMatch(
      /@|10\.0\.\d/,
    );
  });

  test('tells what role and units did not allow and what another site sent, once a minute and without values', async () => {
    const viewer = await service.staff('viewer', [UNIT]);
    const from = await last();
    const unknown = '/registrations/01900000-0000-7000-8000-000000000000';
    for (let times = 0; times < 2; times += 1) {
      expect((await viewer.call('GET', '/staff')).status).toBe(403);
      expect((await viewer.call('GET', unknown)).status).toBe(404);
    }
    await viewer.call('GET', '/session', undefined, { 'sec-fetch-site': 'cross-site' });
    await service.browser().call('GET', '/session', undefined, { 'sec-fetch-site': 'cross-site' });
    expect((await linesSince(from)).map(({ who, what, route }) => [who, what, route])).toEqual([
      [viewer.id, 'denied.role', 'GET /api/office/staff'],
      [viewer.id, 'denied.scope', 'GET /api/office/registrations/:id'],
      [viewer.id, 'denied.other-site', 'GET /api/office/session'],
    ]);
  });
});

test('behind https the cookie never travels in the clear and is bound to the host', async () => {
  const server = createHttpServer({ log: silentLog, checks: {}, metrics: async () => [], behindProxy: true });
  await registerOffice(server, { ...service.parts, origin: { publicUrl: 'https://ocop.example' } });
  const response = await server.inject({
    method: 'POST',
    url: '/api/office/session',
    headers: { origin: 'https://ocop.example', 'content-type': 'application/json' },
    payload: JSON.stringify(ADMINISTRATOR),
  });
  expect(response.headers['set-cookie']).toMatch(
    /^__Host-ocop-staff=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  const plain = await server.inject({
    method: 'GET',
    url: '/api/office/session',
    headers: { cookie: service.administrator.cookie ?? '' },
  });
  expect(plain.statusCode).toBe(401);
  await server.close();
});

describe('requests of other sites', () => {
  const body = { email: ADMINISTRATOR.email, password: ADMINISTRATOR.password };
  test.each<[string, Record<string, string>, number]>([
    ['a form of another site', { 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' }, 403],
    ['a page of a sister domain', { 'sec-fetch-site': 'same-site' }, 403],
    ['an old browser with a foreign origin', { 'sec-fetch-site': '', origin: 'http://evil.example' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['text that claims to be a form', { 'content-type': 'text/plain' }, 400],
    ['no content type that a page may not send', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
    ['our own page', {}, 200],
  ])('%s → %s', async (_name, headers, status) => {
    expect((await service.browser().call('POST', '/session', body, headers)).status).toBe(status);
  });

  test('a look from another site is refused too; a bookmark is not', async () => {
    const officer = await member();
    expect((await officer.call('GET', '/session', undefined, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await officer.call('GET', '/session', undefined, { 'sec-fetch-site': 'none' })).status).toBe(200);
  });
});

describe('staff', () => {
  test('nothing can be slipped in that the form does not have', async () => {
    const extra = { email: 'a@ocop.example', name: 'A', role: 'viewer', units: [UNIT] };
    for (const more of [{ wholeProvince: true }, { passwordHash: 'x' }, { mustChangePassword: false }, { id: 'x' }]) {
      expect((await service.administrator.call('POST', '/staff', { ...extra, ...more })).status).toBe(400);
    }
    expect((await service.administrator.call('POST', '/staff', { ...extra, role: 'root' })).status).toBe(400);
    expect((await service.administrator.call('POST', '/staff', { ...extra, units: [] })).body.fields).toEqual([
      'units',
    ]);
    expect((await service.administrator.call('POST', '/staff', { ...extra, units: ['99999'] })).status).toBe(400);
  });

  test('another role or other units take effect in sessions that are open', async () => {
    const officer = await member();
    const found = await officer.call('GET', '/session');
    expect(found.body).toMatchObject({ role: 'commune-officer', scope: [UNIT] });
    const change = { version: 1, name: 'B', role: 'viewer', units: ['14797'], disabled: false };
    expect((await service.administrator.call('PUT', `/staff/${officer.id}`, change)).status).toBe(200);
    expect((await officer.call('GET', '/session')).body).toMatchObject({ role: 'viewer', scope: ['14797'] });
    const again = await service.administrator.call('PUT', `/staff/${officer.id}`, change);
    expect(again).toMatchObject({ status: 409, body: { code: 'changed-meanwhile' } });
  });

  test('an address is taken once, and the last administrator stays', async () => {
    const officer = await member();
    const twice = { email: officer.email.toUpperCase(), name: 'C', role: 'viewer', units: [UNIT] };
    expect((await service.administrator.call('POST', '/staff', twice)).body.code).toBe('email-taken');
    const { id } = (await service.administrator.call('GET', '/session')).body;
    const down = { version: 1, name: 'D', role: 'viewer', units: [UNIT], disabled: false };
    expect((await service.administrator.call('PUT', `/staff/${id}`, down)).body.code).toBe('last-administrator');
  });
});

test('the first administrator is added once, by whichever way comes first', async () => {
  const other = await startOfficeService('2026-11-26T02:00:00Z');
  try {
    const { accounts, setupToken } = other.parts;
    await other.database.client.staffUser.deleteMany();
    const first = { email: 'dau@ocop.example', name: 'Người đầu', password: 'mật khẩu đủ dài 1' };
    await expect(addByToken(accounts, setupToken, { ...first, token: 'sai' })).rejects.toMatchObject({
      code: 'not-found',
    });
    const tries = await Promise.allSettled([
      addByToken(accounts, setupToken, { ...first, token: setupToken }),
      addByToken(accounts, setupToken, { ...first, email: 'hai@ocop.example', token: setupToken }),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await seedAdministrator(accounts, { ...first, email: 'ba@ocop.example' })).toBe('there');
    const late = await other.browser().call('POST', '/first-administrator', { ...first, token: setupToken });
    expect(late.status).toBe(404);
    expect(await other.database.client.staffUser.count()).toBe(1);
  } finally {
    await other.close();
  }
});
