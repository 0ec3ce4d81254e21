import { z } from 'zod';
import { addByToken, hasStaff } from '../../office/accounts/first-administrator.ts';
import { email, password } from '../../office/http/schemas.ts';
import { AppError } from '../../platform/errors.ts';
import { HiddenField, TextField } from '../components/fields.tsx';
import { Form, SubmitButton } from '../components/form.tsx';
import { textOf } from '../form-fields.ts';
import { action, go, page } from '../page.ts';

const ADDRESS = '/console/first-administrator';

const firstPage = page({
  path: '/first-administrator',
  access: 'public',
  query: z.object({ token: z.string().max(200).default('') }),
  async load({ parts, query }) {
    if (await hasStaff(parts.accounts)) throw new AppError('not-found', 'setup is over');
    return query.token;
  },
  render: (token) => ({
    title: 'Quản trị viên đầu tiên',
    body: (
      <div class="narrow">
        <h1>Quản trị viên đầu tiên</h1>
        <p>Tài khoản này thêm được các cán bộ khác. Đường dẫn hết tác dụng ngay khi tạo xong.</p>
        <Form action={ADDRESS}>
          <HiddenField name="token" value={token} />
          <TextField name="name" label="Họ và tên" autocomplete="name" />
          <TextField name="email" label="Email" type="email" autocomplete="username" />
          <TextField
            name="password"
            label="Mật khẩu"
            type="password"
            autocomplete="new-password"
            hint="Từ 12 ký tự. Một câu dài dễ nhớ thì tốt hơn một từ khó."
          />
          <SubmitButton>Tạo tài khoản</SubmitButton>
        </Form>
      </div>
    ),
  }),
});

const addFirst = action({
  path: '/first-administrator',
  access: 'public',
  body: z.strictObject({
    token: z.string().max(200),
    name: textOf(100).describe('Họ và tên'),
    email: email.describe('Email'),
    password: password.describe('Mật khẩu'),
  }),
  back: firstPage,
  async run({ parts: { accounts, setupToken }, body }) {
    await addByToken(accounts, setupToken, body);
    return go('/console/sign-in', 'administrator-added');
  },
});

export const firstAdministratorPages = [firstPage, addFirst];
