import { createOpenApiClient } from '../channels/zalo/client/openapi.ts';
import type { StoredAccount } from '../channels/zalo/tokens.ts';
import type { Config } from '../config.ts';
import { broken, type Finding, fine, warning } from './finding.ts';

const TIMEOUT_MS = 10_000;
const STATE_AGENCY = 4;

/** The account as Zalo sees it. Renews no token: a refresh token is good once, and renewing is the running program's. */
export async function checkZalo(
  { zalo }: Pick<Config, 'zalo'>,
  readAccount: () => Promise<StoredAccount>,
  now: Date,
): Promise<Finding[]> {
  if (zalo === null) return [fine('zalo', 'Không dùng Zalo.')];
  const account = await readAccount();
  const { pair, expiresAt, brokenReason } = account;
  if (brokenReason !== null) return [broken('zalo', brokenReason, 'Quản trị viên mở /connect/zalo để kết nối lại.')];
  if (pair === null) {
    return [broken('zalo', 'Chưa kết nối tài khoản Zalo OA.', 'Quản trị viên đăng nhập rồi mở /connect/zalo.')];
  }
  if (expiresAt === null || expiresAt <= now) {
    return [
      warning('zalo', 'Mã truy cập Zalo đã hết hạn.', 'Chạy npm start: chương trình tự làm mới, rồi kiểm tra lại.'),
    ];
  }
  const transport = { fetch, timeoutMs: TIMEOUT_MS };
  const proofSecret = zalo.proof ? zalo.appSecret : null;
  const openapi = createOpenApiClient({ ...transport, baseUrl: zalo.openapiUrl, proofSecret });
  const seen = await openapi.account(pair.accessToken);
  if (!seen.ok) {
    const text = `Zalo không cho đọc tài khoản (${seen.failure.kind}${seen.failure.code === null ? '' : ` ${seen.failure.code}`}).`;
    return [broken('zalo', text, 'Kiểm tra mạng, quyền của ứng dụng, ZALO_SECRET_PROOF; xem docs/zalo.md.')];
  }
  const { oaId, name, type, packageName } = seen.value;
  return [
    oaId === zalo.oaId
      ? fine('zalo', `Nối với Official Account “${name}”.`)
      : broken(
          'zalo',
          `Đang nối với Official Account khác (“${name}”).`,
          'Sửa ZALO_OA_ID hoặc kết nối lại ở /connect/zalo.',
        ),
    type === STATE_AGENCY
      ? fine('zalo-type', 'Tài khoản cơ quan nhà nước: gửi tin theo đường v2.')
      : fine('zalo-type', 'Tài khoản doanh nghiệp: gửi tin theo đường v3.'),
    packageName === null || packageName === ''
      ? warning(
          'zalo-package',
          'Zalo không cho biết gói dịch vụ.',
          'Xem gói ở trang quản trị OA: gửi tin qua API cần gói trả phí.',
        )
      : fine(
          'zalo-package',
          `Gói dịch vụ: ${packageName}; giới hạn đang đặt ${zalo.requestsPerMinute} lời gọi mỗi phút.`,
        ),
  ];
}

/** Whether our own webhook answers at the address that Zalo calls: the empty probe that Zalo's console sends. */
export async function checkZaloWebhook({ zalo, publicUrl }: Pick<Config, 'zalo' | 'publicUrl'>): Promise<Finding[]> {
  if (zalo === null) return [];
  if (publicUrl === null) {
    return [broken('zalo-webhook', 'Chưa đặt PUBLIC_URL nên Zalo không gọi tới được.', 'Đặt PUBLIC_URL=https://…')];
  }
  const url = `${publicUrl.replace(/\/+$/, '')}/webhooks/zalo`;
  try {
    const headers = { 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const { status } = await fetch(url, { method: 'POST', headers, body: '{}', signal });
    return status === 200
      ? [fine('zalo-webhook', `${url} trả lời.`)]
      : [
          broken(
            'zalo-webhook',
            `${url} trả lời ${status}.`,
            'Kiểm tra proxy chuyển đúng đường /webhooks tới chương trình.',
          ),
        ];
  } catch {
    return [broken('zalo-webhook', `Không gọi được ${url}.`, 'Chạy npm start; kiểm tra tên miền, https và tường lửa.')];
  }
}
