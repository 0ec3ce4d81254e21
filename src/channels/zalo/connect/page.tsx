import { render } from 'preact-render-to-string';
import type { AccountDetail } from '../client/openapi.ts';

export interface ConnectPage {
  /** Vietnamese; what just happened. */
  readonly notice: string | null;
  readonly account: AccountDetail | null;
  /** Why nothing can be sent; null while connected. */
  readonly problem: string | null;
  /** The addresses that Zalo's console asks for. */
  readonly callbackUrl: string;
  readonly webhookUrl: string;
}

const TYPES: Readonly<Record<number, string>> = { 2: 'doanh nghiệp', 4: 'cơ quan nhà nước' };

/** Shown to administrators only; plain HTML without script or style of its own. */
export function renderConnectPage({ notice, account, problem, callbackUrl, webhookUrl }: ConnectPage): string {
  const body = (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Kết nối Zalo</title>
      </head>
      <body>
        <main>
          <h1>Kết nối Zalo Official Account</h1>
          {notice ? <p role="status">{notice}</p> : null}
          {problem ? <p role="alert">{problem}</p> : null}
          {account ? <Account account={account} /> : null}
          <p>
            <a href="/connect/zalo/start">{problem ? 'Kết nối' : 'Kết nối lại'}</a>: Zalo sẽ hỏi quản trị viên của OA có
            cho phép trợ lý gửi tin và nhận tin hay không.
          </p>
          <h2>Địa chỉ để khai ở trang của Zalo</h2>
          <dl>
            <dt>Callback URL</dt>
            <dd>
              <code>{callbackUrl}</code>
            </dd>
            <dt>Webhook URL</dt>
            <dd>
              <code>{webhookUrl}</code>
            </dd>
          </dl>
        </main>
      </body>
    </html>
  );
  return `<!doctype html>${render(body)}`;
}

function Account({ account }: { account: AccountDetail }) {
  return (
    <dl>
      <dt>Tên OA</dt>
      <dd>{account.name}</dd>
      <dt>Loại</dt>
      <dd>{TYPES[account.type ?? 0] ?? 'không rõ'}</dd>
      <dt>Xác thực</dt>
      <dd>{account.verified ? 'đã xác thực' : 'chưa xác thực'}</dd>
      <dt>Gói</dt>
      <dd>{account.packageName ?? 'không rõ'}</dd>
    </dl>
  );
}
