import { z } from 'zod';
import { askForLink, ownerOfLink, setPasswordByLink } from '../../office/accounts/one-time-link.ts';
import { email, password } from '../../office/http/schemas.ts';
import { HiddenField, TextField } from '../components/fields.tsx';
import { Form, SubmitButton } from '../components/form.tsx';
import { linkAddress, sendLink } from '../links.ts';
import { action, go, page } from '../page.ts';

const token = z.string().min(1).max(100);

const linkPage = page({
  path: '/link',
  access: 'public',
  query: z.object({ token: token.catch('none') }),
  load: async ({ parts, query }) => ({ ...(await ownerOfLink(parts.accounts, query.token)), token: query.token }),
  render: ({ email: whose, token: of }) => ({
    title: 'Đặt mật khẩu',
    body: (
      <div class="narrow">
        <h1>Đặt mật khẩu</h1>
        <p>
          Cho tài khoản <strong>{whose}</strong>. Đường dẫn này hết tác dụng khi đặt xong.
        </p>
        <Form action="/console/link">
          <HiddenField name="token" value={of} />
          <TextField
            name="password"
            label="Mật khẩu mới"
            type="password"
            autocomplete="new-password"
            hint="Từ 12 ký tự. Một câu dài dễ nhớ thì tốt hơn một từ khó."
          />
          <SubmitButton>Đặt mật khẩu</SubmitButton>
        </Form>
      </div>
    ),
  }),
});

const linkAction = action({
  path: '/link',
  access: 'public',
  body: z.strictObject({ token, password: password.describe('Mật khẩu mới') }),
  back: linkPage,
  backQuery: ({ token: of }) => ({ token: of }),
  async run({ parts: { accounts }, body }) {
    await setPasswordByLink(accounts, body);
    return go('/console/sign-in', 'password-set');
  },
});

/** A letter needs a mail server, and an address of ours that nobody else can put into it. */
const forgottenPage = page({
  path: '/forgotten',
  access: 'public',
  load: async ({ parts: { mail, origin } }) => mail !== null && origin.publicUrl !== null,
  render: (sends) => ({
    title: 'Quên mật khẩu',
    body: (
      <div class="narrow">
        <h1>Quên mật khẩu</h1>
        {sends ? (
          <Form action="/console/forgotten">
            <TextField name="email" label="Email" type="email" autocomplete="username" />
            <SubmitButton>Gửi đường dẫn đặt lại</SubmitButton>
          </Form>
        ) : (
          <p>Anh/chị nhờ quản trị viên cấp đường dẫn đặt lại mật khẩu: trang Cán bộ, chọn tên, “Cấp đường dẫn”.</p>
        )}
        <p>
          <a href="/console/sign-in">Về trang đăng nhập</a>
        </p>
      </div>
    ),
  }),
});

const forgottenAction = action({
  path: '/forgotten',
  access: 'public',
  body: z.strictObject({ email: email.describe('Email') }),
  back: forgottenPage,
  async run({ parts, body, request }) {
    if (parts.mail !== null && parts.origin.publicUrl !== null) {
      // Not waited for: how long it takes would tell whether there is such an account.
      askForLink(parts.accounts, body.email)
        .then((link) => link && sendLink(parts, link, linkAddress(parts, request, link)))
        .catch((error: Error) => request.log.warn({ err: error }, 'no letter'));
    }
    return go('/console/sign-in', 'link-sent');
  },
});

export const oneTimeLinkPages = [linkPage, linkAction, forgottenPage, forgottenAction];
