import { statfs } from 'node:fs/promises';
import pg from 'pg';
import { readMigrations } from '../platform/database/migrations.ts';
import { broken, type Finding, fine, warning } from './finding.ts';

const MEGABYTE = 1024 * 1024;
const LITTLE_MB = 1_024;
const TOO_LITTLE_MB = 200;
const SKEW_SECONDS = 5;
const BAD_SKEW_SECONDS = 60;
const CONNECT_MS = 10_000;
/** A message is worked on within seconds; one that lies longer has nobody to work on it. */
const STUCK_MINUTES = 5;

export interface DatabaseState {
  readonly findings: readonly Finding[];
  /** Its tables are those of this program: other looks may use them. */
  readonly usable: boolean;
}

/** Changes nothing in the database. */
export async function checkDatabase(url: string, now: () => Date): Promise<DatabaseState> {
  const session = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  session.on('error', () => {});
  try {
    await session.connect();
    const migrations = await checkMigrations(session);
    const usable = migrations.level !== 'broken';
    const findings = [fine('database', 'Cơ sở dữ liệu trả lời.'), migrations, await checkClock(session, now)];
    return { findings: usable ? [...findings, await checkBacklog(session)] : findings, usable };
  } catch {
    const todo = 'Kiểm tra DATABASE_URL (địa chỉ, tài khoản, mật khẩu) và máy chủ PostgreSQL.';
    return { findings: [broken('database', 'Không kết nối được cơ sở dữ liệu.', todo)], usable: false };
  } finally {
    await session.end().catch(() => {});
  }
}

async function checkMigrations(session: pg.Client): Promise<Finding> {
  const ours = (await readMigrations()).migrationDirectories.map(({ path }) => path);
  const { rows } = await session.query<{ there: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there",
  );
  const applied = rows[0]?.there
    ? (
        await session.query<{ migration_name: string }>(
          'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
        )
      ).rows.map((row) => row.migration_name)
    : [];
  if (applied.some((name) => !ours.includes(name))) {
    const todo = 'Chạy bản mới hơn của chương trình, hoặc khôi phục bản sao lưu cũ.';
    return broken('migrations', 'Cơ sở dữ liệu đã được bản mới hơn nâng cấp.', todo);
  }
  const missing = ours.filter((name) => !applied.includes(name)).length;
  return missing === 0
    ? fine('migrations', 'Cấu trúc cơ sở dữ liệu đúng bản này.')
    : broken(
        'migrations',
        `Cấu trúc cơ sở dữ liệu còn thiếu ${missing} bước.`,
        'Chạy npm start: chương trình tự nâng cấp.',
      );
}

async function checkClock(session: pg.Client, now: () => Date): Promise<Finding> {
  const before = now().getTime();
  const { rows } = await session.query<{ at: Date }>('SELECT clock_timestamp() AS at');
  const here = (before + now().getTime()) / 2;
  const seconds = Math.round(Math.abs((rows[0]?.at.getTime() ?? here) - here) / 1_000);
  if (seconds <= SKEW_SECONDS) return fine('clock', 'Đồng hồ máy này khớp với cơ sở dữ liệu.');
  const text = `Đồng hồ máy này lệch ${seconds} giây so với cơ sở dữ liệu.`;
  const todo = 'Bật đồng bộ giờ (NTP) trên cả hai máy: mã truy cập, hạn và giờ im lặng tính theo đồng hồ.';
  return seconds > BAD_SKEW_SECONDS ? broken('clock', text, todo) : warning('clock', text, todo);
}

async function checkBacklog(session: pg.Client): Promise<Finding> {
  const { rows } = await session.query<{ stuck: string }>(
    `SELECT count(*) AS stuck FROM inbox_event
     WHERE status = 'waiting' AND received_at < clock_timestamp() - interval '${STUCK_MINUTES} minutes'`,
  );
  const stuck = Number(rows[0]?.stuck ?? 0);
  return stuck === 0
    ? fine('inbox', 'Không có tin nào nằm chờ.')
    : broken(
        'inbox',
        `${stuck} tin nằm chờ quá ${STUCK_MINUTES} phút.`,
        'Chạy npm start (hoặc worker), xem lỗi trong nhật ký.',
      );
}

/** Of the disk that holds DATA_DIR. */
export async function checkDisk(folder: string, free = freeMegabytes): Promise<Finding> {
  const megabytes = await free(folder);
  if (megabytes === null) return warning('disk', 'Chưa có thư mục DATA_DIR.', 'Chạy npm start một lần để tạo.');
  const text = `Đĩa của DATA_DIR còn ${megabytes} MB.`;
  if (megabytes >= LITTLE_MB) return fine('disk', text);
  const todo = 'Dọn đĩa hoặc chuyển DATA_DIR sang đĩa lớn hơn.';
  return megabytes < TOO_LITTLE_MB ? broken('disk', text, todo) : warning('disk', text, todo);
}

async function freeMegabytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return Math.floor((bavail * bsize) / MEGABYTE);
  } catch {
    return null;
  }
}
