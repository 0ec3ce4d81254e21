import { createHash } from 'node:crypto';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { csrfToken } from '../../src/console/csrf.ts';
import { fileRegistration } from '../office/filed-registration.ts';
import { ADMINISTRATOR, type OfficeService, startOfficeService } from '../office/office-service.ts';

const HOST = 'office.example';
let service: OfficeService;

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
});
afterAll(() => service.close());

interface Sent {
  readonly cookie?: string | undefined;
  readonly headers?: Record<string, string>;
  readonly form?: Readonly<Record<string, string>>;
  /** Each request has an address of its own, so that the limit per address is met where it is meant to be. */
  readonly from?: string;
}

let asked = 0;

/** Bare requests: what a browser of ours, and what one of somebody else's page, would send. */
async function ask(path: string, { cookie, headers = {}, form, from }: Sent = {}) {
  asked += 1;
  return service.server.inject({
    method: form ? 'POST' : 'GET',
    url: `/console${path}`,
    remoteAddress: from ?? `10.1.${asked >> 8}.${asked & 255}`,
    headers: {
      host: HOST,
      'sec-fetch-site': 'same-origin',
      ...(form ? { origin: `http://${HOST}`, 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...(cookie ? { cookie } : {}),
      ...headers,
    },
    ...(form ? { payload: new URLSearchParams(form).toString() } : {}),
  });
}

type Answer = Awaited<ReturnType<typeof ask>>;
const cookieOf = ({ cookies: [cookie] }: Answer) => `${cookie?.name}=${cookie?.value}`;

async function signIn(next = '/console') {
  const answer = await ask('/sign-in', { form: { ...ADMINISTRATOR, next } });
  const cookie = cookieOf(answer);
  return { answer, cookie, _csrf: tokenOf(cookie) };
}

function tokenOf(cookie: string): string {
  const tokenHash = createHash('sha256')
    .update(cookie.split('=')[1] ?? '')
    .digest('hex');
  return csrfToken(service.parts.crypto, { tokenHash });
}

describe('headers', () => {
  test('pages run nothing inline, are framed by nobody, are not kept, and the cookie is out of reach of scripts', async () => {
    const { answer, cookie } = await signIn();
    expect(answer.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    const page = await ask('', { cookie });
    expect(page.headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.body).not.toMatch(/<script(?! src=")|<style|\sstyle=|\son[a-z]+=/);
  });
});

describe('requests of other sites', () => {
  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'http://other.example' }],
    ['a hidden origin', { origin: 'null' }],
  ])('a form of %s changes nothing', async (_name, headers) => {
    const { cookie, _csrf } = await signIn();
    expect((await ask('/sign-out', { cookie, form: { _csrf }, headers })).statusCode).toBe(403);
    expect((await ask('/account', { cookie })).statusCode).toBe(200);
  });

  test('a link in a letter opens a page; a frame or a script of another site gets nothing', async () => {
    const { cookie } = await signIn();
    const from = (mode: string) => ({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode });
    expect((await ask('', { cookie, headers: from('navigate') })).statusCode).toBe(200);
    expect((await ask('', { cookie, headers: from('no-cors') })).statusCode).toBe(403);
  });

  test('a form without its token, or with that of another session, is refused', async () => {
    const one = await signIn();
    const other = await signIn();
    for (const form of [{}, { _csrf: '' }, { _csrf: other._csrf }]) {
      expect((await ask('/account/sessions/end', { cookie: one.cookie, form })).statusCode).toBe(403);
    }
    expect((await ask('/account', { cookie: one.cookie })).statusCode).toBe(200);
  });
});

describe('signing in', () => {
  test('goes where one wanted to, on our own pages only', async () => {
    const wanted = await ask('/registrations?status=submitted');
    expect(wanted.headers.location).toBe('/console/sign-in?next=%2Fconsole%2Fregistrations%3Fstatus%3Dsubmitted');
    expect((await signIn('/console/registrations?status=submitted')).answer.headers.location).toBe(
      '/console/registrations?status=submitted',
    );
    for (const next of [
      'https://other.example',
      '//other.example',
      '/console//other.example/../..\\x',
      'javascript:1',
    ]) {
      expect((await signIn(next)).answer.headers.location).toMatch(/^\/console/);
    }
  });

  test('a wrong password says so, keeps the address and never the password', async () => {
    const form = { email: ADMINISTRATOR.email, password: 'sai <b>mật khẩu</b>', next: '/console' };
    const answer = await ask('/sign-in', { form });
    expect(answer.statusCode).toBe(401);
    expect(answer.body).toContain('Email hoặc mật khẩu chưa đúng.');
    expect(answer.body).toContain(`value="${ADMINISTRATOR.email}"`);
    expect(answer.body).not.toContain('sai ');
  });

  test('one address may not try for ever', async () => {
    const from = '10.2.0.1';
    const tryOnce = (count: number) =>
      ask('/sign-in', { from, form: { email: `ai-do-${count}@ocop.example`, password: 'x', next: '/console' } });
    for (let count = 0; count < 20; count += 1) expect((await tryOnce(count)).statusCode).toBe(401);
    const refused = await tryOnce(20);
    expect(refused.statusCode).toBe(429);
    expect(refused.body).toContain('Anh/chị gửi hơi nhanh.');
  });

  test('signing out everywhere ends the other browser, too', async () => {
    const [one, other] = [await signIn(), await signIn()];
    const form = { _csrf: one._csrf, password: ADMINISTRATOR.password };
    const ended = await ask('/account/sessions/end', { cookie: one.cookie, form });
    expect(ended.headers['clear-site-data']).toBe('"cache", "storage"');
    expect((await ask('/account', { cookie: other.cookie })).statusCode).toBe(303);
  });

  test('one sees where one is signed in, and ends the chosen one with the password', async () => {
    const [one, other] = [await signIn(), await signIn()];
    const page = await ask('/account/sessions', { cookie: one.cookie });
    const ids = [...page.body.matchAll(/name="ids" value="([^"]+)"/g)].map(([, value]) => value ?? '');
    const open = await service.database.client.staffSession.findMany({ where: { id: { in: ids } } });
    const hash = createHash('sha256')
      .update(other.cookie.split('=')[1] ?? '')
      .digest('hex');
    const id = open.find(({ tokenHash }) => tokenHash === hash)?.id ?? '';
    const end = (password: string) =>
      ask('/account/sessions', { cookie: one.cookie, form: { _csrf: one._csrf, ids: id, password } });
    expect((await end('sai')).statusCode).toBe(401);
    expect((await ask('/account', { cookie: other.cookie })).statusCode).toBe(200);
    expect((await end(ADMINISTRATOR.password)).statusCode).toBe(303);
    expect((await ask('/account', { cookie: other.cookie })).statusCode).toBe(303);
    expect((await ask('/account', { cookie: one.cookie })).statusCode).toBe(200);
  });

  test('nobody ends the session of somebody else', async () => {
    const { cookie, _csrf } = await signIn();
    await service.refreshAdministrator();
    const colleague = await service.staff('viewer', ['15568']);
    const { id = '' } =
      (await service.database.client.staffSession.findFirst({ where: { staffId: colleague.id } })) ?? {};
    await ask('/account/sessions', { cookie, form: { _csrf, ids: id, password: ADMINISTRATOR.password } });
    expect((await colleague.call('GET', '/session')).status).toBe(200);
  });

  test('a page that asks by itself does not keep an unattended session alive', async () => {
    const { cookie } = await signIn();
    for (let minutes = 0; minutes < 60; minutes += 20) {
      expect((await ask('', { cookie, headers: { 'x-background': '1' } })).statusCode).toBe(200);
      service.clock.advance(20 * 60_000);
    }
    expect((await ask('', { cookie, headers: { 'x-background': '1' } })).statusCode).toBe(303);
  });
});

describe('two steps', () => {
  test('turned on with the app, asked at the next sign-in, recovery codes shown once', async () => {
    const { email, id } = await service.staff('commune-officer', ['15568']).catch(async () => {
      await service.refreshAdministrator();
      return service.staff('commune-officer', ['15568']);
    });
    const password = `${email} mật khẩu`.slice(8);
    const first = await ask('/sign-in', { form: { email, password, next: '/console' } });
    const cookie = cookieOf(first);
    const page = await ask('/account/second-factor', { cookie });
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page.body)?.[1]?.replaceAll(' ', '') ?? '';
    const sealed = /name="sealed" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const code = () => new TOTP({ secret }).generate({ timestamp: service.clock.now().getTime() });

    const wrong = await ask('/account/second-factor', {
      cookie,
      form: { _csrf: tokenOf(cookie), sealed, password, code: '12' },
    });
    expect(wrong.body.replaceAll(' ', '')).toContain(secret);
    const on = await ask('/account/second-factor', {
      cookie,
      form: { _csrf: tokenOf(cookie), sealed, password, code: code() },
    });
    expect(on.body.match(/<code>(?:[a-z2-9]{4}-){5}[a-z2-9]{4}<\/code>/g)).toHaveLength(10);

    service.clock.advance(60_000);
    const again = await ask('/sign-in', { form: { email, password, next: '/console/registrations' } });
    expect(again.headers.location).toBe('/console/sign-in/code?next=%2Fconsole%2Fregistrations');
    const half = cookieOf(again);
    expect((await ask('/registrations', { cookie: half })).headers.location).toBe('/console/sign-in/code');
    const entered = await ask('/sign-in/code', {
      cookie: half,
      form: { _csrf: tokenOf(half), code: code(), next: '/console/registrations' },
    });
    expect(entered.headers.location).toBe('/console/registrations');
    expect((await ask('/registrations', { cookie: cookieOf(entered) })).statusCode).toBe(200);
    const row = await service.database.client.staffUser.findUniqueOrThrow({ where: { id } });
    expect(row.totpSince).not.toBeNull();
  });
});

describe('new colleagues', () => {
  test('get a link by letter that opens once; whoever may not add anybody sees no such page', async () => {
    const { cookie, _csrf } = await signIn();
    const email = 'can.bo.moi@ocop.example';
    const form = { _csrf, email, name: 'Lê Thị Mới', role: 'commune-officer', units: '15568' };
    const added = await ask('/staff', { cookie, form });
    expect(added.body).toContain(`Đã gửi thư tới ${email}`);
    const letter = service.letters.at(-1);
    expect(letter).toMatchObject({ to: email, subject: 'Đặt mật khẩu trang cán bộ OCOP' });
    const token = /token=([\w-]+)/.exec(letter?.text ?? '')?.[1] ?? '';
    expect((await ask(`/link?token=${token}`)).body).toContain(email);
    const set = { token, password: 'một mật khẩu đủ dài' };
    expect((await ask('/link', { form: { ...set, password: 'ngắn' } })).statusCode).toBe(400);
    expect((await ask('/link', { form: set })).headers.location).toBe('/console/sign-in?done=password-set');
    expect((await ask('/link', { form: set })).statusCode).toBe(404);
    const signedIn = await ask('/sign-in', { form: { email, password: set.password, next: '/console' } });
    expect(signedIn.headers.location).toBe('/console');
  });

  test('without units a commune officer is not added, and the form says so', async () => {
    const { cookie, _csrf } = await signIn();
    const form = { _csrf, email: 'x@ocop.example', name: 'Lê Văn X', role: 'viewer' };
    const answer = await ask('/staff', { cookie, form });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('Vai trò này cần ít nhất một xã, phường.');
    expect(answer.body).toContain('value="Lê Văn X"');
  });
});

describe('what was typed', () => {
  let cookie: string;
  let _csrf: string;
  let id: string;
  beforeEach(async () => {
    ({ cookie, _csrf } = await signIn());
    ({ id } = await fileRegistration(service.database.client));
  });

  test('stands again after a mistake, and is never run', async () => {
    const reason = '</textarea><script>alert(1)</script>';
    const answer = await ask(`/registrations/${id}/return`, {
      cookie,
      form: { _csrf, version: '1', dueOn: '31/02/2027', 'reason:applicant.phone': reason },
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('Mong nhận lại trước ngày: chưa đúng.');
    expect(answer.body).toContain('value="31/02/2027"');
    expect(answer.body).toContain('&lt;/textarea>&lt;script>alert(1)');
    expect(answer.body).not.toContain('<script>alert');
  });

  test('stands again when somebody else was faster', async () => {
    const note = (version: string, text: string) =>
      ask(`/registrations/${id}/notes`, { cookie, form: { _csrf, version, text } });
    expect((await note('1', 'Lời thứ nhất.')).statusCode).toBe(303);
    const late = await note('1', 'Lời thứ hai.');
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain('Hồ sơ vừa có người khác cập nhật');
    expect(late.body).toContain('Lời thứ hai.</textarea>');
    expect((await note('2', 'Lời thứ hai.')).statusCode).toBe(303);
  });

  test('an address says nothing of anybody: a search stays in the body', async () => {
    const found = await ask('/registrations/search', { cookie, form: { _csrf, text: '0987 654 321' } });
    expect(found.statusCode).toBe(200);
    expect(found.body).toContain(id);
    const none = await ask('/registrations/search', { cookie, form: { _csrf, text: ' ', status: 'submitted' } });
    expect(none.headers.location).toBe('/console/registrations?status=submitted');
  });
});
