import type { BusinessClient } from '../channels/zalo/client/business.ts';
import type { OpenApiClient } from '../channels/zalo/client/openapi.ts';
import { broken, type Finding, fine, warning } from './finding.ts';

/** What is left to send: messages outside the free 48 hours, and templates of this day where any is used. */
export async function checkZaloQuota(
  openapi: Pick<OpenApiClient, 'messageQuota'>,
  business: Pick<BusinessClient, 'quota'> | null,
  token: string,
): Promise<Finding[]> {
  return [await checkMessages(openapi, token), ...(business ? [await checkTemplates(business, token)] : [])];
}

/** Zalo may give no number, or no answer to this account: that stops nothing. */
async function checkMessages(openapi: Pick<OpenApiClient, 'messageQuota'>, token: string): Promise<Finding> {
  const read = await openapi.messageQuota(token);
  const assets = read.ok ? read.value : [];
  if (assets.length === 0) {
    const code = !read.ok && read.failure.code ? ` (mã ${read.failure.code})` : '';
    return fine('zalo-quota', `Zalo không cho biết còn bao nhiêu tin ngoài 48 giờ${code}: xem ở trang quản trị OA.`);
  }
  const remaining = assets.reduce((sum, asset) => sum + asset.remaining, 0);
  const until = assets.find((asset) => asset.until !== null)?.until;
  const about = `Tin ngoài 48 giờ của gói: còn ${remaining}${until ? `, dùng tới ${until}` : ''}.`;
  if (remaining > 0) return fine('zalo-quota', about);
  return warning(
    'zalo-quota',
    about,
    'Mua thêm ở trang quản trị OA, hoặc để Zalo tính từng tin; người vừa nhắn trong 48 giờ vẫn nhận được, không mất tiền.',
  );
}

async function checkTemplates(business: Pick<BusinessClient, 'quota'>, token: string): Promise<Finding> {
  const read = await business.quota(token);
  if (!read.ok) {
    const code = read.failure.code ? ` (mã ${read.failure.code})` : '';
    return broken(
      'zalo-templates-quota',
      `Máy chủ tin mẫu không trả lời được${code}.`,
      'Kiểm tra quyền ZBS của ứng dụng và tài khoản Zalo Cloud; xem docs/zalo.md, phần tin mẫu.',
    );
  }
  const { daily, remaining } = read.value;
  const about = `Tin mẫu theo số điện thoại hôm nay: còn ${remaining}/${daily}.`;
  return remaining > 0
    ? fine('zalo-templates-quota', about)
    : warning('zalo-templates-quota', about, 'Ngày mai gửi tiếp; Zalo nâng hạn mức khi tin được đánh giá tốt.');
}
