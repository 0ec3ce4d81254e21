import type { FastifyRequest } from 'fastify';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  enterCode,
  proposeSecret,
  removeSecondFactor,
  secondFactorOf,
  turnOffSecondFactor,
  turnOnSecondFactor,
} from '../../src/office/accounts/second-factor.ts';
import { findSession, type Session } from '../../src/office/accounts/sessions.ts';
import { signIn } from '../../src/office/accounts/sign-in.ts';
import { demandSession } from '../../src/office/http/guard.ts';
import type { Access } from '../../src/office/http/route.ts';
import type { Officer, Role } from '../../src/office/roles.ts';
import { ADMINISTRATOR, type OfficeService, startOfficeService } from './office-service.ts';

let service: OfficeService;
let officer: Officer;
let email: string;
let secret: string;
let codes: readonly string[];
const accounts = () => service.parts.accounts;
const passwordOf = (address: string) => `${address} mật khẩu`.slice(8);

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
});
afterAll(() => service.close());

/** The code that the app shows now, or some steps of 30 seconds away. */
function appCode(steps = 0): string {
  return TOTP.generate({ secret: fromBase32(secret), timestamp: service.clock.now().getTime() + steps * 30_000 });
}
const fromBase32 = (base32: string) => new TOTP({ secret: base32 }).secret;

const requestWith = (token: string) => ({ headers: {}, cookies: { 'ocop-staff': token } }) as unknown as FastifyRequest;

async function halfSession(): Promise<Session> {
  const { token, codeDue } = await signIn(accounts(), { email, password: passwordOf(email) });
  expect(codeDue).toBe(true);
  const session = await findSession(accounts().client, token, service.clock.now());
  if (!session) throw new Error('no session');
  return session;
}

beforeEach(async () => {
  const member = await service.staff('commune-officer', ['15568']);
  ({ email } = member);
  officer = { id: member.id, email, name: 'Cán bộ thử', role: 'commune-officer', scope: ['15568'] };
  const proposal = proposeSecret(accounts(), officer, null);
  ({ secret } = proposal);
  ({ codes } = await turnOnSecondFactor(accounts(), officer, {
    sealed: proposal.sealed,
    code: appCode(),
    password: passwordOf(email),
  }));
  service.clock.advance(60_000);
});

describe('turning it on', () => {
  test('the QR code says issuer, account and secret; a failed try shows the same secret again', () => {
    const first = proposeSecret(accounts(), officer, null);
    expect(first.address).toBe(
      `otpauth://totp/OCOP%20Thanh%20Hoa:${encodeURIComponent(email)}?issuer=OCOP%20Thanh%20Hoa&secret=${first.secret}&algorithm=SHA1&digits=6&period=30`,
    );
    expect(proposeSecret(accounts(), officer, first.sealed).secret).toBe(first.secret);
    const colleague = { ...officer, id: '00000000-0000-7000-8000-000000000000' };
    expect(proposeSecret(accounts(), colleague, first.sealed).secret).not.toBe(first.secret);
  });

  test('takes the right code only, and keeps the secret sealed and the recovery codes hashed', async () => {
    const { sealed } = proposeSecret(accounts(), officer, null);
    const password = passwordOf(email);
    await expect(turnOnSecondFactor(accounts(), officer, { sealed, code: '000000', password })).rejects.toMatchObject({
      code: 'code-refused',
    });
    await expect(
      turnOnSecondFactor(accounts(), officer, { sealed, code: '000000', password: 'sai' }),
    ).rejects.toMatchObject({ code: 'sign-in-refused' });
    const row = await accounts().client.staffUser.findUniqueOrThrow({
      where: { id: officer.id },
      include: { recoveryCodes: true },
    });
    expect(Buffer.from(row.totpSecret ?? []).toString('latin1')).not.toContain(secret);
    expect(codes).toHaveLength(10);
    // 24 of 31 signs each: 118 bits.
    for (const code of codes) expect(code).toMatch(/^([a-hj-km-np-z2-9]{4}-){5}[a-hj-km-np-z2-9]{4}$/);
    expect(JSON.stringify(row.recoveryCodes)).not.toContain(codes[0]);
  });
});

test('one that is on is not replaced, whoever holds a proposal: turning it off comes first, with the password', async () => {
  const { secret: other, sealed } = proposeSecret(accounts(), officer, null);
  const code = TOTP.generate({ secret: fromBase32(other), timestamp: service.clock.now().getTime() });
  const password = passwordOf(email);
  await expect(turnOnSecondFactor(accounts(), officer, { sealed, code, password })).rejects.toMatchObject({
    code: 'code-refused',
  });
  expect((await enterCode(accounts(), await halfSession(), appCode())).codeDue).toBe(false);
  await turnOffSecondFactor(accounts(), officer, passwordOf(email));
  expect((await turnOnSecondFactor(accounts(), officer, { sealed, code, password })).codes).toHaveLength(10);
});

describe('signing in', () => {
  test('the password alone opens nothing but the place for the code, for ten minutes', async () => {
    const browser = service.browser();
    await browser.call('POST', '/session', { email, password: passwordOf(email) });
    for (const [method, path] of [
      ['GET', '/session'],
      ['PUT', '/password'],
      ['DELETE', '/sessions'],
      ['GET', '/deadlines'],
    ] as const) {
      const { status, body } = await browser.call(method, path, { current: 'x', next: 'y' });
      expect([path, status, body.code]).toEqual([path, 403, 'second-factor-needed']);
    }
    service.clock.advance(10 * 60_000);
    expect((await browser.call('POST', '/session/code', { code: appCode() })).status).toBe(401);
  });

  test('a right code opens a new session and ends the half one', async () => {
    const browser = service.browser();
    await browser.call('POST', '/session', { email, password: passwordOf(email) });
    const half = browser.cookie;
    expect((await browser.call('POST', '/session/code', { code: appCode() })).body.codeDue).toBe(false);
    expect(browser.cookie).not.toBe(half);
    expect((await browser.call('GET', '/deadlines')).status).toBe(200);
    browser.cookie = half;
    expect((await browser.call('GET', '/session')).status).toBe(401);
  });

  test('a code works once, also when it is sent twice at the same time', async () => {
    const [one, two] = [await halfSession(), await halfSession()];
    const code = appCode();
    const outcomes = await Promise.allSettled([enterCode(accounts(), one, code), enterCode(accounts(), two, code)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(enterCode(accounts(), await halfSession(), code)).rejects.toMatchObject({ code: 'code-refused' });
  });

  test('an older code than the newest used is refused, a telephone a little ahead is not', async () => {
    await enterCode(accounts(), await halfSession(), appCode(1));
    await expect(enterCode(accounts(), await halfSession(), appCode(0))).rejects.toMatchObject({
      code: 'code-refused',
    });
    service.clock.advance(120_000);
    await expect(enterCode(accounts(), await halfSession(), appCode(3))).rejects.toMatchObject({
      code: 'code-refused',
    });
  });

  test('a recovery code works once, however it is typed', async () => {
    const [code = ''] = codes;
    await enterCode(accounts(), await halfSession(), code.toUpperCase().replaceAll('-', ' '));
    await expect(enterCode(accounts(), await halfSession(), code)).rejects.toMatchObject({ code: 'code-refused' });
    expect((await secondFactorOf(accounts(), officer)).codesLeft).toBe(9);
  });

  test('five wrong codes lock the account, also for the right one, for a quarter of an hour', async () => {
    const session = await halfSession();
    for (let tries = 0; tries < 5; tries += 1) {
      await expect(enterCode(accounts(), session, '000000')).rejects.toMatchObject({ code: 'code-refused' });
    }
    await expect(enterCode(accounts(), session, appCode())).rejects.toMatchObject({ code: 'sign-in-locked' });
    service.clock.advance(16 * 60_000);
    expect((await enterCode(accounts(), await halfSession(), appCode())).codeDue).toBe(false);
  });
});

test('where a role must have one it does nothing before, and cannot be turned off', async () => {
  const rules = { officeName: null, secondFactorFor: new Set<Role>(['administrator']) };
  const must = { ...accounts(), rules };
  await service.refreshAdministrator();
  const demand = (access: Access, token = service.administrator.cookie?.split('=')[1]) =>
    demandSession(requestWith(token ?? ''), access, must, { publicUrl: null });
  await expect(demand('staff.list')).rejects.toMatchObject({ code: 'second-factor-setup-needed' });
  const session = await demand('session');
  if (!session) throw new Error('no session');
  const { officer: administrator } = session;
  const proposal = proposeSecret(must, administrator, null);
  const code = TOTP.generate({
    secret: fromBase32(proposal.secret),
    timestamp: service.clock.now().getTime(),
  });
  const { password } = ADMINISTRATOR;
  const { signedIn } = await turnOnSecondFactor(must, administrator, { sealed: proposal.sealed, code, password });
  await expect(turnOffSecondFactor(must, administrator, password)).rejects.toMatchObject({
    code: 'second-factor-required',
  });
  expect((await demand('staff.list', signedIn.token))?.officer.id).toBe(administrator.id);
  await turnOffSecondFactor(accounts(), administrator, password);
  await service.refreshAdministrator();
});

describe('turning it off', () => {
  test('needs the password', async () => {
    await expect(turnOffSecondFactor(accounts(), officer, 'sai')).rejects.toMatchObject({ code: 'sign-in-refused' });
    await turnOffSecondFactor(accounts(), officer, passwordOf(email));
    expect(await secondFactorOf(accounts(), officer)).toEqual({ since: null, codesLeft: 0 });
    expect((await signIn(accounts(), { email, password: passwordOf(email) })).codeDue).toBe(false);
  });

  test('an administrator does it for somebody who lost everything; their sessions end', async () => {
    const session = await halfSession();
    await expect(removeSecondFactor(accounts(), officer, officer.id)).rejects.toMatchObject({ code: 'not-allowed' });
    const administrator = { ...officer, role: 'administrator' } as const;
    await expect(removeSecondFactor(accounts(), administrator, officer.id)).rejects.toMatchObject({
      code: 'own-account',
    });
    await removeSecondFactor(accounts(), { ...administrator, id: '00000000-0000-7000-8000-000000000000' }, officer.id);
    expect((await secondFactorOf(accounts(), officer)).since).toBeNull();
    expect(await accounts().client.staffSession.count({ where: { tokenHash: session.tokenHash } })).toBe(0);
  });
});
