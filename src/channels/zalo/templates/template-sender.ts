import { createHash } from 'node:crypto';
import { countCharacters } from '../../../language/text.ts';
import type { SendOutcome } from '../../types.ts';
import type { BusinessClient, TemplateInfo } from '../client/business.ts';
import type { Failure } from '../client/failures.ts';
import type { Result } from '../client/http.ts';
import type { OpenApiClient, TemplateData } from '../client/openapi.ts';
import { describeFailure } from '../describe-failure.ts';
import type { Tokens } from '../tokens.ts';
import type { TemplatePurpose } from './purposes.ts';

export interface TemplateMessage {
  /** Idempotency key: the same key is never sent twice. */
  readonly key: string;
  readonly purpose: TemplatePurpose;
  /** Their Zalo id where they ever wrote (cheaper), their phone `84…` where the number is known; at least one. */
  readonly externalId: string | null;
  readonly phone: string | null;
  readonly data: TemplateData;
}

export type TemplateWay = 'uid' | 'phone';

export interface TemplateEnd {
  readonly status: 'sent' | 'failed' | 'uncertain';
  readonly reason: string | null;
  readonly messageId: string | null;
}

/** Where sends are kept: a delivery event is found again by them, and a key is never sent twice. */
export interface TemplateLedger {
  /** What Zalo said of the template last; null when none is configured, or it was never read. */
  find(purpose: TemplatePurpose): Promise<TemplateInfo | null>;
  /** False: this key was begun before. */
  begin(send: {
    trackingId: string;
    purpose: TemplatePurpose;
    way: TemplateWay;
    price: number | null;
  }): Promise<boolean>;
  /** Certainly not sent: the key may be begun again. */
  forget(trackingId: string): Promise<void>;
  end(trackingId: string, end: TemplateEnd): Promise<void>;
  ended(trackingId: string): Promise<TemplateEnd | null>;
}

export interface TemplateSenderParts {
  readonly openapi: Pick<OpenApiClient, 'sendTemplate'>;
  readonly business: Pick<BusinessClient, 'sendTemplate'>;
  readonly tokens: Tokens;
  readonly ledger: TemplateLedger;
  readonly now: () => Date;
}

export interface TemplateSender {
  /** đồng for one message, as Zalo announced it; null when unknown or not configured. */
  price(purpose: TemplatePurpose, way: TemplateWay): Promise<number | null>;
  send(message: TemplateMessage): Promise<SendOutcome>;
}

const HOUR_MS = 3_600_000;
/** Sources disagree on Zalo's hours (06–22, 07–22); these lie within all of them, and let people sleep. */
const DAY_STARTS = 8;
const DAY_ENDS = 20;
const NOT_BY_UID = -249;
const REASONS = {
  none: 'Chưa có tin mẫu được duyệt cho việc này.',
  status: 'Tin mẫu cho việc này chưa được duyệt hoặc đã bị tạm ngừng.',
  nobody: 'Không có tài khoản Zalo hay số điện thoại của người nhận.',
  night: 'Tin mẫu chỉ gửi từ 8 giờ đến 20 giờ.',
  byPhone: 'Tin mẫu này chỉ gửi được theo số điện thoại.',
  begun: 'Lần gửi trước bị ngắt giữa chừng; không rõ tin đã tới hay chưa.',
};

/** ZBS templates: for people who have not written for so long that nothing else reaches them. Paid. */
export function createTemplateSender({ openapi, business, tokens, ledger, now }: TemplateSenderParts): TemplateSender {
  async function authorised<T>(call: (token: string) => Promise<Result<T>>): Promise<Result<T>> {
    const token = await tokens.current();
    if (token.kind !== 'token') return withoutToken(token.kind === 'broken' ? 'human' : 'unreachable');
    const first = await call(token.accessToken);
    if (first.ok || first.failure.kind !== 'refresh') return first;
    const renewed = await tokens.renew(token.version);
    return renewed.kind === 'token' ? call(renewed.accessToken) : withoutToken('unreachable');
  }

  function post(way: TemplateWay, to: string, id: string, data: TemplateData, trackingId: string) {
    return way === 'uid'
      ? authorised((token) => openapi.sendTemplate(token, to, id, data))
      : authorised((token) => business.sendTemplate(token, { phone: to, templateId: id, data, trackingId }));
  }

  async function sendBy(way: TemplateWay, to: string, template: TemplateInfo, message: TemplateMessage) {
    const trackingId = createHash('sha256').update(`${way} ${message.key}`).digest('base64url');
    const price = way === 'uid' ? template.priceUid : template.pricePhone;
    if (!(await ledger.begin({ trackingId, purpose: message.purpose, way, price }))) {
      const ended = await ledger.ended(trackingId);
      return { outcome: ended ? outcomeOf(ended) : uncertain(REASONS.begun), failure: null };
    }
    const sent = await post(way, to, template.id, message.data, trackingId);
    if (sent.ok) {
      const { messageId } = sent.value;
      await ledger.end(trackingId, { status: 'sent', reason: null, messageId });
      return { outcome: { kind: 'sent', messageId } as const, failure: null };
    }
    const outcome = describeFailure(sent.failure, now());
    if (outcome.kind === 'failed' && outcome.retryable) await ledger.forget(trackingId);
    else {
      const status = outcome.kind === 'uncertain' ? 'uncertain' : 'failed';
      await ledger.end(trackingId, { status, reason: outcome.reason, messageId: null });
    }
    return { outcome, failure: sent.failure };
  }

  return {
    async price(purpose, way) {
      const template = await ledger.find(purpose);
      return (way === 'uid' ? template?.priceUid : template?.pricePhone) ?? null;
    },

    async send(message) {
      const template = await ledger.find(message.purpose);
      if (template?.status !== 'ENABLE') {
        const reason = template ? REASONS.status : REASONS.none;
        return { kind: 'failed', retryable: false, reason, cause: 'template' };
      }
      const problem = problemOf(template, message);
      if (problem) return { kind: 'failed', retryable: false, reason: problem };
      const retryAfterMs = untilDay(now());
      if (retryAfterMs > 0) return { kind: 'failed', retryable: true, retryAfterMs, reason: REASONS.night };
      if (message.externalId !== null) {
        const { outcome, failure } = await sendBy('uid', message.externalId, template, message);
        // Old templates go by phone only; any other failure may have been delivered.
        if (failure?.code !== NOT_BY_UID) return outcome;
        if (message.phone === null)
          return { kind: 'failed', retryable: false, reason: REASONS.byPhone, cause: 'template' };
      }
      return (await sendBy('phone', message.phone ?? '', template, message)).outcome;
    },
  };
}

/** Checked before Zalo is asked: a refusal there counts against the template. */
function problemOf(template: TemplateInfo, { externalId, phone, data }: TemplateMessage): string | null {
  if (externalId === null && phone === null) return REASONS.nobody;
  for (const { name, required, maxLength } of template.parameters) {
    const value = data[name] ?? '';
    if (required && value === '') return `Tin mẫu thiếu tham số ${name}.`;
    if (maxLength !== null && countCharacters(value) > maxLength) return `Tham số ${name} dài quá ${maxLength} ký tự.`;
  }
  return null;
}

/** 0 within 8–20 h in Viet Nam (UTC+7, no summer time); else milliseconds until 8. */
function untilDay(now: Date): number {
  const timeOfDay = (now.getTime() + 7 * HOUR_MS) % (24 * HOUR_MS);
  if (timeOfDay >= DAY_STARTS * HOUR_MS && timeOfDay < DAY_ENDS * HOUR_MS) return 0;
  return (DAY_STARTS * HOUR_MS - timeOfDay + 24 * HOUR_MS) % (24 * HOUR_MS);
}

function outcomeOf({ status, reason, messageId }: TemplateEnd): SendOutcome {
  if (status === 'sent') return { kind: 'sent', messageId: messageId ?? '' };
  if (status === 'uncertain') return uncertain(reason ?? REASONS.begun);
  return { kind: 'failed', retryable: false, reason: reason ?? '' };
}

const uncertain = (reason: string): SendOutcome => ({ kind: 'uncertain', reason });

function withoutToken(kind: Failure['kind']): { ok: false; failure: Failure; rate: null } {
  return { ok: false, failure: { kind, host: 'openapi', code: null, message: 'no access token' }, rate: null };
}
