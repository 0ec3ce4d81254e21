import { type Telegram, TelegramError } from 'telegraf';
import { overLimit } from '../over-limit.ts';
import type { Channel, ChannelLimits, FetchedFile, OutgoingMessage, SendOutcome } from '../types.ts';
import { describeError } from './describe-error.ts';
import { within } from './within.ts';

/** https://core.telegram.org/bots/api: text 4,096, caption 1,024; a label of more than 40 is cut on a small phone. */
export const TELEGRAM_LIMITS: ChannelLimits = { text: 4_096, caption: 1_024, buttons: 40, buttonLabel: 40 };

/** A call that hangs longer has its answer lost. The library alone would wait 500 seconds. */
const TIMEOUT_MS = 20_000;
/** Files are larger than words. */
const FILE_TIMEOUT_MS = 60_000;

const REASONS = {
  recipient: 'Người nhận đã chặn hoặc xóa trợ lý trên Telegram.',
  configuration: 'Mã của bot Telegram không còn dùng được; quản trị viên cần xem lại.',
  permanent: 'Telegram không nhận tin này.',
  busy: 'Telegram đang bận; trợ lý sẽ gửi lại.',
  justNotified: 'Vừa có một thông báo gửi tới cuộc trò chuyện này; trợ lý sẽ gửi ngay sau đó.',
  unreachable: 'Không kết nối được với Telegram; trợ lý sẽ gửi lại.',
  lost: 'Mất kết nối khi chờ Telegram trả lời nên không rõ tin đã tới hay chưa.',
};

export interface TelegramParts {
  /** `new Telegram(token, { apiRoot, webhookReply: false })`. */
  readonly telegram: Telegram;
  /** For the operator; never what was sent, never to whom. */
  readonly onFailure: (failure: { readonly method: string; readonly kind: string; readonly message: string }) => void;
  /** Milliseconds until a reply may follow a notice in this chat; left out: notices go another way. */
  readonly untilChatIsFree?: (externalId: string) => Promise<number>;
}

/** Sends through the Bot API. One call a message: what does not fit was cut before (`fitMessage`). */
export function createTelegramChannel({
  telegram,
  onFailure,
  untilChatIsFree,
}: TelegramParts): Channel & { readonly id: 'telegram' } {
  return {
    id: 'telegram',
    limits: TELEGRAM_LIMITS,

    async send(externalId, message) {
      const problem = overLimit(message, TELEGRAM_LIMITS);
      if (problem) return { kind: 'failed', retryable: false, reason: problem };
      const waitMs = message.notice ? 0 : ((await untilChatIsFree?.(externalId)) ?? 0);
      if (waitMs > 0) {
        return { kind: 'failed', retryable: true, reason: REASONS.justNotified, retryAfterMs: waitMs, cause: 'rate' };
      }
      const { file } = message;
      // Telegram counts what it gets: the limits are those of the composed form.
      const text = message.text.normalize('NFC');
      const common = { chat_id: externalId, ...replyMarkup(message) };
      try {
        const sent = file
          ? await telegram.callApi(
              'sendDocument',
              {
                ...common,
                document: { source: Buffer.from(file.bytes), filename: file.name },
                ...(text ? { caption: text } : {}),
              },
              within(FILE_TIMEOUT_MS),
            )
          : await telegram.callApi('sendMessage', { ...common, text }, within(TIMEOUT_MS));
        return { kind: 'sent', messageId: String(sent.message_id) };
      } catch (error) {
        const failure = describeError(error);
        onFailure({ method: file ? 'sendDocument' : 'sendMessage', kind: failure.kind, message: failure.message });
        return outcomeOf(failure);
      }
    },

    async fetchFile(_externalId, ref, mostBytes): Promise<FetchedFile> {
      try {
        const { file_size = 0 } = await telegram.getFile(ref);
        if (file_size > mostBytes) return { kind: 'too-large' };
      } catch (error) {
        if (!(error instanceof TelegramError) || error.code !== 400) throw error;
        return /too big/i.test(error.description) ? { kind: 'too-large' } : { kind: 'gone' };
      }
      const address = await telegram.getFileLink(ref);
      // From Telegram's own server alone: being sent on to another host would make us somebody's errand boy.
      const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(FILE_TIMEOUT_MS) });
      if (response.status === 404) return { kind: 'gone' };
      if (!response.ok || !response.body) throw new Error(`file not fetched: ${response.status}`);
      return readAtMost(response.body, mostBytes);
    },
  };
}

function outcomeOf(failure: ReturnType<typeof describeError>): SendOutcome {
  switch (failure.kind) {
    case 'recipient':
      return { kind: 'failed', retryable: false, reason: REASONS.recipient, cause: 'recipient' };
    case 'configuration':
      return { kind: 'failed', retryable: false, reason: REASONS.configuration, cause: 'account' };
    case 'permanent':
      return { kind: 'failed', retryable: false, reason: REASONS.permanent };
    case 'unreachable':
      return { kind: 'failed', retryable: true, reason: REASONS.unreachable, cause: 'down' };
    case 'transient': {
      const { retryAfter } = failure;
      const rate = retryAfter === null ? {} : { retryAfterMs: retryAfter * 1000, cause: 'rate' as const };
      return { kind: 'failed', retryable: true, reason: REASONS.busy, ...rate };
    }
    case 'lost':
      return { kind: 'uncertain', reason: REASONS.lost };
    default:
      return failure satisfies never;
  }
}

/** Buttons under the message; with a request for the phone number they are keys, which say their label when pressed. */
function replyMarkup({ buttons, requestContact }: OutgoingMessage) {
  if (requestContact !== undefined) {
    const keys = [[{ text: requestContact, request_contact: true }], ...buttons.map(({ label }) => [{ text: label }])];
    return { reply_markup: { keyboard: keys, resize_keyboard: true, one_time_keyboard: true } };
  }
  if (buttons.length === 0) return {};
  return {
    reply_markup: { inline_keyboard: buttons.map(({ label, payload }) => [{ text: label, callback_data: payload }]) },
  };
}

async function readAtMost(body: ReadableStream<Uint8Array>, mostBytes: number): Promise<FetchedFile> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { kind: 'fetched', bytes: Buffer.concat(parts) };
    size += value.length;
    if (size > mostBytes) {
      await reader.cancel();
      return { kind: 'too-large' };
    }
    parts.push(value);
  }
}
