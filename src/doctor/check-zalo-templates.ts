import { readTemplateIds } from '../channels/zalo/templates/purposes.ts';
import type { Config } from '../config.ts';
import { dateInVietNam } from '../language/calendar.ts';
import { showDate } from '../registration/show-value.ts';
import { broken, type Finding, fine, warning } from './finding.ts';

/** What Zalo said of a template last. */
export interface KnownTemplate {
  readonly purpose: string;
  readonly templateId: string;
  readonly status: string;
  readonly checkedAt: Date;
}

/** The running program asks Zalo every ten minutes; what is older than this is not what Zalo says today. */
const FRESH_MS = 24 * 3_600_000;

/** Whether every configured template can be sent, by what the running program has read of it. */
export function checkZaloTemplates(
  { zalo }: Pick<Config, 'zalo'>,
  known: readonly KnownTemplate[],
  now: Date,
): Finding[] {
  if (zalo === null) return [];
  const { ids, unknown } = readTemplateIds(zalo.templates);
  if (unknown.length > 0) {
    const text = `ZALO_TEMPLATES có tên trợ lý không biết: ${unknown.join(', ')}.`;
    return [broken('zalo-templates', text, 'Dùng các tên ở docs/zalo.md, phần tin mẫu.')];
  }
  const wanted = Object.entries(ids);
  if (wanted.length === 0) {
    return [fine('zalo-templates', 'Chưa dùng tin mẫu: người không nhắn quá 7 ngày thì cán bộ gọi điện.')];
  }
  const readings = wanted.map(([purpose, id]) => ({
    purpose,
    known: known.find((one) => one.purpose === purpose && one.templateId === id),
  }));
  const unread = readings.filter((one) => one.known === undefined).map(({ purpose }) => purpose);
  if (unread.length > 0) {
    const todo = 'Chạy npm start rồi chờ mười phút; nếu vẫn vậy thì số tin mẫu sai hoặc ứng dụng thiếu quyền ZBS.';
    return [warning('zalo-templates', `Chưa đọc được tin mẫu: ${unread.join(', ')}.`, todo)];
  }
  const refused = readings.flatMap(({ purpose, known: one }) =>
    one && one.status !== 'ENABLE' ? [`${purpose} (${one.status})`] : [],
  );
  if (refused.length > 0) {
    const todo = 'Xem lý do ở trang tin mẫu của Zalo, sửa và gửi duyệt lại.';
    return [warning('zalo-templates', `Tin mẫu chưa được duyệt hoặc bị ngừng: ${refused.join(', ')}.`, todo)];
  }
  const oldest = new Date(Math.min(...readings.map((one) => one.known?.checkedAt.getTime() ?? 0)));
  if (now.getTime() - oldest.getTime() > FRESH_MS) {
    const text = `Từ ngày ${showDate(dateInVietNam(oldest.toISOString()))} chưa đọc lại được tin mẫu ở Zalo.`;
    return [warning('zalo-templates', text, 'Chạy npm start; kiểm tra quyền ZBS của ứng dụng.')];
  }
  return [fine('zalo-templates', `Tin mẫu gửi được: ${wanted.map(([purpose]) => purpose).join(', ')}.`)];
}
