import { access } from 'node:fs/promises';
import path from 'node:path';
import { createAccountStore } from '../channels/zalo/store/account-store.ts';
import { type Config, readConfig } from '../config.ts';
import { systemClock } from '../platform/clock.ts';
import { openCrypto } from '../platform/crypto.ts';
import { openDatabase } from '../platform/database/database.ts';
import { openEmbeddedDatabase } from '../platform/database/embedded.ts';
import { AppError } from '../platform/errors.ts';
import { silentLog } from '../platform/log.ts';
import { openQueue } from '../platform/queue/queue.ts';
import { readDesks } from '../start-handoff.ts';
import { checkDatabase, checkDisk } from './check-database.ts';
import { checkKey } from './check-key.ts';
import { checkModel } from './check-model.ts';
import { checkSettings } from './check-settings.ts';
import { checkTelegram } from './check-telegram.ts';
import { checkZalo, checkZaloWebhook } from './check-zalo.ts';
import { checkZaloTemplates } from './check-zalo-templates.ts';
import { broken, type Finding, fine, warning } from './finding.ts';

/** Everything that an installation stands on, looked at once; nothing is changed, sent or renewed. */
export async function runDoctor(env: Readonly<Record<string, string | undefined>>): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [broken('config', error.text, error.detail)];
  }
  const desks = await readDesks(config).then(
    () => 'usable' as const,
    () => 'unusable' as const,
  );
  const [disk, stored, telegram, webhook, model] = await Promise.all([
    checkDisk(config.dataDir),
    checkStored(config),
    checkTelegram(config),
    checkZaloWebhook(config),
    checkModel(config.openai),
  ]);
  return [
    fine('config', 'Cấu hình đọc được.'),
    ...checkSettings(config, desks),
    disk,
    ...stored,
    ...telegram,
    ...webhook,
    ...model,
  ];
}

/** Database, key, queue and what is stored of the Zalo account. */
async function checkStored(config: Config): Promise<Finding[]> {
  if (config.databaseUrl === null && !(await hasRun(config.dataDir))) {
    return [warning('database', 'Chương trình chưa chạy lần nào nên chưa có dữ liệu.', 'Chạy npm start.')];
  }
  let embedded: { readonly url: string; close(): Promise<void> } | null = null;
  try {
    embedded = config.databaseUrl === null ? await openEmbeddedDatabase(config.dataDir) : null;
    const url = config.databaseUrl ?? embedded?.url ?? '';
    const { findings, usable } = await checkDatabase(url, () => systemClock.now());
    return usable ? [...findings, ...(await checkContents(config, url))] : [...findings];
  } catch (error) {
    const text = error instanceof AppError ? error.text : 'Không mở được cơ sở dữ liệu đi kèm.';
    return [broken('database', text, 'Tra mã lỗi ở docs/errors.md; xem nhật ký khi chạy npm start.')];
  } finally {
    await embedded?.close();
  }
}

async function checkContents(config: Config, url: string): Promise<Finding[]> {
  const database = await openDatabase({ databaseUrl: url, dataDir: config.dataDir });
  try {
    const crypto = await openCrypto(config);
    const readAccount = createAccountStore(database.client, crypto, config.zalo?.oaId ?? '').read;
    return [
      await checkKey(database.client, crypto),
      await checkQueue(config.redisUrl, url),
      ...(await checkZalo(config, readAccount, systemClock.now())),
      ...checkZaloTemplates(config, await database.client.zaloTemplate.findMany(), systemClock.now()),
    ];
  } catch (error) {
    const text = error instanceof AppError ? error.text : 'Không đọc được dữ liệu đã lưu.';
    return [broken('key', text, 'Khôi phục SECRET_KEY hoặc DATA_DIR/secret.key từ bản sao lưu.')];
  } finally {
    await database.close();
  }
}

export async function checkQueue(redisUrl: string | null, databaseUrl: string): Promise<Finding> {
  const where = redisUrl === null ? 'PostgreSQL' : 'Redis';
  const todo = redisUrl === null ? 'Chạy npm start để lập hàng đợi.' : 'Kiểm tra REDIS_URL và máy chủ Redis.';
  try {
    const queue = await openQueue({ redisUrl, databaseUrl }, silentLog);
    try {
      return (await queue.isReady())
        ? fine('queue', `Hàng đợi trong ${where} nhận việc.`)
        : broken('queue', `Hàng đợi trong ${where} không nhận việc.`, todo);
    } finally {
      await queue.close();
    }
  } catch {
    return broken('queue', `Không kết nối được hàng đợi trong ${where}.`, todo);
  }
}

async function hasRun(dataDir: string): Promise<boolean> {
  const there = (name: string) =>
    access(path.join(dataDir, name)).then(
      () => true,
      () => false,
    );
  return (await there('postgres')) || (await there('postgres.location'));
}
