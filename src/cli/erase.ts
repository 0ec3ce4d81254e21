import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createAttachmentFiles } from '../attachments/attachment-files.ts';
import { readConfig } from '../config.ts';
import { openDataRequests } from '../people/data-requests.ts';
import { erasePerson } from '../people/erase-person.ts';
import { systemClock } from '../platform/clock.ts';
import { openCrypto } from '../platform/crypto.ts';
import { openDatabase } from '../platform/database/database.ts';
import { silentLog } from '../platform/log.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Cách dùng:
  npm run -s erase -- --list                  các yêu cầu về dữ liệu đang chờ, gấp nhất trước
  npm run -s erase -- --person MÃ             xóa mọi thứ của một người, trừ phiếu đã gửi cho cơ quan
  npm run -s erase -- --person MÃ --sent      xóa cả phiếu đã gửi: chỉ còn số liệu không có người trong đó

Thêm --database URL để dùng cơ sở dữ liệu khác với DATABASE_URL. In một dòng JSON: mã xác nhận và số lượng.`;

/** `npm run erase`. Exit status 2: called wrongly; 1: nobody of that id, or it could not be done. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      person: { type: 'string' },
      sent: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      database: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const personId = values.person ?? '';
  if (values.help || values.list === /^[0-9a-f-]{36}$/.test(personId)) {
    process.stderr.write(`${USAGE}\n`);
    return values.help ? 0 : 2;
  }
  const config = readConfig(process.env);
  const databaseUrl = values.database ?? config.databaseUrl;
  const database = await openDatabase({ dataDir: config.dataDir, databaseUrl }, silentLog);
  try {
    const { client } = database;
    const at = systemClock.now();
    if (values.list) {
      for (const request of await openDataRequests(client, at)) process.stdout.write(`${JSON.stringify(request)}\n`);
      return 0;
    }
    if (!(await client.person.findUnique({ where: { id: personId }, select: { id: true } }))) {
      process.stderr.write('Không có ai mang mã này.\n');
      return 1;
    }
    const crypto = await openCrypto(config);
    const certificate = randomUUID();
    const extent = values.sent ? 'everything' : await extentFor(client, personId);
    const order = { personId, extent, by: 'command-line', certificate, at } as const;
    const { files, counts } = await client.$transaction((tx) => erasePerson(tx, crypto, order));
    await createAttachmentFiles(path.join(config.dataDir, 'attachments'), crypto).remove(files);
    process.stdout.write(`${JSON.stringify({ certificate, extent, counts })}\n`);
    return 0;
  } finally {
    await database.close();
  }
}

async function extentFor(
  client: Awaited<ReturnType<typeof openDatabase>>['client'],
  personId: string,
): Promise<'everything' | 'unsent'> {
  const sent = await client.registration.count({ where: { personId, status: { notIn: ['draft', 'withdrawn'] } } });
  return sent > 0 ? 'unsent' : 'everything';
}

await runCommand(main);
