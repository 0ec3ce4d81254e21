import { z } from 'zod';
import { secondFactorOf } from '../../office/accounts/second-factor.ts';
import { changePassword } from '../../office/accounts/sign-in.ts';
import { setCookie } from '../../office/http/guard.ts';
import { password } from '../../office/http/schemas.ts';
import { Facts } from '../components/facts.tsx';
import { TextField } from '../components/fields.tsx';
import { Form, SubmitButton } from '../components/form.tsx';
import { action, go, page } from '../page.ts';
import { ROLE_LABELS, unitName } from '../words.ts';

const accountPage = page({
  path: '/account',
  access: 'session',
  load: ({ parts, officer }) => secondFactorOf(parts.accounts, officer),
  render: ({ since }, { officer: { name, email, role, scope } }) => ({
    title: 'Tài khoản của tôi',
    body: (
      <>
        <h1>Tài khoản của tôi</h1>
        <Facts
          rows={[
            ['Họ và tên', name],
            ['Email', email],
            ['Vai trò', ROLE_LABELS[role]],
            ['Địa bàn', scope === 'province' ? 'Toàn tỉnh' : scope.map(unitName).join(', ')],
            ['Xác nhận hai bước', since ? 'Đang bật' : 'Chưa bật, nên bật'],
          ]}
        />
        <p>
          <a href="/console/account/password">Đổi mật khẩu</a>
          {' · '}
          <a href="/console/account/second-factor">{since ? 'Xác nhận hai bước' : 'Bật xác nhận hai bước'}</a>
          {' · '}
          <a href="/console/account/sessions">Các nơi đang đăng nhập</a>
        </p>
      </>
    ),
  }),
});

const passwordPage = page({
  path: '/account/password',
  access: 'session',
  load: async ({ session }) => session?.mustChangePassword ?? false,
  render: (must) => ({
    title: 'Đổi mật khẩu',
    body: (
      <div class="narrow">
        <h1>Đổi mật khẩu</h1>
        {must ? (
          <p class="lead">Mật khẩu hiện tại do người khác đặt. Anh/chị đổi sang mật khẩu của mình rồi làm việc.</p>
        ) : null}
        <Form action="/console/account/password">
          <TextField name="current" label="Mật khẩu hiện tại" type="password" autocomplete="current-password" />
          <TextField
            name="next"
            label="Mật khẩu mới"
            type="password"
            autocomplete="new-password"
            hint="Từ 12 ký tự. Một câu dài dễ nhớ thì tốt hơn một từ khó."
          />
          <SubmitButton>Đổi mật khẩu</SubmitButton>
        </Form>
      </div>
    ),
  }),
});

const passwordAction = action({
  path: '/account/password',
  access: 'session',
  body: z.strictObject({
    current: password.describe('Mật khẩu hiện tại'),
    next: password.describe('Mật khẩu mới'),
  }),
  back: passwordPage,
  async run({ parts: { accounts, origin }, officer, body, reply }) {
    setCookie(reply, origin, await changePassword(accounts, officer, body));
    return go('/console', 'password-changed');
  },
});

export const accountPages = [accountPage, passwordPage, passwordAction];
