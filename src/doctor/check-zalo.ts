import { createBusinessClient } from '../channels/zalo/client/business.ts';
import { type AccountDetail, createOpenApiClient } from '../channels/zalo/client/openapi.ts';
import type { StoredAccount } from '../channels/zalo/tokens.ts';
import type { Config } from '../config.ts';
import { dateInVietNam } from '../language/calendar.ts';
import { showDate } from '../registration/show-value.ts';
import { checkZaloQuota } from './check-zalo-quota.ts';
import { broken, type Finding, fine, warning } from './finding.ts';

const TIMEOUT_MS = 10_000;
const BUSINESS = 2;
const STATE_AGENCY = 4;
/** A package that ends sooner is to be renewed now. */
const RENEW_MS = 14 * 24 * 3_600_000;

/** The account as Zalo sees it. Renews no token: a refresh token is good once, and renewing is the running program's. */
export async function checkZalo(
  { zalo }: Pick<Config, 'zalo'>,
  readAccount: () => Promise<StoredAccount>,
  now: Date,
): Promise<Finding[]> {
  if (zalo === null) return [fine('zalo', 'Không dùng Zalo.')];
  const account = await readAccount();
  const { pair, expiresAt, brokenReason, brokenSince } = account;
  if (brokenReason !== null) {
    const since = brokenSince ? ` (từ ngày ${showDate(dateInVietNam(brokenSince.toISOString()))})` : '';
    return [broken('zalo', `${brokenReason}${since}`, 'Quản trị viên mở /connect/zalo để kết nối lại.')];
  }
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
  const usesTemplates = Object.keys(zalo.templates).length > 0;
  const business = usesTemplates ? createBusinessClient({ ...transport, baseUrl: zalo.businessUrl }) : null;
  const seen = await openapi.account(pair.accessToken);
  if (!seen.ok) {
    const text = `Zalo không cho đọc tài khoản (${seen.failure.kind}${seen.failure.code === null ? '' : ` ${seen.failure.code}`}).`;
    return [broken('zalo', text, 'Kiểm tra mạng, quyền của ứng dụng, ZALO_SECRET_PROOF; xem docs/zalo.md.')];
  }
  const { oaId, name } = seen.value;
  return [
    oaId === zalo.oaId
      ? fine('zalo', `Nối với Official Account “${name}”.`)
      : broken(
          'zalo',
          `Đang nối với Official Account khác (“${name}”).`,
          'Sửa ZALO_OA_ID hoặc kết nối lại ở /connect/zalo.',
        ),
    typeFinding(seen.value),
    packageFinding(seen.value, zalo.requestsPerMinute, now),
    ...(await checkZaloQuota(openapi, business, pair.accessToken)),
  ];
}

function typeFinding({ type, verified }: AccountDetail): Finding {
  if (verified === false) {
    return broken(
      'zalo-type',
      'OA chưa được xác thực.',
      'Nộp hồ sơ xác thực ở oa.zalo.me: chưa xác thực thì chưa gửi được tin.',
    );
  }
  if (type === STATE_AGENCY) return fine('zalo-type', 'Tài khoản cơ quan nhà nước: gửi tin theo đường v2.');
  if (type === BUSINESS) return fine('zalo-type', 'Tài khoản doanh nghiệp: gửi tin theo đường v3.');
  const text =
    type === null
      ? 'Zalo không cho biết loại tài khoản.'
      : `Loại tài khoản ${type} không phải doanh nghiệp hay cơ quan.`;
  return warning(
    'zalo-type',
    text,
    'Chỉ OA doanh nghiệp hoặc cơ quan nhà nước gửi được tin qua API: xem ở oa.zalo.me.',
  );
}

/** Without a package that is paid for nothing is sent through the interface. */
function packageFinding({ packageName, packageUntil }: AccountDetail, requestsPerMinute: number, now: Date): Finding {
  if (packageName === null || packageName === '') {
    return warning(
      'zalo-package',
      'Zalo không cho biết gói dịch vụ.',
      'Xem gói ở trang quản trị OA: gửi tin qua API cần gói trả phí.',
    );
  }
  const about = `Gói dịch vụ: ${packageName}${packageUntil ? `, dùng tới ${packageUntil}` : ''}`;
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(packageUntil ?? '') ?? [];
  const endsAt = Date.UTC(Number(year), Number(month) - 1, Number(day) + 1);
  if (endsAt - now.getTime() < RENEW_MS) {
    return warning(
      'zalo-package',
      `${about}.`,
      'Gia hạn gói ở trang quản trị OA: hết gói thì không gửi được tin qua API.',
    );
  }
  return fine('zalo-package', `${about}; giới hạn đang đặt ${requestsPerMinute} lời gọi mỗi phút.`);
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
