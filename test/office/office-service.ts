import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createNoticesNow } from '../../src/app/notices-now.ts';
import { createApp, KNOWLEDGE_ROOT } from '../../src/app.ts';
import { createAttachmentFiles } from '../../src/attachments/attachment-files.ts';
import type { Channel, IncomingContent, OutgoingMessage } from '../../src/channels/types.ts';
import { readConfig } from '../../src/config.ts';
import type { ConsoleParts } from '../../src/console/parts.ts';
import { registerConsole } from '../../src/console/register-console.ts';
import { NO_DESK } from '../../src/handoff/desks.ts';
import { openLiveDesks } from '../../src/handoff/store/live-desks.ts';
import { createKnowledge, type SearchableKnowledge } from '../../src/knowledge/create-knowledge.ts';
import type { StoredContent } from '../../src/knowledge/store/stored-version.ts';
import { seedAdministrator } from '../../src/office/accounts/first-administrator.ts';
import { XLSX } from '../../src/office/documents/types.ts';
import { registerOffice } from '../../src/office/http/register-office.ts';
import type { Role } from '../../src/office/roles.ts';
import { writeExports } from '../../src/office/services/exports/write-exports.ts';
import { openOffice } from '../../src/open-office.ts';
import { createSettableClock, type SettableClock } from '../../src/platform/clock.ts';
import { createCrypto } from '../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../src/platform/database/database.ts';
import { createHttpServer } from '../../src/platform/http.ts';
import { silentLog } from '../../src/platform/log.ts';
import type { Letter } from '../../src/platform/mail.ts';
import { createSealedFiles } from '../../src/platform/sealed-files.ts';
import { controllerWords, openInstallation, openOfficeSettings } from '../../src/start-settings.ts';
import { plainKnowledge } from '../conversation/talk.ts';
import { type FormWords, wholeForm } from './whole-form.ts';

export const ADMINISTRATOR = { email: 'quan.tri@ocop.example', password: 'bánh gai tứ trụ 2026' };
const ORIGIN = 'http://office.example';

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  readonly body: any;
  readonly headers: Record<string, unknown>;
  readonly bytes: Buffer;
}

/** Somebody's browser: keeps the cookie that the server sets. */
export interface Browser {
  /** A body of bytes goes as an XLSX file. */
  call(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
  cookie: string | null;
}

export interface OfficeService {
  readonly database: Database;
  readonly clock: SettableClock;
  readonly server: FastifyInstance;
  readonly parts: ConsoleParts;
  /** Sent by mail, oldest first. */
  readonly letters: readonly Letter[];
  browser(): Browser;
  /** A new member of staff who has changed the password given to them. */
  staff(role: Role, units?: readonly string[]): Promise<Browser & { readonly id: string; readonly email: string }>;
  readonly administrator: Browser;
  /** Signs the administrator in again where time has ended their session. */
  refreshAdministrator(): Promise<void>;
  /** A producer on the chat page, by their account. */
  producer(account: string): Producer;
  /** Sends what is due now to people: results, events, reminders. */
  sendNotices(): Promise<void>;
  /** Writes the files that officers asked for. */
  writeExports(): Promise<void>;
  close(): Promise<void>;
}

export interface Producer {
  /** What came back, as texts; also of news since the last words. */
  say(text: string): Promise<string[]>;
  heard(): string[];
  /** Through the whole form to its sending; gives the registration's id. */
  sendForm(answers?: FormWords): Promise<string>;
}

/** The repository's own, read by the first test that looks into them. */
let ownDocuments: SearchableKnowledge | null = null;
function documents(): SearchableKnowledge {
  ownDocuments ??= createKnowledge({ root: KNOWLEDGE_ROOT });
  return ownDocuments;
}

/** The whole service on a database of its own, at a time that stands still: real HTTP, real chats, no network. */
export async function startOfficeService(now: string): Promise<OfficeService> {
  const database = await openEphemeralDatabase();
  const clock = createSettableClock(new Date(now));
  const crypto = createCrypto(randomBytes(32));
  const folder = await mkdtemp(path.join(tmpdir(), 'ocop-office-'));
  const files = createAttachmentFiles(folder, crypto);
  const exportFiles = createSealedFiles(path.join(folder, 'exports'), crypto);
  const sent = new Map<string, OutgoingMessage[]>();
  const channel: Channel = {
    id: 'simulator',
    limits: { text: 4_000, caption: 4_000, buttons: 40, buttonLabel: 64 },
    async send(to, message) {
      sent.set(to, [...(sent.get(to) ?? []), message]);
      return { kind: 'sent', messageId: message.key };
    },
  };
  const desks = await openLiveDesks(database.client, () => NO_DESK, silentLog);
  const config = readConfig({ DATA_DIR: folder });
  const settings = await openOfficeSettings(database, config, silentLog);
  const app = createApp({
    controller: () => controllerWords(settings),
    database,
    crypto,
    clock,
    channels: [channel],
    files,
    queue: 'inline',
    log: silentLog,
    knowledge: plainKnowledge,
    deskOf: desks.deskOf,
  });
  const queue = { enqueueDrain: async (conversation: string) => void (await app.drainConversation(conversation)) };
  const office = openOffice({ database, crypto, clock, files, queue, publicUrl: null, channels: [channel] });
  const letters: Letter[] = [];
  const installation = openInstallation({
    config,
    settings,
    database,
    crypto,
    clock,
    queue: { isReady: async () => true },
    desks,
  });
  const parts = {
    ...office,
    crypto,
    documents,
    documentsWith: async (draft: StoredContent) => createKnowledge({ root: KNOWLEDGE_ROOT, stored: [draft] }),
    exports: { files: exportFiles, ring() {} },
    installation,
    mail: async (letter: Letter) => letters.push(letter) > 0,
  };
  const server = createHttpServer({
    log: silentLog,
    checks: {},
    metrics: async () => [],
    behindProxy: false,
  });
  await registerOffice(server, parts);
  await registerConsole(server, parts);
  await seedAdministrator(parts.accounts, { ...ADMINISTRATOR, name: 'Quản trị viên' });
  let browsers = 0;
  const administrator = browser();
  await signIn(administrator, ADMINISTRATOR);

  // Every browser has an address of its own, so that limits per address do not meet in tests.
  function browser(): Browser {
    browsers += 1;
    const remoteAddress = `10.0.${browsers >> 8}.${browsers & 255}`;
    const self: Browser = {
      cookie: null,
      async call(method, path, body, headers = {}) {
        const changes = method !== 'GET';
        const response = await server.inject({
          method: method as 'GET',
          url: `/api/office${path}`,
          remoteAddress,
          headers: {
            host: 'office.example',
            'sec-fetch-site': 'same-origin',
            ...(changes ? { origin: ORIGIN, 'content-type': Buffer.isBuffer(body) ? XLSX : 'application/json' } : {}),
            ...(self.cookie ? { cookie: self.cookie } : {}),
            ...headers,
          },
          ...(changes ? { payload: Buffer.isBuffer(body) ? body : JSON.stringify(body ?? {}) } : {}),
        });
        const [cookie] = response.cookies;
        if (cookie) self.cookie = cookie.value ? `${cookie.name}=${cookie.value}` : null;
        const json = String(response.headers['content-type']).startsWith('application/json');
        return {
          status: response.statusCode,
          body: json ? response.json() : null,
          headers: response.headers,
          bytes: response.rawPayload,
        };
      },
    };
    return self;
  }

  return {
    database,
    clock,
    server,
    parts,
    letters,
    browser,
    administrator,
    async refreshAdministrator() {
      const { status } = await administrator.call('GET', '/session');
      if (status !== 200) await signIn(administrator, ADMINISTRATOR);
    },
    async staff(role, units = []) {
      const email = `${randomUUID()}@ocop.example`;
      const added = await administrator.call('POST', '/staff', { email, name: 'Cán bộ thử', role, units });
      if (added.status !== 200) throw new Error(JSON.stringify(added.body));
      const { id, password } = added.body;
      const member = Object.assign(browser(), { id, email });
      await signIn(member, { email, password });
      const changed = await member.call('PUT', '/password', { current: password, next: `${email} mật khẩu`.slice(8) });
      if (changed.status !== 200) throw new Error(JSON.stringify(changed.body));
      return member;
    },
    producer: (account) => createProducer(account),
    sendNotices: createNoticesNow({ database, crypto, clock, channels: [channel] }).run,
    writeExports: () =>
      writeExports({ client: database.client, now: () => clock.now(), files: exportFiles, log: silentLog }),
    async close() {
      desks.stop();
      settings.stop();
      await server.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };

  function createProducer(account: string): Producer {
    let told = 0;
    const heard = () => {
      const texts = (sent.get(account) ?? []).map(({ text }) => text);
      const fresh = texts.slice(told);
      told = texts.length;
      return fresh;
    };
    async function take(content: IncomingContent): Promise<string[]> {
      clock.advance(1_000);
      const at = clock.now().toISOString();
      await app.receive({ channel: 'simulator', key: randomUUID(), externalId: account, at, content });
      return heard();
    }
    return {
      heard,
      say: (text) => take({ kind: 'text', text }),
      async sendForm(answers = {}) {
        for (const text of wholeForm(answers)) {
          // Consent is asked once.
          if (text === 'đồng ý' && (await app.view('simulator', account))?.asking !== 'consent') continue;
          await take({ kind: 'text', text });
        }
        const row = await database.client.registration.findFirst({
          where: { person: { identities: { some: { externalId: account } } }, status: 'submitted' },
          orderBy: { createdAt: 'desc' },
        });
        if (!row) throw new Error(`not sent: ${JSON.stringify((await app.view('simulator', account))?.asking)}`);
        return row.id;
      },
    };
  }
}

export async function signIn(
  browser: Browser,
  { email, password }: { email: string; password: string },
): Promise<void> {
  const answer = await browser.call('POST', '/session', { email, password });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}
