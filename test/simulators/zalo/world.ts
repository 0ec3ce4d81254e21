import { createHash, randomBytes } from 'node:crypto';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What the console of a real account would hold. */
export interface ZaloSettings {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  /** 2: business, 4: state agency. */
  readonly oaType: 2 | 4;
  readonly verified: boolean;
  /** Of the webhook page; not the app's secret. */
  readonly oaSecretKey: string;
  readonly callbackUrl: string;
  /** Where events go; null: nowhere. */
  readonly webhookUrl: string | null;
  /** Requests a minute of the package "Tăng trưởng". */
  readonly ratePerMinute: number;
  readonly requireProof: boolean;
  readonly accessTokenMs: number;
  /** Messages outside the 48 hours that the package pays for. */
  readonly packageMessages: number;
  /** Its last day, `31/12/2026`. */
  readonly packageUntil: string;
  /** Of the question what of these is left, the shapes that sources tell of. */
  readonly quotaShape: 'assets' | 'one' | 'without-numbers';
  /** đồng. */
  readonly wallet: number;
  /** Milliseconds until a webhook counts as failed. */
  readonly ackMs: number;
}

export const DEFAULT_SETTINGS: ZaloSettings = {
  appId: '1234567890123456789',
  appSecret: 'app-secret-of-the-simulator',
  oaId: '9876543210987654321',
  oaType: 2,
  verified: true,
  oaSecretKey: 'oa-secret-key-of-the-simulator',
  callbackUrl: 'http://localhost:3000/connect/zalo/callback',
  webhookUrl: null,
  ratePerMinute: 100,
  requireProof: false,
  accessTokenMs: 25 * HOUR,
  packageMessages: 500,
  packageUntil: '31/12/2099',
  quotaShape: 'assets',
  wallet: 100_000,
  ackMs: 2_000,
};

/** What a person sees of one message of the account. */
export interface Shown {
  readonly id: string;
  readonly at: number;
  readonly from: 'oa' | 'officer' | 'person';
  readonly text: string;
  readonly buttons: readonly { readonly title: string; readonly payload: string }[];
  readonly file: string | null;
  /** How the account paid for it. */
  readonly quota: string | null;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  follower: boolean;
  lastInteraction: number | null;
  readonly thread: Shown[];
}

/**
 * - `error`: answered with this number. `status`: an HTML page of a gateway with this HTTP status.
 * - `drop`: the connection is cut before or after the request is worked on.
 */
export interface Fault {
  readonly error?: number;
  readonly status?: number;
  readonly drop?: 'before' | 'after';
  /** How many requests it hits; without it all. */
  times?: number;
}

export interface Template {
  readonly id: string;
  readonly name: string;
  status: 'ENABLE' | 'PENDING_REVIEW' | 'DISABLE' | 'REJECT';
  /** 1 transaction, 2 customer care, 3 promotion. */
  readonly tag: 1 | 2 | 3;
  readonly parameters: readonly { readonly name: string; readonly require: boolean; readonly maxLength: number }[];
  readonly pricePhone: number;
  readonly priceUid: number;
  /** Old templates go by phone only. */
  readonly byUid: boolean;
}

interface Uploaded {
  readonly kind: 'image' | 'file';
  readonly name: string;
  readonly at: number;
}

export class RefusedByZalo extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Everything that the simulated platform knows, in memory. */
export class World {
  settings: ZaloSettings;
  readonly people = new Map<string, Person>();
  readonly faults = new Map<string, Fault>();
  readonly templates = new Map<string, Template>();
  readonly codes = new Map<string, { challenge: string | null; expiresAt: number; used: boolean }>();
  readonly accessTokens = new Map<string, { expiresAt: number; alive: boolean }>();
  readonly refreshTokens = new Map<string, { expiresAt: number; used: boolean }>();
  readonly uploads = new Map<string, Uploaded>();
  /** Successful refreshes and exchanges, for "two workers, one call". */
  tokenCalls = 0;
  billed = 0;
  wallet: number;
  packageLeft: number;
  zbsLeft = 500;
  #offset = 0;
  #ids = 0;
  #minute = { start: 0, calls: 0 };
  readonly #base: () => number;

  /** @param base Milliseconds since 1970 that `advance` and `setClock` add to. */
  constructor(settings: Partial<ZaloSettings>, base: () => number = Date.now) {
    this.#base = base;
    this.settings = { ...DEFAULT_SETTINGS, ...settings };
    this.wallet = this.settings.wallet;
    this.packageLeft = this.settings.packageMessages;
  }

  now(): number {
    return this.#base() + this.#offset;
  }

  advance(milliseconds: number): void {
    this.#offset += milliseconds;
  }

  setClock(instant: number): void {
    this.#offset = instant - this.#base();
  }

  newId(): string {
    this.#ids += 1;
    return createHash('sha256').update(`id ${this.#ids} ${this.settings.oaId}`).digest('hex').slice(0, 20);
  }

  /** Hour of the day in Viet Nam, 0–23. */
  hour(): number {
    return new Date(this.now() + 7 * HOUR).getUTCHours();
  }

  person(id: string): Person {
    const person = this.people.get(id);
    if (!person) throw new RefusedByZalo(-201, 'user_id is invalid!');
    return person;
  }

  addPerson(id: string, name = 'Nguyễn Thị Mận', phone: string | null = null): Person {
    const person: Person = { id, name, phone, follower: false, lastInteraction: null, thread: [] };
    this.people.set(id, person);
    return person;
  }

  packageQuota(): object {
    const { packageMessages: total, packageUntil, quotaShape } = this.settings;
    const asset = { product_type: 'cs', quota_type: 'sub_quota', valid_through: packageUntil };
    if (quotaShape === 'without-numbers') return [asset];
    const counted = { ...asset, remain: this.packageLeft, total };
    return quotaShape === 'one' ? counted : [counted];
  }

  /** One call of the account in this minute; how many are left. */
  countCall(): { limit: number; remaining: number } {
    const start = Math.floor(this.now() / MINUTE) * MINUTE;
    if (this.#minute.start !== start) this.#minute = { start, calls: 0 };
    this.#minute.calls += 1;
    const limit = this.settings.ratePerMinute;
    return { limit, remaining: limit - this.#minute.calls };
  }

  takeFault(key: string): Fault | null {
    for (const name of [key, '*']) {
      const fault = this.faults.get(name);
      if (!fault) continue;
      if (fault.times !== undefined) {
        fault.times -= 1;
        if (fault.times <= 0) this.faults.delete(name);
      }
      return fault;
    }
    return null;
  }

  /** A new pair kills the access token before it at once. */
  issuePair(): { access_token: string; refresh_token: string; expires_in: string } {
    for (const token of this.accessTokens.values()) token.alive = false;
    const access_token = `at-${randomBytes(24).toString('base64url')}`;
    const refresh_token = `rt-${randomBytes(24).toString('base64url')}`;
    this.accessTokens.set(access_token, { expiresAt: this.now() + this.settings.accessTokenMs, alive: true });
    this.refreshTokens.set(refresh_token, { expiresAt: this.now() + 90 * DAY, used: false });
    return { access_token, refresh_token, expires_in: String(Math.round(this.settings.accessTokenMs / 1000)) };
  }

  checkAccess(token: string | undefined): void {
    const known = token === undefined ? undefined : this.accessTokens.get(token);
    if (!known) throw new RefusedByZalo(-216, 'Access token is invalid');
    if (!known.alive || known.expiresAt <= this.now()) {
      throw new RefusedByZalo(-220, 'access_token is expired or removed');
    }
  }
}
