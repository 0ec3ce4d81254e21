import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createNoticesNow } from '../app/notices-now.ts';
import { createApp, openAssistant } from '../app.ts';
import { hostAbroad } from '../assistant/host-abroad.ts';
import { createAttachmentFiles } from '../attachments/attachment-files.ts';
import type { ChannelId } from '../channels/types.ts';
import { readConfig } from '../config.ts';
import { createInteractionNotes } from '../people/reachability.ts';
import { createSettableClock, systemClock } from '../platform/clock.ts';
import { createCrypto, openCrypto } from '../platform/crypto.ts';
import { openDatabase, openEphemeralDatabase } from '../platform/database/database.ts';
import { createLog, silentLog } from '../platform/log.ts';
import { createCaptureChannel } from './chat/capture-channel.ts';
import { type ChatLine, readChatLine } from './chat/read-line.ts';
import { replay } from './chat/replay.ts';
import { type ChatTurn, createSession, type Session } from './chat/session.ts';
import { exportConversation, readStored } from './chat/stored-conversation.ts';
import { talk } from './chat/terminal.ts';
import { write } from './chat/transcript.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Cách dùng: npm run -s chat -- [--json] [--now 2026-11-23T02:00:00Z] [--person MÃ] [--channel simulator|zalo|telegram]
                            [--database URL|ephemeral] [--export | --replay TỆP]

Không có --json: trò chuyện ngay trong cửa sổ lệnh. Có --json: mỗi dòng vào một JSON
({"text"}, {"button"}, {"contact"}, {"photo"}, {"file"}, {"location"}, {"advance":"PT2H"}), mỗi dòng ra một JSON.
advance cho thời gian trôi; lời nhắc, thông báo đến hạn trong lúc ấy hiện ra (khi cơ sở dữ liệu chỉ có người này).
--export: in ra cuộc trò chuyện đã lưu của người đó, mỗi dòng một JSON, thông tin cá nhân đã thay bằng thông tin bịa.
--replay TỆP: diễn lại cuộc trò chuyện đã xuất và in ra bản ghi mẫu cho test/conversations.`;

/** When and for whom the transcripts of test/conversations play. */
const REPLAY_START = '2026-11-23T02:00:00Z';
const REPLAY_CONTROLLER = 'Ủy ban nhân dân xã và cơ quan OCOP của tỉnh';

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
      export: { type: 'boolean', default: false },
      replay: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const start = values.now === undefined ? new Date() : new Date(values.now);
  if (values.help || !CHANNELS.includes(values.channel) || Number.isNaN(start.getTime())) {
    process.stderr.write(`${USAGE}\n`);
    return values.help ? 0 : 2;
  }

  if (values.replay !== undefined) return replayFile(values.replay);

  const config = readConfig(process.env);
  const log = process.env.LOG_LEVEL ? createLog(config.logLevel) : silentLog;
  const ephemeral = values.database === 'ephemeral';
  const database = ephemeral
    ? await openEphemeralDatabase(log)
    : await openDatabase({ dataDir: config.dataDir, databaseUrl: values.database ?? config.databaseUrl }, log);
  const crypto = ephemeral ? createCrypto(randomBytes(32)) : await openCrypto(config);
  if (values.export) {
    const who = { channel: values.channel as ChannelId, externalId: values.person };
    const lines = await exportConversation(database.client, crypto, who).finally(() => database.close());
    for (const line of lines ?? []) process.stdout.write(`${JSON.stringify(line)}\n`);
    return lines ? 0 : 1;
  }
  const clock = createSettableClock(start);
  const assistant = await openAssistant(config, database, { clock: systemClock, log });
  const { knowledge, model } = assistant;
  const channel = createCaptureChannel(values.channel as ChannelId);
  // The session drains by itself, to see what each turn reports.
  const queue = { enqueueDrain: async () => {} };
  const folder = ephemeral ? await mkdtemp(path.join(tmpdir(), 'ocop-attachments-')) : config.dataDir;
  const files = createAttachmentFiles(path.join(folder, 'attachments'), crypto);
  const abroad = hostAbroad(config.openai);
  const app = createApp({ database, crypto, clock, channels: [channel], files, queue, log, knowledge, model, abroad });
  const noteInteraction = createInteractionNotes(database.client);
  const who = { channel: channel.id, externalId: values.person };
  const alone = (await database.client.identity.count({ where: { NOT: who } })) === 0;
  const session = createSession({
    app,
    clock,
    channel,
    // A clock moved by hand must not tell other people of what is not due yet.
    notices: alone ? createNoticesNow({ database, crypto, clock, channels: [channel] }) : null,
    noteInteraction: (at) => noteInteraction(channel.id, values.person, at),
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

/** Answers by rule alone and without the documents, as the tests of transcripts do. */
async function replayFile(file: string): Promise<number> {
  const stored = readStored(await readFile(file, 'utf8'));
  const database = await openEphemeralDatabase(silentLog);
  const crypto = createCrypto(randomBytes(32));
  const clock = createSettableClock(new Date(REPLAY_START));
  const folder = await mkdtemp(path.join(tmpdir(), 'ocop-replay-'));
  const channels = (['simulator', 'zalo', 'telegram'] as const).map(createCaptureChannel);
  const app = createApp({
    database,
    crypto,
    clock,
    channels,
    files: createAttachmentFiles(folder, crypto),
    queue: { enqueueDrain: async () => {} },
    log: silentLog,
    knowledge: { answer: async (question) => ({ kind: 'answer', text: `Trả lời: ${question}`, citations: [] }) },
    controller: () => REPLAY_CONTROLLER,
  });
  const sessions = new Map(
    channels.map((channel) => [
      channel.id,
      createSession({
        app,
        clock,
        channel,
        notices: null,
        noteInteraction: async () => {},
        externalId: 'replay',
        run: channel.id,
        saveTo: async () => folder,
      }),
    ]),
  );
  try {
    const steps = await replay(stored, (channel) => sessions.get(channel) as Session);
    process.stdout.write(write(steps));
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
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

await runCommand(main);
