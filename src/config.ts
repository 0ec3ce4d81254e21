import path from 'node:path';
import { z } from 'zod';
import { readHours } from './handoff/hours.ts';
import {
  DEFAULT_SETTINGS,
  MOST_SPREAD_MINUTES,
  readOrder,
  readQuietHours,
  readSettings,
} from './notifications/policy/settings.ts';
import type { DeliverySettings } from './notifications/policy/types.ts';
import { AppError } from './platform/errors.ts';

/**
 * Every environment variable that the program reads: meaning, default and check. The table in README.md is printed
 * from this list (`npm run config:table`), and a test keeps the two equal.
 */
interface Variable<T> {
  /** For the operator, in Vietnamese. */
  readonly meaning: string;
  /** How the default is shown in the table; empty when there is none. */
  readonly shownDefault: string;
  readonly check: z.ZodType<T>;
}

const variable = <T>(meaning: string, shownDefault: string, check: z.ZodType<T>): Variable<T> => ({
  meaning,
  shownDefault,
  check,
});

const optional = <T>(check: z.ZodType<T>) => check.optional().transform((value) => value ?? null);

const urlOf = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `phải là địa chỉ bắt đầu bằng ${protocols.map((protocol) => `${protocol}//`).join(' hoặc ')}`,
  });

const wholeNumber = (from: number, to: number, fallback: number) =>
  z
    .string()
    .regex(/^\d+$/, 'phải là số nguyên')
    .transform(Number)
    .refine((value) => value >= from && value <= to, { message: `phải từ ${from} đến ${to}` })
    .optional()
    .transform((value) => value ?? fallback);

/** What `read` makes of the text; null: it is not that. */
const parsed = <T>(read: (text: string) => T | null, message: string, fallback: T) =>
  z
    .string()
    .refine((text) => read(text) !== null, { message })
    .optional()
    .transform((text) => (text === undefined ? fallback : (read(text) ?? fallback)));

const oneOf = <const T extends readonly [string, ...string[]]>(values: T, fallback: T[number]) =>
  z.enum(values, `phải là một trong: ${values.join(', ')}`).default(fallback as never);

const VARIABLES = {
  PORT: variable('Cổng HTTP.', '3000', wholeNumber(0, 65_535, 3000)),
  HOST: variable(
    'Địa chỉ mạng để lắng nghe. Đặt `0.0.0.0` để máy khác trong mạng vào được.',
    'localhost',
    z.string().default('localhost'),
  ),
  PUBLIC_URL: variable(
    'Địa chỉ mà người dùng mở, khi đứng sau máy chủ proxy. Bắt đầu bằng `https://` thì cookie chỉ đi qua https.',
    '',
    optional(urlOf('http:', 'https:')),
  ),
  DATA_DIR: variable(
    'Thư mục dữ liệu: cơ sở dữ liệu đi kèm, khóa bảo mật, tệp người dân gửi.',
    './data',
    z.string().default('./data'),
  ),
  FORM_DIR: variable(
    'Thư mục chứa các phiên bản của phiếu đăng ký, khi đơn vị dùng phiếu riêng.',
    'phiếu đi kèm chương trình',
    optional(z.string()),
  ),
  DATABASE_URL: variable(
    'Máy chủ PostgreSQL (từ bản 14). Để trống thì chạy PostgreSQL đi kèm trong `DATA_DIR`.',
    '',
    optional(urlOf('postgresql:', 'postgres:')),
  ),
  REDIS_URL: variable(
    'Máy chủ Redis cho hàng đợi. Để trống thì hàng đợi nằm trong PostgreSQL.',
    '',
    optional(urlOf('redis:', 'rediss:')),
  ),
  SECRET_KEY: variable(
    'Khóa mã hóa, ít nhất 32 ký tự ngẫu nhiên. Để trống thì dùng khóa tự sinh ở `DATA_DIR/secret.key`. ' +
      'Chạy nhiều máy thì phải đặt, và giống nhau.',
    '',
    optional(z.string().min(32, 'phải có ít nhất 32 ký tự')),
  ),
  ADMIN_EMAIL: variable(
    'Email của quản trị viên đầu tiên, tạo khi chưa có tài khoản cán bộ nào. Để trống thì lần chạy đầu in ra một mã dùng một lần.',
    '',
    optional(z.email('phải là địa chỉ email')),
  ),
  ADMIN_PASSWORD: variable(
    'Mật khẩu của quản trị viên đầu tiên, từ 12 ký tự. Chỉ dùng khi tạo; sau đó nên bỏ khỏi cấu hình.',
    '',
    optional(z.string().min(12, 'phải có ít nhất 12 ký tự').max(128, 'không quá 128 ký tự')),
  ),
  SECOND_FACTOR_FOR: variable(
    'Ai phải bật xác nhận hai bước trước khi làm việc: `none` (tự chọn), `administrators` (quản trị viên), `province` ' +
      '(thêm cán bộ tỉnh), `everyone`.',
    'none',
    oneOf(['none', 'administrators', 'province', 'everyone'], 'none'),
  ),
  METRICS_TOKEN: variable(
    'Mã để đọc `GET /metrics` từ máy khác, gửi ở tiêu đề `Authorization: Bearer …`. Để trống thì chỉ chính máy này đọc được.',
    '',
    optional(z.string().min(16, 'phải có ít nhất 16 ký tự')),
  ),
  WORKER_CONCURRENCY: variable('Số cuộc trò chuyện xử lý cùng lúc trong một tiến trình.', '8', wholeNumber(1, 256, 8)),
  NOTICE_CONCURRENCY: variable(
    'Số tin báo mỗi kênh đang gửi cùng lúc trong một tiến trình; máy chết giữa chừng thì nhiều nhất chừng ấy tin không rõ đã tới hay chưa.',
    '16',
    wholeNumber(1, 64, 16),
  ),
  BROADCAST_APPROVAL_ABOVE: variable(
    'Thông báo gửi cho nhiều hơn số người này thì cần một cán bộ thứ hai duyệt. Đặt 0 thì thông báo nào cũng cần.',
    '50',
    wholeNumber(0, 1_000_000, 50),
  ),
  NOTICE_QUIET_HOURS: variable(
    'Giờ yên tĩnh (giờ Việt Nam): không gửi tin báo nào. `00:00-00:00` là không có.',
    '21:00-07:00',
    parsed(readQuietHours, 'phải có dạng 21:00-07:00 và không quá 18 giờ', DEFAULT_SETTINGS.quiet),
  ),
  NOTICE_SPREAD_MINUTES: variable(
    'Tin bị hoãn qua giờ yên tĩnh đi rải trong chừng ấy phút.',
    String(DEFAULT_SETTINGS.spreadMinutes),
    wholeNumber(0, MOST_SPREAD_MINUTES, DEFAULT_SETTINGS.spreadMinutes),
  ),
  NOTICES_PER_DAY: variable(
    'Một người nhận nhiều nhất mấy tin báo một ngày, không kể kết quả hồ sơ và thay đổi của sự kiện đã đăng ký.',
    String(DEFAULT_SETTINGS.perDay),
    wholeNumber(1, 20, DEFAULT_SETTINGS.perDay),
  ),
  NOTICES_PER_WEEK: variable(
    'Cũng vậy, trong bảy ngày liền.',
    String(DEFAULT_SETTINGS.perWeek),
    wholeNumber(1, 50, DEFAULT_SETTINGS.perWeek),
  ),
  NOTICE_WAYS: variable(
    'Cách gửi tin báo, cách ưu tiên đứng trước. Thêm `zalo-paid` để gửi có trả phí từ 48 giờ tới 7 ngày sau lần cuối người nhận nhắn.',
    DEFAULT_SETTINGS.order.join(','),
    parsed(readOrder, 'phải là các cách gửi khác nhau, cách nhau bằng dấu phẩy', DEFAULT_SETTINGS.order),
  ),
  OFFICE_NAME: variable(
    'Cơ quan giữ và chịu trách nhiệm về dữ liệu cá nhân, như thông báo xin đồng ý nêu. Chưa đặt thì Zalo và Telegram chưa mở.',
    '',
    optional(z.string().max(200, 'dài quá 200 ký tự')),
  ),
  OFFICE_CONTACT: variable(
    'Nơi liên hệ của cơ quan đó (điện thoại, email, địa chỉ). Chưa đặt thì Zalo và Telegram chưa mở.',
    '',
    optional(z.string().max(200, 'dài quá 200 ký tự')),
  ),
  OFFICE_HOURS: variable(
    'Giờ làm việc của cơ quan đó trong các ngày làm việc, ví dụ `07:30-11:30, 13:30-17:00`. Để trống thì trợ lý nói chưa có giờ.',
    '',
    optional(z.string().refine((text) => readHours(text) !== null, 'phải có dạng 07:30-11:30, 13:30-17:00')),
  ),
  OFFICE_DESKS: variable(
    'Tệp JSON ghi tên, nơi liên hệ, giờ làm việc của từng xã theo mã xã (docs/operating.md). Xã không có trong tệp dùng của cơ quan trên.',
    '',
    optional(z.string()),
  ),
  HANDOFF_ALERT_MINUTES: variable(
    'Người gặp cán bộ chờ quá số phút làm việc này mà chưa ai nhận thì báo động, mỗi yêu cầu một lần.',
    '30',
    wholeNumber(1, 10_000, 30),
  ),
  SMTP_URL: variable(
    'Máy chủ thư để báo động, ví dụ `smtps://ten:mat-khau@mail.example:465`. Dùng cùng `ALERT_EMAIL`.',
    '',
    optional(urlOf('smtp:', 'smtps:')),
  ),
  ALERT_EMAIL: variable('Địa chỉ nhận báo động, nhiều địa chỉ cách nhau bằng dấu phẩy.', '', optional(z.string())),
  ALERT_TELEGRAM_CHAT: variable('Mã cuộc trò chuyện Telegram của cán bộ nhận báo động.', '', optional(z.string())),
  ALERT_ZALO_USER: variable(
    'Mã người dùng Zalo của cán bộ nhận báo động (đã quan tâm OA và nhắn trong 48 giờ).',
    '',
    optional(z.string()),
  ),
  TELEGRAM_BOT_TOKEN: variable(
    'Mã của bot Telegram, do @BotFather cấp. Để trống thì không dùng Telegram.',
    '',
    optional(z.string().regex(/^\d+:[\w-]+$/, 'phải có dạng 123456:ABC…')),
  ),
  TELEGRAM_WEBHOOK_SECRET: variable(
    'Đặt thì Telegram gửi tin tới `PUBLIC_URL/webhooks/telegram`, kèm mã bí mật này. Để trống thì trợ lý tự hỏi tin mới.',
    '',
    optional(z.string().regex(/^[A-Za-z0-9_-]{16,256}$/, 'phải gồm 16–256 ký tự A–Z, a–z, 0–9, _ hoặc -')),
  ),
  TELEGRAM_MESSAGES_PER_SECOND: variable(
    'Số tin báo bot gửi mỗi giây, chung cho mọi tiến trình. Telegram cho khoảng 30; phần còn lại dành cho trả lời.',
    '25',
    wholeNumber(1, 30, 25),
  ),
  TELEGRAM_BOT_NAME: variable(
    'Tên người dùng của bot (không có @), để làm đường dẫn và mã QR mời chủ thể trong danh sách.',
    '',
    optional(z.string().regex(/^[A-Za-z0-9_]{5,32}$/, 'phải là tên của bot, không có @')),
  ),
  TELEGRAM_API_ROOT: variable(
    'Máy chủ Bot API.',
    'https://api.telegram.org',
    urlOf('http:', 'https:').default('https://api.telegram.org'),
  ),
  ZALO_APP_ID: variable(
    'Mã ứng dụng ở developers.zalo.me. Bốn biến `ZALO_APP_ID`, `ZALO_APP_SECRET`, `ZALO_OA_ID`, `ZALO_OA_SECRET_KEY` đặt cùng nhau; để trống thì không dùng Zalo.',
    '',
    optional(z.string().regex(/^\d{5,25}$/, 'phải gồm toàn chữ số')),
  ),
  ZALO_APP_SECRET: variable('Khóa bí mật của ứng dụng.', '', optional(z.string())),
  ZALO_OA_ID: variable(
    'Mã của Official Account.',
    '',
    optional(z.string().regex(/^\d{5,25}$/, 'phải gồm toàn chữ số')),
  ),
  ZALO_OA_SECRET_KEY: variable(
    'OA Secret Key ở trang Webhook của ứng dụng (khác khóa của ứng dụng): dùng để kiểm chữ ký của tin đến.',
    '',
    optional(z.string()),
  ),
  ZALO_REFRESH_TOKEN: variable(
    'Refresh token lấy ở API Explorer, chỉ dùng cho lần chạy đầu. Để trống thì quản trị viên kết nối ở `/connect/zalo`.',
    '',
    optional(z.string()),
  ),
  ZALO_CODE_VERIFIER: variable(
    'Code verifier của code challenge đã khai cố định ở trang của Zalo. Để trống thì mỗi lần kết nối tự tạo.',
    '',
    optional(z.string().regex(/^[\w.~-]{43,128}$/, 'phải có 43–128 ký tự A–Z, a–z, 0–9, -, ., _, ~')),
  ),
  ZALO_SECRET_PROOF: variable(
    'Kèm `appsecret_proof` trong mỗi lời gọi: `on` khi ứng dụng bật mục đó, `off`.',
    'off',
    oneOf(['on', 'off'], 'off'),
  ),
  ZALO_REQUESTS_PER_MINUTE: variable(
    'Số lời gọi mỗi phút của gói dịch vụ OA (Tăng trưởng: 100, Toàn diện: 2000).',
    '100',
    wholeNumber(10, 4_000, 100),
  ),
  ZALO_TEMPLATES: variable(
    'Mã các tin mẫu ZBS đã duyệt, dạng `returned=123456,accepted=…,result=…,event=…,reminder=…,expiry=…` (xem docs/zalo.md).',
    '',
    optional(z.string().regex(/^\s*[a-z]+\s*=\s*\d+\s*(,\s*[a-z]+\s*=\s*\d+\s*)*$/, 'phải có dạng việc=mã,việc=mã')),
  ),
  ZALO_FORM_IMAGE_URL: variable(
    'Ảnh (https, png hoặc jpg) cho khung “chia sẻ số điện thoại” của Zalo. Để trống thì người dân gõ số.',
    '',
    optional(urlOf('https:')),
  ),
  ZALO_OAUTH_URL: variable(
    'Máy chủ cấp mã của Zalo.',
    'https://oauth.zaloapp.com',
    urlOf('http:', 'https:').default('https://oauth.zaloapp.com'),
  ),
  ZALO_OPENAPI_URL: variable(
    'Máy chủ OpenAPI của Zalo.',
    'https://openapi.zalo.me',
    urlOf('http:', 'https:').default('https://openapi.zalo.me'),
  ),
  ZALO_BUSINESS_URL: variable(
    'Máy chủ tin mẫu (ZBS) của Zalo.',
    'https://business.openapi.zalo.me',
    urlOf('http:', 'https:').default('https://business.openapi.zalo.me'),
  ),
  OPENAI_BASE_URL: variable(
    'Máy chủ mô hình ngôn ngữ, theo giao thức OpenAI. Để trống là dịch vụ của OpenAI.',
    '',
    optional(urlOf('http:', 'https:')),
  ),
  OPENAI_API_KEY: variable('Khóa của máy chủ mô hình.', '', optional(z.string())),
  OPENAI_CHAT_MODEL: variable(
    'Tên mô hình hội thoại. Để trống thì trợ lý chạy bằng luật, không cần mô hình.',
    '',
    optional(z.string()),
  ),
  OPENAI_EMBEDDING_MODEL: variable(
    'Tên mô hình nhúng, để tìm theo nghĩa. Để trống thì tìm theo từ.',
    '',
    optional(z.string()),
  ),
  OPENAI_DATA_LOCATION: variable(
    'Nơi máy chủ mô hình xử lý dữ liệu: `local` (máy của đơn vị), `vietnam`, `foreign` (nước ngoài).',
    'foreign',
    oneOf(['local', 'vietnam', 'foreign'], 'foreign'),
  ),
  OPENAI_MASKING: variable(
    'Thay tên, số điện thoại, số giấy tờ, địa chỉ bằng ký hiệu trước khi gửi cho mô hình: `on`, `off`. Chỉ được `off` khi ' +
      '`OPENAI_DATA_LOCATION` là `local` hoặc `vietnam`.',
    'on',
    oneOf(['on', 'off'], 'on'),
  ),
  LOG_LEVEL: variable(
    'Mức ghi nhật ký: `trace`, `debug`, `info`, `warn`, `error`, `fatal`, `silent`.',
    'info',
    oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'info'),
  ),
} as const satisfies Record<string, Variable<unknown>>;

type Values = { [K in keyof typeof VARIABLES]: z.output<(typeof VARIABLES)[K]['check']> };

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | null;
  /** Absolute. */
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly secretKey: string | null;
  /** The first administrator, for a database without any account. */
  readonly admin: { readonly email: string; readonly password: string } | null;
  /** Who does nothing without a second factor. */
  readonly secondFactorFor: 'none' | 'administrators' | 'province' | 'everyone';
  /** Opens /metrics to other machines; null: to this one only. */
  readonly metricsToken: string | null;
  readonly workerConcurrency: number;
  readonly noticeConcurrency: number;
  /** For more people than that a broadcast needs a second officer. */
  readonly broadcastApprovalAbove: number;
  /** When and by which ways notices go. */
  readonly delivery: DeliverySettings;
  /** Who answers for the personal data, and where to reach them. Null until both are known. */
  readonly office: { readonly name: string; readonly contact: string } | null;
  /** As the variable says it. */
  readonly officeHours: string | null;
  /** Absolute path of the file about each commune. */
  readonly desksFile: string | null;
  readonly alerts: {
    readonly afterMinutes: number;
    readonly email: { readonly smtpUrl: string; readonly to: string } | null;
    readonly telegramChat: string | null;
    readonly zaloUser: string | null;
  };
  readonly telegram: {
    readonly botToken: string | null;
    readonly webhookSecret: string | null;
    /** Without @; null: no deep links. */
    readonly botName: string | null;
    readonly messagesPerSecond: number;
    readonly apiRoot: string;
  };
  /** Null until app and account are known. */
  readonly zalo: {
    readonly appId: string;
    readonly appSecret: string;
    readonly oaId: string;
    readonly oaSecretKey: string;
    readonly refreshToken: string | null;
    readonly codeVerifier: string | null;
    readonly proof: boolean;
    readonly requestsPerMinute: number;
    /** Template number by what it is for. */
    readonly templates: Readonly<Record<string, string>>;
    readonly formImageUrl: string | null;
    readonly oauthUrl: string;
    readonly openapiUrl: string;
    readonly businessUrl: string;
  } | null;
  readonly openai: {
    readonly baseUrl: string | null;
    readonly apiKey: string | null;
    readonly chatModel: string | null;
    readonly embeddingModel: string | null;
    readonly dataLocation: 'local' | 'vietnam' | 'foreign';
    /** Personal parts are replaced before a text goes to the model. */
    readonly masking: boolean;
  };
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
}

/**
 * @param env Usually `process.env`. An empty variable counts as absent (compose files pass `PORT=`).
 * @throws AppError `config-invalid`, naming every variable that is wrong; values are not repeated, they may be secret.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { check }] of Object.entries(VARIABLES) as [string, Variable<unknown>][]) {
    const result = check.safeParse(env[name]?.trim() || undefined);
    if (result.success) values[name] = result.data;
    else problems.push(`${name}: ${result.error.issues.map((issue) => issue.message).join('; ')}`);
  }
  if (values.OPENAI_MASKING === 'off' && values.OPENAI_DATA_LOCATION === 'foreign') {
    problems.push('OPENAI_MASKING: chỉ được là off khi OPENAI_DATA_LOCATION là local hoặc vietnam');
  }
  if (values.TELEGRAM_WEBHOOK_SECRET && !values.PUBLIC_URL) {
    problems.push('TELEGRAM_WEBHOOK_SECRET: cần thêm PUBLIC_URL để Telegram biết gửi tới đâu');
  }
  if (Boolean(env.SMTP_URL) !== Boolean(env.ALERT_EMAIL)) {
    problems.push('SMTP_URL, ALERT_EMAIL: phải đặt cả hai hoặc không đặt');
  }
  if (Boolean(env.ADMIN_EMAIL) !== Boolean(env.ADMIN_PASSWORD)) {
    problems.push('ADMIN_EMAIL, ADMIN_PASSWORD: phải đặt cả hai hoặc không đặt');
  }
  const zaloNames = ['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_ID', 'ZALO_OA_SECRET_KEY'];
  const zaloMissing = zaloNames.filter((name) => !env[name]?.trim());
  if (zaloMissing.length > 0 && zaloMissing.length < zaloNames.length) {
    problems.push(`${zaloMissing.join(', ')}: phải đặt cùng các biến ZALO_… còn lại`);
  }
  if (problems.length > 0) throw new AppError('config-invalid', problems.join('\n'));

  const read = values as Values;
  return {
    port: read.PORT,
    host: read.HOST,
    publicUrl: read.PUBLIC_URL,
    dataDir: path.resolve(read.DATA_DIR),
    databaseUrl: read.DATABASE_URL,
    redisUrl: read.REDIS_URL,
    secretKey: read.SECRET_KEY,
    admin:
      read.ADMIN_EMAIL !== null && read.ADMIN_PASSWORD !== null
        ? { email: read.ADMIN_EMAIL, password: read.ADMIN_PASSWORD }
        : null,
    secondFactorFor: read.SECOND_FACTOR_FOR,
    metricsToken: read.METRICS_TOKEN,
    workerConcurrency: read.WORKER_CONCURRENCY,
    noticeConcurrency: read.NOTICE_CONCURRENCY,
    broadcastApprovalAbove: read.BROADCAST_APPROVAL_ABOVE,
    delivery: readSettings({
      quiet: read.NOTICE_QUIET_HOURS,
      spreadMinutes: read.NOTICE_SPREAD_MINUTES,
      perDay: read.NOTICES_PER_DAY,
      perWeek: read.NOTICES_PER_WEEK,
      order: read.NOTICE_WAYS,
    }),
    office:
      read.OFFICE_NAME !== null && read.OFFICE_CONTACT !== null
        ? { name: read.OFFICE_NAME, contact: read.OFFICE_CONTACT }
        : null,
    officeHours: read.OFFICE_HOURS,
    desksFile: read.OFFICE_DESKS === null ? null : path.resolve(read.OFFICE_DESKS),
    alerts: {
      afterMinutes: read.HANDOFF_ALERT_MINUTES,
      email:
        read.SMTP_URL !== null && read.ALERT_EMAIL !== null ? { smtpUrl: read.SMTP_URL, to: read.ALERT_EMAIL } : null,
      telegramChat: read.ALERT_TELEGRAM_CHAT,
      zaloUser: read.ALERT_ZALO_USER,
    },
    telegram: {
      botToken: read.TELEGRAM_BOT_TOKEN,
      webhookSecret: read.TELEGRAM_WEBHOOK_SECRET,
      botName: read.TELEGRAM_BOT_NAME,
      messagesPerSecond: read.TELEGRAM_MESSAGES_PER_SECOND,
      apiRoot: read.TELEGRAM_API_ROOT,
    },
    zalo: readZalo(read),
    openai: {
      baseUrl: read.OPENAI_BASE_URL,
      apiKey: read.OPENAI_API_KEY,
      chatModel: read.OPENAI_CHAT_MODEL,
      embeddingModel: read.OPENAI_EMBEDDING_MODEL,
      dataLocation: read.OPENAI_DATA_LOCATION,
      masking: read.OPENAI_MASKING === 'on',
    },
    logLevel: read.LOG_LEVEL,
  };
}

function readZalo(read: Values): Config['zalo'] {
  const { ZALO_APP_ID: appId, ZALO_APP_SECRET: appSecret, ZALO_OA_ID: oaId, ZALO_OA_SECRET_KEY: oaSecretKey } = read;
  if (appId === null || appSecret === null || oaId === null || oaSecretKey === null) return null;
  return {
    appId,
    appSecret,
    oaId,
    oaSecretKey,
    refreshToken: read.ZALO_REFRESH_TOKEN,
    codeVerifier: read.ZALO_CODE_VERIFIER,
    proof: read.ZALO_SECRET_PROOF === 'on',
    requestsPerMinute: read.ZALO_REQUESTS_PER_MINUTE,
    templates: Object.fromEntries((read.ZALO_TEMPLATES ?? '').split(',').filter(Boolean).map(pairOf)),
    formImageUrl: read.ZALO_FORM_IMAGE_URL,
    oauthUrl: withoutSlash(read.ZALO_OAUTH_URL),
    openapiUrl: withoutSlash(read.ZALO_OPENAPI_URL),
    businessUrl: withoutSlash(read.ZALO_BUSINESS_URL),
  };
}

const pairOf = (text: string): [string, string] => {
  const [name = '', id = ''] = text.split('=');
  return [name.trim(), id.trim()];
};

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** The variables as a Markdown table, as it stands in README.md. */
export function configTable(): string {
  const rows = Object.entries(VARIABLES).map(
    ([name, { meaning, shownDefault }]) =>
      `| \`${name}\` | ${shownDefault === '' ? '' : `\`${shownDefault}\``} | ${meaning} |`,
  );
  return ['| Biến | Mặc định | Ý nghĩa |', '|---|---|---|', ...rows].join('\n');
}
