import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createApp, openAssistant } from '../app.ts';
import { createAttachmentFiles } from '../attachments/attachment-files.ts';
import type { ChannelId } from '../channels/types.ts';
import { readConfig } from '../config.ts';
import { createSettableClock, systemClock } from '../platform/clock.ts';
import { createCrypto, openCrypto } from '../platform/crypto.ts';
import { openDatabase, openEphemeralDatabase } from '../platform/database/database.ts';
import { explainFailure } from '../platform/errors.ts';
import { createLog, silentLog } from '../platform/log.ts';
import { createCaptureChannel } from './chat/capture-channel.ts';
import { type ChatLine, readChatLine } from './chat/read-line.ts';
import { type ChatTurn, createSession } from './chat/session.ts';
import { talk } from './chat/terminal.ts';

const USAGE = `Cách dùng: npm run -s chat -- [--json] [--now 2026-11-23T02:00:00Z] [--person MÃ] [--channel simulator|zalo|telegram]
                            [--database URL|ephemeral]

Không có --json: trò chuyện ngay trong cửa sổ lệnh. Có --json: mỗi dòng vào một JSON
({"text"}, {"button"}, {"contact"}, {"photo"}, {"file"}, {"location"}, {"advance":"PT2H"}), mỗi dòng ra một JSON.`;

const CHANNELS: readonly string[] = ['simulator', 'zalo', 'telegram'];

/** `npm run chat`: the whole assistant in one process, spoken to over standard input. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      now: { type: 'string' },
      person: { type: 'string', default: 'terminal' },
      channel: { type: 'string', default: 'simulator' },
      database: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const start = values.now === undefined ? new Date() : new Date(values.now);
  if (values.help || !CHANNELS.includes(values.channel) || Number.isNaN(start.getTime())) {
    process.stderr.write(`${USAGE}\n`);
    return values.help ? 0 : 2;
  }

  const config = readConfig(process.env);
  const log = process.env.LOG_LEVEL ? createLog(config.logLevel) : silentLog;
  const ephemeral = values.database === 'ephemeral';
  const database = ephemeral
    ? await openEphemeralDatabase(log)
    : await openDatabase({ dataDir: config.dataDir, databaseUrl: values.database ?? config.databaseUrl }, log);
  const crypto = ephemeral ? createCrypto(randomBytes(32)) : await openCrypto(config);
  const clock = createSettableClock(start);
  const assistant = await openAssistant(config, database, { clock: systemClock, log });
  const { knowledge, model } = assistant;
  const channel = createCaptureChannel(values.channel as ChannelId);
  // The session drains by itself, to see what each turn reports.
  const queue = { enqueueDrain: async () => {} };
  const folder = ephemeral ? await mkdtemp(path.join(tmpdir(), 'ocop-attachments-')) : config.dataDir;
  const files = createAttachmentFiles(path.join(folder, 'attachments'), crypto);
  const app = createApp({ database, crypto, clock, channels: [channel], files, queue, log, knowledge, model });
  const session = createSession({
    app,
    clock,
    channel,
    externalId: values.person,
    run: randomBytes(6).toString('hex'),
    saveTo: () => mkdtemp(path.join(tmpdir(), 'ocop-chat-')),
  });

  try {
    if (values.json) await answerLines((line) => session.take(line));
    else await talk(session);
  } finally {
    await assistant.close();
    await database.close();
    if (ephemeral) await rm(folder, { recursive: true, force: true });
  }
  return 0;
}

/** One line out for each line in, also for a line that can't be read. */
async function answerLines(take: (line: ChatLine) => Promise<ChatTurn>): Promise<void> {
  for await (const raw of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (raw.trim() === '') continue;
    process.stdout.write(`${JSON.stringify(await take(readChatLine(raw)))}\n`);
  }
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error) => {
    process.stderr.write(`${explainFailure(error)}\n`);
    process.exitCode = 1;
  },
);
