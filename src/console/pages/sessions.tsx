import { z } from 'zod';
import { closeSessions, listSessions, type OwnSession, signOutEverywhere } from '../../office/accounts/own-sessions.ts';
import { clearCookie } from '../../office/http/guard.ts';
import { id, password } from '../../office/http/schemas.ts';
import { AppError } from '../../platform/errors.ts';
import { Crumbs } from '../components/crumbs.tsx';
import { ChoiceField, TextField } from '../components/fields.tsx';
import { Form, SubmitButton } from '../components/form.tsx';
import { several } from '../form-fields.ts';
import { action, go, page, type Visit } from '../page.ts';
import { showInstant } from '../words.ts';

const ADDRESS = '/console/account/sessions';

/** Every route here demands one. */
function ownSession({ session }: Pick<Visit, 'session'>) {
  if (!session) throw new AppError('sign-in-needed', 'sessions');
  return session;
}

const sessionsPage = page({
  path: '/account/sessions',
  access: 'session',
  load: ({ parts, session }) => listSessions(parts.accounts, ownSession({ session })),
  render: (sessions) => ({
    title: 'Các nơi đang đăng nhập',
    body: (
      <div class="prose">
        <Crumbs trail={[{ href: '/console/account', label: '← Tài khoản của tôi' }]} />
        <h1>Các nơi đang đăng nhập</h1>
        <OpenHere session={sessions.find(({ here }) => here)} />
        <OpenElsewhere sessions={sessions.filter(({ here }) => !here)} />
        <h2>Thoát mọi nơi</h2>
        <p>Dùng khi anh/chị nghi có người dùng tài khoản của mình. Máy này cũng thoát.</p>
        <Form action={`${ADDRESS}/end`}>
          <TextField name="password" label="Mật khẩu" type="password" autocomplete="current-password" />
          <SubmitButton kind="danger">Thoát khỏi mọi thiết bị</SubmitButton>
        </Form>
      </div>
    ),
  }),
});

function OpenHere({ session }: { readonly session: OwnSession | undefined }) {
  return session ? <p>Đây là: {labelOf(session)}.</p> : null;
}

function OpenElsewhere({ sessions }: { readonly sessions: readonly OwnSession[] }) {
  if (sessions.length === 0) return <p>Anh/chị không đăng nhập ở nơi nào khác.</p>;
  return (
    <Form action={ADDRESS}>
      <ChoiceField
        name="ids"
        label="Nơi khác, chọn nơi cần thoát"
        many
        options={sessions.map((session) => ({ value: session.id, label: labelOf(session) }))}
      />
      <TextField name="password" label="Mật khẩu" type="password" autocomplete="current-password" />
      <SubmitButton kind="second">Thoát ở các nơi đã chọn</SubmitButton>
    </Form>
  );
}

const labelOf = ({ device, since, lastSeen }: OwnSession): string =>
  `${device || 'Thiết bị không rõ'}, đăng nhập ${showInstant(since)}, dùng lần cuối ${showInstant(lastSeen)}`;

const closeAction = action({
  path: '/account/sessions',
  access: 'session',
  body: z.strictObject({
    ids: several(id).pipe(z.array(z.string()).min(1)).describe('Nơi khác'),
    password: password.describe('Mật khẩu'),
  }),
  back: sessionsPage,
  async run({ parts, session, body }) {
    await closeSessions(parts.accounts, ownSession({ session }), body);
    return go(ADDRESS, 'sessions-closed');
  },
});

const everywhereAction = action({
  path: '/account/sessions/end',
  access: 'session',
  body: z.strictObject({ password: password.describe('Mật khẩu') }),
  back: sessionsPage,
  async run({ parts: { accounts, origin }, session, body, reply }) {
    await signOutEverywhere(accounts, ownSession({ session }), body.password);
    clearCookie(reply, origin);
    return go('/console/sign-in', 'signed-out-everywhere');
  },
});

export const sessionPages = [sessionsPage, closeAction, everywhereAction];
