import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askForLink, issueLink, ownerOfLink, setPasswordByLink } from '../../src/office/accounts/one-time-link.ts';
import { signIn } from '../../src/office/accounts/sign-in.ts';
import type { Officer } from '../../src/office/roles.ts';
import { type OfficeService, startOfficeService } from './office-service.ts';

const NEW = 'một mật khẩu mới đủ dài';
let service: OfficeService;
let administrator: Officer;
const accounts = () => service.parts.accounts;

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  const { body } = await service.administrator.call('GET', '/session');
  administrator = { ...body, scope: 'province' };
});
afterAll(() => service.close());

async function colleague() {
  await service.refreshAdministrator();
  const member = await service.staff('commune-officer', ['15568']);
  return { ...member, link: await issueLink(accounts(), administrator, member.id) };
}

test('a link sets the password once, ends every session and opens a locked address', async () => {
  const { email, link } = await colleague();
  for (let tries = 0; tries < 5; tries += 1) await signIn(accounts(), { email, password: 'sai' }).catch(() => {});
  expect(await ownerOfLink(accounts(), link.token)).toEqual({ email });
  await setPasswordByLink(accounts(), { token: link.token, password: NEW });
  expect((await signIn(accounts(), { email, password: NEW })).mustChangePassword).toBe(false);
  await expect(setPasswordByLink(accounts(), { token: link.token, password: NEW })).rejects.toMatchObject({
    code: 'link-over',
  });
});

test('nobody gives a link or a password to themselves: the own account page asks for the old one', async () => {
  await service.refreshAdministrator();
  const own = administrator.id;
  await expect(issueLink(accounts(), administrator, own)).rejects.toMatchObject({ code: 'own-account' });
  expect((await service.administrator.call('POST', `/staff/${own}/password`)).body.code).toBe('own-account');
});

test('of two at the same time one sets the password', async () => {
  const { link } = await colleague();
  const both = await Promise.allSettled(
    [`${NEW} một`, `${NEW} hai`].map((password) => setPasswordByLink(accounts(), { token: link.token, password })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a link is over after two days, when a newer one is issued, and when the account is disabled', async () => {
  const { id, link } = await colleague();
  const newer = await issueLink(accounts(), administrator, id);
  await expect(ownerOfLink(accounts(), link.token)).rejects.toMatchObject({ code: 'link-over' });
  service.clock.advance(48 * 60 * 60_000);
  await expect(ownerOfLink(accounts(), newer.token)).rejects.toMatchObject({ code: 'link-over' });
  const last = await issueLink(accounts(), administrator, id);
  await accounts().client.staffUser.update({ where: { id }, data: { disabledAt: service.clock.now() } });
  await expect(ownerOfLink(accounts(), last.token)).rejects.toMatchObject({ code: 'link-over' });
  await expect(issueLink(accounts(), administrator, id)).rejects.toMatchObject({ code: 'staff-unknown' });
});

test('a weak password is refused and the link stays; the database holds no token', async () => {
  const { id, link } = await colleague();
  await expect(setPasswordByLink(accounts(), { token: link.token, password: 'ngắn' })).rejects.toMatchObject({
    code: 'password-weak',
  });
  expect(await ownerOfLink(accounts(), link.token)).toBeTruthy();
  const rows = await accounts().client.staffLink.findMany({ where: { staffId: id } });
  expect(JSON.stringify(rows)).not.toContain(link.token);
});

test('whoever forgot asks by address: the same for one that is unknown, and not without end', async () => {
  const { email } = await colleague();
  expect((await askForLink(accounts(), email.toUpperCase()))?.email).toBe(email);
  const unknown = `${randomUUID()}@ocop.example`;
  for (let tries = 0; tries < 5; tries += 1) expect(await askForLink(accounts(), unknown)).toBeNull();
  await expect(askForLink(accounts(), unknown)).rejects.toMatchObject({ code: 'sign-in-locked' });
});
