// Writes the typed database client (src/platform/database/generated) after an install. Prisma 7 wants to download a
// native engine first, although generating needs none: pointing it at any program that exists keeps it offline.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

let cli;
try {
  cli = createRequire(import.meta.url).resolve('prisma/build/index.js');
} catch {
  // A production install (--omit=dev) has no Prisma CLI; there the client comes from the build.
  process.exit(0);
}

const run = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], {
  cwd: root,
  encoding: 'utf8',
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
});

if (run.status !== 0) {
  console.error(
    `Không tạo được mã truy cập cơ sở dữ liệu từ prisma/schema.prisma (prisma generate).\n` +
      `The database client could not be generated; nothing will start without it. Cause:\n\n` +
      `${run.stdout ?? ''}${run.stderr ?? ''}${run.error?.message ?? ''}\n` +
      `Chạy lại: npm run db:generate`,
  );
  process.exit(1);
}
