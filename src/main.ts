import { readConfig } from './config.ts';
import { explainFailure } from './platform/errors.ts';
import { createLog } from './platform/log.ts';
import { ROLES, type Role, startService } from './start-service.ts';

/** How long a turn in hand may take after the signal to stop; then the process leaves and the ledger knows the rest. */
const STOP_LIMIT_MS = 25_000;

const role = process.argv[2] ?? 'serve';
if (!ROLES.includes(role as Role)) {
  console.error(`npm start                 tất cả trong một tiến trình
tsx src/main.ts web       chỉ trang web và webhook
tsx src/main.ts worker    chỉ xử lý tin nhắn`);
  process.exit(2);
}

try {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const service = await startService(role as Role, config, log);

  let stoppingSince: number | null = null;
  const stop = async (signal: NodeJS.Signals) => {
    if (stoppingSince !== null) {
      // Ctrl+C reaches us twice at once, from the terminal and from npm; a later second one means now.
      if (performance.now() - stoppingSince > 1_000) process.exit(130);
      return;
    }
    stoppingSince = performance.now();
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error({}, 'stopping took too long');
      process.exit(1);
    }, STOP_LIMIT_MS).unref();
    try {
      await service.stop();
      log.info({}, 'stopped');
      process.exit(0);
    } catch (error) {
      log.error({ err: error }, 'stopping failed');
      process.exit(1);
    }
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // A signal to npm ends the shell between npm and us without reaching us: an orphan of npm stops by itself.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) {
    setInterval(() => {
      if (process.ppid !== parent && stoppingSince === null) void stop('SIGTERM');
    }, 200).unref();
  }
  // Said last: whoever waits for this line may send a signal at once.
  if (service.setupToken) {
    console.error(`
  Chưa có tài khoản cán bộ. Mở đường dẫn dùng một lần này để tạo quản trị viên đầu tiên (docs/office.md):
  ${service.address}/console/first-administrator?token=${service.setupToken}`);
  }
  if (service.address) console.error(`\n  Trợ lý OCOP đang chạy tại ${service.address}   (dừng: Ctrl+C)\n`);
} catch (error) {
  console.error(`\n${explainFailure(error)}\n`);
  process.exit(1);
}
