import { ERRORS, type ErrorCode } from '../platform/errors.ts';
import type { Shown } from './page.ts';

const TITLES: Partial<Record<ErrorCode, string>> = {
  'not-found': 'Không có trang này',
  'not-in-scope': 'Không tìm thấy',
  'not-allowed': 'Không có quyền',
  'sign-in-needed': 'Phiên làm việc đã hết',
  'too-many-requests': 'Xin đợi một chút',
  internal: 'Có trục trặc',
};

/** What stands where a page could not be shown. */
export function errorPage(code: ErrorCode, status: number, requestId: string): Shown {
  const title = TITLES[code] ?? 'Chưa làm được';
  return {
    title,
    status,
    body: (
      <>
        <h1>{title}</h1>
        <p class="lead">{ERRORS[code].text}</p>
        {code === 'sign-in-needed' ? (
          <p>
            Phần vừa nhập chưa được lưu: <a href="/console/sign-in">đăng nhập lại</a>, rồi dùng nút quay lại của trình
            duyệt để gửi.
          </p>
        ) : (
          <p>
            <a href="/console">Về trang việc cần làm</a>
          </p>
        )}
        {code === 'internal' ? <p class="quiet">Mã để báo người vận hành: {requestId}</p> : null}
      </>
    ),
  };
}
