import { z } from 'zod';
import {
  enterCode,
  proposeSecret,
  type SecondFactor,
  secondFactorOf,
  turnOffSecondFactor,
  turnOnSecondFactor,
} from '../../office/accounts/second-factor.ts';
import { setCookie } from '../../office/http/guard.ts';
import { password } from '../../office/http/schemas.ts';
import { AppError } from '../../platform/errors.ts';
import { HiddenField, TextField } from '../components/fields.tsx';
import { Form, SubmitButton } from '../components/form.tsx';
import { Qr } from '../components/qr.tsx';
import { action, go, page, show } from '../page.ts';
import { showInstant } from '../words.ts';
import { nextPage } from './next-page.ts';

const code = z.string().min(1).max(40).describe('Mã');

const codePage = page({
  path: '/sign-in/code',
  access: 'half-session',
  query: z.object({ next: nextPage.optional() }),
  load: async ({ query }) => query.next ?? '/console',
  render: (next) => ({
    title: 'Nhập mã xác nhận',
    body: (
      <div class="narrow">
        <h1>Nhập mã xác nhận</h1>
        <Form action="/console/sign-in/code">
          <HiddenField name="next" value={next} />
          <TextField
            name="code"
            label="Mã"
            hint="Sáu chữ số trong ứng dụng xác thực, hoặc một mã dự phòng anh/chị đã cất."
            autocomplete="one-time-code"
            width="medium"
          />
          <SubmitButton>Tiếp tục</SubmitButton>
        </Form>
        <p>Mất điện thoại và hết mã dự phòng: nhờ quản trị viên tắt xác nhận hai bước cho tài khoản.</p>
      </div>
    ),
  }),
});

const codeAction = action({
  path: '/sign-in/code',
  access: 'half-session',
  body: z.strictObject({ next: nextPage, code }),
  back: codePage,
  async run({ parts: { accounts, origin }, session, body, reply }) {
    if (!session) throw new AppError('sign-in-needed', 'code without a session');
    const signedIn = await enterCode(accounts, session, body.code);
    setCookie(reply, origin, signedIn);
    return go(signedIn.mustChangePassword ? '/console/account/password' : body.next);
  },
});

interface FactorData {
  readonly state: SecondFactor;
  /** The role may not go without. */
  readonly must: boolean;
  /** Null where it is on already. */
  readonly proposal: ReturnType<typeof proposeSecret> | null;
}

const factorPage = page({
  path: '/account/second-factor',
  access: 'session',
  async load({ parts: { accounts }, officer, request }): Promise<FactorData> {
    const state = await secondFactorOf(accounts, officer);
    // After a wrong code the same secret stands again: the app has it already.
    const sent = (request.body as { sealed?: unknown } | null | undefined)?.sealed;
    const proposal = state.since ? null : proposeSecret(accounts, officer, typeof sent === 'string' ? sent : null);
    return { state, must: accounts.rules.secondFactorFor.has(officer.role), proposal };
  },
  render: ({ state, must, proposal }) => ({
    title: 'Xác nhận hai bước',
    body: (
      <div class="narrow">
        <h1>Xác nhận hai bước</h1>
        {proposal && must ? <p class="lead">Vai trò của anh/chị phải bật xác nhận hai bước rồi mới làm việc.</p> : null}
        {proposal ? <TurningOn proposal={proposal} /> : <TurningOff state={state} must={must} />}
      </div>
    ),
  }),
});

function TurningOn({
  proposal: { secret, address, sealed },
}: {
  readonly proposal: NonNullable<FactorData['proposal']>;
}) {
  return (
    <>
      <p>
        Ngoài mật khẩu, mỗi lần đăng nhập cần thêm mã sáu số trong điện thoại của anh/chị. Người khác biết mật khẩu cũng
        không vào được.
      </p>
      <ol>
        <li>Cài một ứng dụng xác thực, ví dụ Google Authenticator, Microsoft Authenticator.</li>
        <li>Trong ứng dụng chọn thêm tài khoản, quét hình dưới đây.</li>
        <li>Nhập sáu số ứng dụng vừa hiện.</li>
      </ol>
      <Qr text={address} label="Hình QR để quét bằng ứng dụng xác thực" />
      <details>
        <summary>Không quét được hình</summary>
        <p>Gõ khóa này vào ứng dụng (loại: theo thời gian):</p>
        <p>
          <code>{secret.match(/.{4}/g)?.join(' ')}</code>
        </p>
      </details>
      <Form action="/console/account/second-factor">
        <HiddenField name="sealed" value={sealed} />
        <TextField
          name="code"
          label="Mã trong ứng dụng"
          autocomplete="one-time-code"
          inputMode="numeric"
          width="medium"
        />
        <TextField name="password" label="Mật khẩu" type="password" autocomplete="current-password" />
        <SubmitButton>Bật xác nhận hai bước</SubmitButton>
      </Form>
    </>
  );
}

function TurningOff({ state: { since, codesLeft }, must }: { readonly state: SecondFactor; readonly must: boolean }) {
  const on = `Đang bật${since ? ` từ ${showInstant(since)}` : ''}. Còn ${codesLeft} mã dự phòng.`;
  if (must) {
    return (
      <p>
        {on} Vai trò của anh/chị không tắt được. Muốn đổi điện thoại hay có mã dự phòng mới: nhờ một quản trị viên khác
        gỡ, rồi bật lại.
      </p>
    );
  }
  return (
    <>
      <p>{on} Muốn có mã dự phòng mới hoặc đổi điện thoại: tắt rồi bật lại.</p>
      <Form action="/console/account/second-factor/off">
        <TextField name="password" label="Mật khẩu" type="password" autocomplete="current-password" />
        <SubmitButton kind="danger">Tắt xác nhận hai bước</SubmitButton>
      </Form>
    </>
  );
}

const turnOnAction = action({
  path: '/account/second-factor',
  access: 'session',
  body: z.strictObject({ sealed: z.string().max(1_000), code, password: password.describe('Mật khẩu') }),
  back: factorPage,
  async run({ parts: { accounts, origin }, officer, body, reply }) {
    const { codes, signedIn } = await turnOnSecondFactor(accounts, officer, body);
    setCookie(reply, origin, signedIn);
    return show({
      title: 'Cất mã dự phòng',
      body: (
        <div class="narrow">
          <h1>Đã bật. Xin cất mã dự phòng</h1>
          <p>
            Dùng khi không có điện thoại, mỗi mã một lần. Các mã này chỉ hiện một lần: anh/chị chép lại hoặc in ra, cất
            nơi an toàn.
          </p>
          <ul class="codes">
            {codes.map((one) => (
              <li key={one}>
                <code>{one}</code>
              </li>
            ))}
          </ul>
          <p>
            <a class="button" href="/console">
              Tôi đã cất
            </a>
          </p>
        </div>
      ),
    });
  },
});

const turnOffAction = action({
  path: '/account/second-factor/off',
  access: 'session',
  body: z.strictObject({ password: password.describe('Mật khẩu') }),
  back: factorPage,
  async run({ parts: { accounts }, officer, body }) {
    await turnOffSecondFactor(accounts, officer, body.password);
    return go('/console/account', 'second-factor-off');
  },
});

export const secondFactorPages = [codePage, codeAction, factorPage, turnOnAction, turnOffAction];
