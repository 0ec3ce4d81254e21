import { createHash, randomUUID } from 'node:crypto';
import { badRequest, type Method, type Parameters, Refusal, type ReplyMarkup } from './contract.ts';
import { Meter, type Rate } from './meter.ts';
import type { Chat, Message, Update, User } from './updates.ts';

/** A file that came in with a call, or with a person's message. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mime: string;
  readonly bytes: Buffer;
}

/** A message of the bot as its reader sees it. */
export interface Shown {
  readonly messageId: number;
  readonly text: string;
  readonly markup: ReplyMarkup | null;
  readonly file: StoredFile | null;
  readonly location: { readonly latitude: number; readonly longitude: number } | null;
  /** Newest text of `answerCallbackQuery` and of edits stands here too: `edited` counts them. */
  readonly edited: number;
}

export type Reachable = 'yes' | 'blocked' | 'deactivated';

interface Person {
  readonly chat: Chat;
  reachable: Reachable;
  readonly meter: Meter;
  readonly shown: Shown[];
  /** Errors to answer with, in order, before calls about this chat succeed again. */
  readonly failures: Failure[];
}

/** - `lost`: the call has its effect and the connection breaks before the answer. */
export type Failure = { readonly status: number; readonly description: string; readonly retryAfter?: number } | 'lost';

export interface Webhook {
  readonly url: string;
  readonly secret: string | null;
  readonly maxConnections: number;
}

export interface BotOptions {
  readonly token: string;
  readonly now: () => number;
  readonly perChat: Rate;
  readonly overall: Rate;
}

/** The bot's side of Telegram: chats, messages, updates that wait, limits. Knows no HTTP. */
export class BotServer {
  readonly username = 'ocop_thu_bot';
  commands: Parameters<'setMyCommands'>['commands'] = [];
  readonly #options: BotOptions;
  readonly #people = new Map<string, Person>();
  readonly #files = new Map<string, StoredFile>();
  readonly #queries = new Map<string, { answered: boolean; text: string | null }>();
  readonly #waiting: Update[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #overall: Meter;
  #webhook: Webhook | null = null;
  #blockedUntil = 0;
  #lastUpdate = 100_000;
  #lastMessage = 0;

  constructor(options: BotOptions) {
    this.#options = options;
    this.#overall = new Meter(options.overall, options.now());
  }

  get webhook(): Webhook | null {
    return this.#webhook;
  }

  /** What waited for one goes out to it. */
  set webhook(webhook: Webhook | null) {
    this.#webhook = webhook;
    this.#changed();
  }

  /** Called whenever a message was shown, an update waits or a webhook was set. Returns how to stop that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  // ---- the people

  meet(id: number, firstName: string): void {
    if (this.#people.has(String(id))) return;
    const meter = new Meter(this.#options.perChat, this.#options.now());
    this.#people.set(String(id), {
      chat: { id, type: 'private', first_name: firstName },
      reachable: 'yes',
      meter,
      shown: [],
      failures: [],
    });
  }

  shownTo(id: number): readonly Shown[] {
    return this.#person(String(id)).shown;
  }

  /** The next calls about this chat fail like this, once each. */
  failNext(id: number, ...failures: Failure[]): void {
    this.#person(String(id)).failures.push(...failures);
  }

  setReachable(id: number, reachable: Reachable): void {
    const person = this.#person(String(id));
    const before = person.reachable;
    person.reachable = reachable;
    if (before === reachable || reachable === 'deactivated') return;
    const status = (one: Reachable) => ({ status: one === 'yes' ? 'member' : 'kicked' });
    this.#push({
      my_chat_member: {
        chat: person.chat,
        from: userOf(person.chat),
        date: this.#date(),
        old_chat_member: status(before),
        new_chat_member: status(reachable),
      },
    });
  }

  /** A message of this person, as an update for the bot. */
  say(id: number, content: Omit<Message, 'message_id' | 'date' | 'chat' | 'from'>): Update {
    const { chat } = this.#person(String(id));
    return this.#push({ message: { ...this.#message(chat), from: userOf(chat), ...content } });
  }

  /** A press of a button under a message of the bot. */
  press(id: number, data: string): Update {
    const { chat } = this.#person(String(id));
    const query = randomUUID();
    this.#queries.set(query, { answered: false, text: null });
    return this.#push({
      callback_query: {
        id: query,
        from: userOf(chat),
        message: this.#message(chat),
        chat_instance: String(chat.id),
        data,
      },
    });
  }

  /** Presses that the bot has not answered: the button would still be spinning. */
  unansweredPresses(): number {
    return [...this.#queries.values()].filter(({ answered }) => !answered).length;
  }

  keepFile(name: string, mime: string, bytes: Buffer): StoredFile {
    const id = `F${createHash('sha256').update(randomUUID()).digest('base64url').slice(0, 24)}`;
    const file = { id, name, mime, bytes };
    this.#files.set(id, file);
    return file;
  }

  file(id: string): StoredFile | undefined {
    return this.#files.get(id);
  }

  /** What was sent so far can't be fetched any more. */
  loseFiles(): void {
    this.#files.clear();
  }

  // ---- the updates that wait for the bot

  waiting(offset: number, limit: number): readonly Update[] {
    if (offset > 0) this.confirm(offset - 1);
    return this.#waiting.slice(0, limit);
  }

  /** Forgets everything up to this update. */
  confirm(upTo: number): void {
    while (this.#waiting[0] && this.#waiting[0].update_id <= upTo) this.#waiting.shift();
  }

  confirmOne(id: number): void {
    const at = this.#waiting.findIndex(({ update_id }) => update_id === id);
    if (at >= 0) this.#waiting.splice(at, 1);
  }

  dropWaiting(): void {
    this.#waiting.length = 0;
  }

  // ---- the methods that do something to a chat

  /**
   * Checks whether this chat may be written to now.
   * @throws Refusal 400 unknown chat, 403 unreachable, 429 too fast (then every call fails until its time is over).
   */
  admit(chatId: string, method: Method): Failure | null {
    const now = this.#options.now();
    if (now < this.#blockedUntil) throw tooMany((this.#blockedUntil - now) / 1000);
    const person = this.#person(chatId);
    if (person.reachable === 'blocked') throw new Refusal(403, 'Forbidden: bot was blocked by the user');
    if (person.reachable === 'deactivated') throw new Refusal(403, 'Forbidden: user is deactivated');
    const failure = person.failures.shift();
    if (failure && failure !== 'lost') {
      if (failure.retryAfter !== undefined) this.#blockedUntil = now + failure.retryAfter * 1000;
      throw new Refusal(failure.status, failure.description, failure.retryAfter ?? null);
    }
    if (method.startsWith('send') && method !== 'sendChatAction') {
      const wait = person.meter.take(now) ?? this.#overall.take(now);
      if (wait !== null) {
        this.#blockedUntil = now + wait * 1000;
        throw tooMany(wait);
      }
    }
    return failure ?? null;
  }

  show(chatId: string, shown: Omit<Shown, 'messageId' | 'edited'>): Message {
    const person = this.#person(chatId);
    const message = this.#message(person.chat);
    person.shown.push({ ...shown, messageId: message.message_id, edited: 0 });
    this.#changed();
    const { file, location, markup, text } = shown;
    return {
      ...message,
      from: this.me(),
      ...(file ? { document: describe(file), ...(text ? { caption: text } : {}) } : location ? { location } : { text }),
      ...(markup && 'inline_keyboard' in markup ? { reply_markup: markup } : {}),
    };
  }

  edit(chatId: string, messageId: number, change: Partial<Pick<Shown, 'text' | 'markup'>>): Message {
    const person = this.#person(chatId);
    const at = person.shown.findIndex((one) => one.messageId === messageId);
    const before = person.shown[at];
    if (!before) throw badRequest('message to edit not found');
    const after = { ...before, ...change, edited: before.edited + 1 };
    if (after.text === before.text && JSON.stringify(after.markup) === JSON.stringify(before.markup)) {
      throw badRequest('message is not modified: specified new message content and reply markup are exactly the same');
    }
    person.shown[at] = after;
    this.#changed();
    return { ...this.#message(person.chat), message_id: messageId, text: after.text };
  }

  answerQuery(id: string, text: string | null): void {
    const query = this.#queries.get(id);
    if (!query) throw badRequest('query is too old and response timeout expired or query ID is invalid');
    this.#queries.set(id, { answered: true, text });
  }

  me(): User & { readonly username: string } {
    return {
      id: Number(this.#options.token.split(':')[0]),
      is_bot: true,
      first_name: 'Trợ lý OCOP',
      username: this.username,
    };
  }

  chat(id: string): Chat {
    return this.#person(id).chat;
  }

  #person(id: string): Person {
    const person = this.#people.get(id);
    if (!person) throw badRequest('chat not found');
    return person;
  }

  #message(chat: Chat): Message {
    this.#lastMessage += 1;
    return { message_id: this.#lastMessage, date: this.#date(), chat };
  }

  #push(update: Omit<Update, 'update_id'>): Update {
    this.#lastUpdate += 1;
    const whole = { update_id: this.#lastUpdate, ...update };
    this.#waiting.push(whole);
    this.#changed();
    return whole;
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #date(): number {
    return Math.floor(this.#options.now() / 1000);
  }
}

function userOf({ id, first_name }: Chat): User {
  return { id, is_bot: false, first_name, language_code: 'vi' };
}

function describe({ id, name, mime, bytes }: StoredFile) {
  return { file_id: id, file_unique_id: id.slice(0, 12), file_name: name, mime_type: mime, file_size: bytes.length };
}

function tooMany(seconds: number): Refusal {
  const wait = Math.max(1, Math.ceil(seconds));
  return new Refusal(429, `Too Many Requests: retry after ${wait}`, wait);
}
