import { z } from 'zod';
import { hasStaff } from '../../office/accounts/first-administrator.ts';
import { signOut } from '../../office/accounts/own-sessions.ts';
import { closeSession } from '../../office/accounts/sessions.ts';
import { signIn } from '../../office/accounts/sign-in.ts';
import { clearCookie, setCookie, tokenOf } from '../../office/http/guard.ts';
import { email, password } from '../../office/http/schemas.ts';
import { HiddenField, TextField } from '../components/fields.tsx';
import { Form, SubmitButton } from '../components/form.tsx';
import { action, go, page } from '../page.ts';
import { nextPage } from './next-page.ts';

const signInPage = page({
  path: '/sign-in',
  access: 'public',
  query: z.object({ next: nextPage.optional() }),
  load: async ({ parts, query }) => ({ next: query.next ?? '/console', ready: await hasStaff(parts.accounts) }),
  render: ({ next: to, ready }) => ({
    title: 'Đăng nhập',
    body: (
      <div class="narrow">
        <h1>Đăng nhập</h1>
        {ready ? null : (
          <p class="notice warning">
            Chưa có tài khoản nào. Người vận hành mở đường dẫn dùng một lần được in ra khi khởi động chương trình để tạo
            quản trị viên đầu tiên.
          </p>
        )}
        <Form action="/console/sign-in">
          <HiddenField name="next" value={to} />
          <TextField name="email" label="Email" type="email" autocomplete="username" />
          <TextField name="password" label="Mật khẩu" type="password" autocomplete="current-password" />
          <SubmitButton>Đăng nhập</SubmitButton>
        </Form>
        <p>
          <a href="/console/forgotten">Quên mật khẩu</a>
        </p>
      </div>
    ),
  }),
});

const signInAction = action({
  path: '/sign-in',
  access: 'public',
  body: z.strictObject({
    next: nextPage,
    email: email.describe('Email'),
    password: password.describe('Mật khẩu'),
  }),
  back: signInPage,
  async run({ parts: { accounts, origin }, body, request, reply }) {
    const signedIn = await signIn(accounts, body);
    const before = tokenOf(request, origin);
    if (before !== null) await closeSession(accounts.client, before);
    setCookie(reply, origin, signedIn);
    if (signedIn.codeDue) return go(`/console/sign-in/code?next=${encodeURIComponent(body.next)}`);
    return go(signedIn.mustChangePassword ? '/console/account/password' : body.next);
  },
});

const signOutAction = action({
  path: '/sign-out',
  access: 'half-session',
  body: z.strictObject({}),
  back: signInPage,
  async run({ parts: { accounts, origin }, session, reply }) {
    if (session) await signOut(accounts, session);
    clearCookie(reply, origin);
    return go('/console/sign-in', 'signed-out');
  },
});

export const signInPages = [signInPage, signInAction, signOutAction];
