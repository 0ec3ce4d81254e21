import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { createApp, openAssistant } from '../app.ts';
import { createAttachmentFiles } from '../attachments/attachment-files.ts';
import { readConfig } from '../config.ts';
import { openOffice } from '../open-office.ts';
import { createSettableClock, systemClock } from '../platform/clock.ts';
import { openCrypto } from '../platform/crypto.ts';
import { openDatabase } from '../platform/database/database.ts';
import { createLog, silentLog } from '../platform/log.ts';
import { createCaptureChannel } from './chat/capture-channel.ts';
import { readDemoProvince } from './demo/data.ts';
import { demoState } from './demo/demo-state.ts';
import { fillProvince } from './demo/fill-province.ts';
import { runCommand } from './run-command.ts';

const FOLDER = './demo-data';

/** `npm run demo`: a province of invented people to try the console on, in a folder of its own. */
async function main(): Promise<number> {
  const config = readConfig({ ...process.env, DATA_DIR: process.env.DATA_DIR || FOLDER });
  if (config.databaseUrl !== null) {
    process.stderr.write('Bản mẫu chỉ nằm trong cơ sở dữ liệu đi kèm: bỏ DATABASE_URL rồi chạy lại.\n');
    return 2;
  }
  const tell = (line: string) => void process.stderr.write(`  ${line}\n`);
  const database = await openDatabase(config, createLog(config.logLevel));
  try {
    const { client } = database;
    const state = await demoState(client);
    if (state === 'demo') {
      tell('Bản mẫu đã có sẵn. Muốn làm lại từ đầu thì xóa thư mục này rồi chạy lại.');
      tellWay(tell, config.dataDir);
      return 0;
    }
    if (state === 'real') {
      process.stderr.write(`${config.dataDir} đã có dữ liệu thật nên không đổ dữ liệu mẫu vào. Đặt DATA_DIR khác.\n`);
      return 1;
    }
    const password = randomBytes(9).toString('base64url');
    const crypto = await openCrypto(config);
    const clock = createSettableClock(systemClock.now());
    const files = createAttachmentFiles(path.join(config.dataDir, 'attachments'), crypto);
    const channels = [createCaptureChannel('simulator')];
    const assistant = await openAssistant({ openai: { ...config.openai, apiKey: null, baseUrl: null } }, database, {
      clock,
      log: silentLog,
    });
    try {
      const { knowledge } = assistant;
      const app = createApp({ database, crypto, clock, channels, files, queue: 'inline', log: silentLog, knowledge });
      const queue = { enqueueDrain: async (conversation: string) => void (await app.drainConversation(conversation)) };
      const { office } = openOffice({ database, crypto, clock, files, queue, publicUrl: null, channels });
      await fillProvince({ app, office, database, crypto, clock, tell }, readDemoProvince(), password);
    } finally {
      await assistant.close();
    }
    tell(`Mật khẩu của mọi tài khoản mẫu: ${password}`);
    tellWay(tell, config.dataDir);
    return 0;
  } finally {
    await database.close();
  }
}

function tellWay(tell: (line: string) => void, folder: string): void {
  tell('Tài khoản: quantri@demo.example (quản trị), tinh@demo.example, tinh2@demo.example (tỉnh),');
  tell('xa@demo.example (xã Thọ Lập), xem@demo.example.');
  tell(`Mở trang: DATA_DIR=${folder} npm start, rồi vào http://localhost:3000/console`);
}

await runCommand(main);
