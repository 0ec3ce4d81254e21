import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newVisitorCookie, readVisitor } from '../../../src/channels/simulator/web/visitor.ts';

describe('visitor cookie', () => {
  it.each([true, false])('is read back as the same visitor (https: %s)', (secure) => {
    const cookie = newVisitorCookie(randomBytes(32), secure).split(';')[0] ?? '';
    const visitor = readVisitor(`khac=1; ${cookie}`, secure);
    expect(visitor?.externalId).toMatch(/^web-[0-9a-f]{32}$/);
    expect(readVisitor(cookie, secure)).toEqual(visitor);
    expect(cookie).not.toContain(visitor?.externalId.slice(4));
  });

  it('is closed to scripts and other sites, and kept to https where there is https', () => {
    expect(newVisitorCookie(randomBytes(32), false)).toMatch(/; HttpOnly; SameSite=Lax; /);
    expect(newVisitorCookie(randomBytes(32), true)).toMatch(/^__Host-.*; Secure$/);
  });

  it('gives different visitors different ids', () => {
    const ids = [1, 2].map(
      () => readVisitor(newVisitorCookie(randomBytes(32), false).split(';')[0], false)?.externalId,
    );
    expect(ids[0]).not.toBe(ids[1]);
  });

  it.each([
    undefined,
    '',
    'ocop-visitor=',
    'ocop-visitor=ngan',
    `ocop-visitor=${'a'.repeat(44)}`,
    `x=${'a'.repeat(43)}`,
  ])('finds nobody in %j', (header) => {
    expect(readVisitor(header, false)).toBeNull();
  });
});
