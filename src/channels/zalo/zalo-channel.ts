import { overLimit } from '../over-limit.ts';
import type { Channel, ChannelLimits, OutgoingFile, OutgoingMessage, SendOutcome } from '../types.ts';
import { markPayload } from './button-payload.ts';
import type { Failure } from './client/failures.ts';
import type { Result } from './client/http.ts';
import {
  buttonsMessage,
  fileMessage,
  imageMessage,
  MESSAGE_LIMITS,
  requestInfoMessage,
  textMessage,
  type ZaloMessage,
} from './client/messages.ts';
import type { ApiVersion, OpenApiClient, SentMessage } from './client/openapi.ts';
import { describeFailure, untilNextMinute } from './describe-failure.ts';
import { type FileFetcher, fetchFile } from './fetch-file.ts';
import type { RateGate } from './rate-gate.ts';
import type { Token, Tokens } from './tokens.ts';
import { UploadCache, uploadKind } from './uploads.ts';

export const ZALO_LIMITS: ChannelLimits = {
  text: MESSAGE_LIMITS.text,
  // A file goes alone: Zalo has no words under one.
  caption: 0,
  buttons: MESSAGE_LIMITS.buttons,
  buttonLabel: MESSAGE_LIMITS.buttonTitle,
};

export interface ZaloChannelParts {
  readonly openapi: OpenApiClient;
  readonly tokens: Tokens;
  readonly account: { sendVersion(): Promise<ApiVersion>; pinSendVersion(version: ApiVersion): Promise<void> };
  readonly gate: RateGate;
  readonly files: FileFetcher;
  /** Where a file that Zalo refuses can be fetched; null: nowhere. */
  readonly linkTo: ((file: OutgoingFile) => Promise<string>) | null;
  /** Picture of the form that shares contact data; Zalo shows none without one. Null: people type their number. */
  readonly formImageUrl: string | null;
  /** The message as Zalo's event tells of it, the text in NFC. */
  readonly findEcho: NonNullable<Channel['findSent']>;
  /** This person does not take our messages any more. */
  readonly noteUnreachable: (externalId: string, reason: string) => Promise<void>;
  readonly now: () => Date;
  readonly log: { warn(fields: object, message: string): void; error(fields: object, message: string): void };
}

const WRONG_OA_TYPE = -235;
const VERSION_SHUT_DOWN = -240;
const FORM_SUBTITLE = 'Bấm để gửi số điện thoại của anh/chị, hoặc gõ số vào đây.';
const UPLOAD_EXPIRED = -100;
/** This person's own share of messages is used up; tomorrow they can be reached again. */
const RECEIVED_ENOUGH = -218;
/** For whoever runs the service: nothing gets better by itself. */
const FOR_THE_OPERATOR: ReadonlySet<Failure['kind']> = new Set(['billing', 'configuration', 'permanent', 'human']);

type Sent = { readonly ok: true; readonly messageId: string } | { readonly ok: false; readonly failure: Failure };

/** A Zalo Official Account: messages of consultation within the window that the person's own messages open. */
export function createZaloChannel(parts: ZaloChannelParts): Channel & { readonly id: 'zalo' } {
  const { openapi, tokens, account, gate, now, log } = parts;
  const uploads = new UploadCache(now);
  let version: ApiVersion | null = null;

  /** With a token that works; a refused one is renewed once. A token that can't be had is told as Zalo would. */
  async function authorised<T>(call: (token: string) => Promise<Result<T>>): Promise<Result<T>> {
    const token = await tokenOrNone(tokens.current);
    if (token.kind !== 'token') return withoutToken(token.kind);
    const first = await call(token.accessToken);
    gate.note(first.rate);
    if (first.ok || first.failure.kind !== 'refresh') return first;
    const renewed = await tokenOrNone(() => tokens.renew(token.version));
    if (renewed.kind !== 'token') return withoutToken(renewed.kind);
    const second = await call(renewed.accessToken);
    gate.note(second.rate);
    return second;
  }

  /** The database of the tokens is away: nothing was sent, so the message may wait. */
  async function tokenOrNone(ask: () => Promise<Token>): Promise<Token> {
    try {
      return await ask();
    } catch (error) {
      log.warn({ err: error }, 'no access to the tokens of Zalo');
      return { kind: 'unavailable', reason: '' };
    }
  }

  /** Only the two numbers that say "not this way" lead to the other path: any other failure may have been delivered. */
  async function post(externalId: string, message: ZaloMessage): Promise<Result<SentMessage>> {
    // Read once; should the database be away, the usual path, and asked again the next time.
    version ??= await account.sendVersion().catch(() => null);
    const way = version ?? 'v3.0';
    const sent = await authorised((token) => openapi.send(token, way, externalId, message));
    const turned = sent.ok ? null : otherWay(way, sent.failure);
    if (!turned) return sent;
    log.warn({ from: way, to: turned }, 'Zalo account takes messages by the other path');
    version = turned;
    await account.pinSendVersion(turned).catch((error) => log.warn({ err: error }, 'path not remembered'));
    return authorised((token) => openapi.send(token, turned, externalId, message));
  }

  async function upload(file: OutgoingFile, kind: 'image' | 'file'): Promise<Result<string>> {
    const known = uploads.find(file);
    if (known) return { ok: true, value: known, rate: null };
    const uploaded = await authorised((token) =>
      kind === 'image' ? openapi.uploadImage(token, file) : openapi.uploadFile(token, file),
    );
    if (uploaded.ok) uploads.keep(file, uploaded.value);
    // Nothing was shown to anybody: an upload without an answer may simply be made again.
    else if (uploaded.failure.kind === 'lost') {
      return { ...uploaded, failure: { ...uploaded.failure, kind: 'unreachable' } };
    }
    return uploaded;
  }

  async function sendFile(externalId: string, file: OutgoingFile): Promise<Sent> {
    const kind = uploadKind(file);
    if (!kind) {
      if (!parts.linkTo) {
        return refusal('configuration', `no way to send ${file.mime} of ${file.bytes.length} bytes`);
      }
      return resultOf(await post(externalId, textMessage(`${file.name}: ${await parts.linkTo(file)}`)));
    }
    for (let attempt = 1; ; attempt += 1) {
      const uploaded = await upload(file, kind);
      if (!uploaded.ok) return uploaded;
      const message = kind === 'image' ? imageMessage('', uploaded.value) : fileMessage(uploaded.value);
      const sent = await post(externalId, message);
      if (sent.ok || sent.failure.code !== UPLOAD_EXPIRED || attempt > 1) return resultOf(sent);
      uploads.drop(file);
    }
  }

  async function sendText(externalId: string, { text, buttons }: OutgoingMessage): Promise<Sent> {
    const asked = buttons.map(({ label, payload }) => ({ title: label, payload: markPayload(payload) }));
    const body = asked.length > 0 ? buttonsMessage(text, asked) : textMessage(text);
    return resultOf(await post(externalId, body));
  }

  /** Beside the question, which can be answered by typing as well: should the form not come, nothing is lost. */
  async function offerForm(externalId: string, title: string, imageUrl: string): Promise<void> {
    if ((await gate.waitForReply()) > 0) return;
    const form = requestInfoMessage({ title, subtitle: FORM_SUBTITLE, imageUrl });
    const sent = await post(externalId, form);
    if (!sent.ok) log.warn({ failure: sent.failure }, 'Zalo took no form');
  }

  return {
    id: 'zalo',
    limits: ZALO_LIMITS,

    findSent: (externalId, text, since) => parts.findEcho(externalId, text.normalize('NFC'), since),

    async send(externalId, message): Promise<SendOutcome> {
      const text = message.text.normalize('NFC');
      const problem = refused({ ...message, text });
      if (problem) return { kind: 'failed', retryable: false, reason: problem };
      if (!message.notice && (await gate.waitForReply()) > 0) {
        const reason = 'Đã gửi đủ số tin mỗi phút mà Zalo cho phép.';
        return { kind: 'failed', retryable: true, retryAfterMs: untilNextMinute(now()), reason, cause: 'rate' };
      }
      const sent = message.file
        ? await sendFile(externalId, message.file)
        : await sendText(externalId, { ...message, text });
      if (sent.ok) {
        const { requestContact } = message;
        if (requestContact && parts.formImageUrl) await offerForm(externalId, requestContact, parts.formImageUrl);
        return { kind: 'sent', messageId: sent.messageId };
      }
      const { failure } = sent;
      const outcome = describeFailure(failure, now());
      if (failure.kind === 'recipient' && failure.code !== RECEIVED_ENOUGH) {
        await parts.noteUnreachable(externalId, outcome.reason).catch((error) => log.warn({ err: error }, 'not noted'));
      }
      if (FOR_THE_OPERATOR.has(failure.kind)) log.error({ failure }, 'Zalo refused a message');
      return outcome;
    },

    fetchFile: (_externalId, ref, mostBytes) => fetchFile(parts.files, ref, mostBytes),
  };
}

function otherWay(way: ApiVersion, { host, code }: Failure): ApiVersion | null {
  if (host !== 'openapi') return null;
  if (way === 'v3.0' && code === WRONG_OA_TYPE) return 'v2.0';
  return way === 'v2.0' && code === VERSION_SHUT_DOWN ? 'v3.0' : null;
}

function resultOf(result: Result<SentMessage>): Sent {
  return result.ok ? { ok: true, messageId: result.value.messageId } : result;
}

function refusal(kind: Failure['kind'], message: string): { ok: false; failure: Failure; rate: null } {
  return { ok: false, failure: { kind, host: 'openapi', code: null, message }, rate: null };
}

function withoutToken(kind: 'broken' | 'unavailable') {
  return refusal(kind === 'broken' ? 'human' : 'unreachable', 'no access token');
}

function refused(message: OutgoingMessage): string | null {
  const { text, buttons, file } = message;
  if (file) return text === '' && buttons.length === 0 ? null : 'Tệp gửi qua Zalo không kèm lời hay nút.';
  return text.trim() === '' ? 'Tin không có nội dung.' : overLimit(message, ZALO_LIMITS);
}
