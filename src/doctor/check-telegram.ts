import { Telegram, TelegramError } from 'telegraf';
import type { Config } from '../config.ts';
import { broken, type Finding, fine, warning } from './finding.ts';

/** Telegram keeps updates for a day; more than this waiting means that nobody takes them. */
const MANY_WAITING = 100;
const TIMEOUT_MS = 10_000;

/** The bot as Telegram sees it. Announces and takes nothing. */
export async function checkTelegram({
  telegram: { botToken, apiRoot, webhookSecret },
  publicUrl,
}: Pick<Config, 'telegram' | 'publicUrl'>): Promise<Finding[]> {
  if (botToken === null) return [fine('telegram', 'Không dùng Telegram.')];
  const telegram = new Telegram(botToken, { apiRoot, webhookReply: false });
  const expected = webhookSecret !== null && publicUrl !== null ? `${publicUrl}/webhooks/telegram` : '';
  try {
    const me = await within(telegram.getMe());
    const webhook = await within(telegram.getWebhookInfo());
    const { last_error_message: lastError, pending_update_count: waiting } = webhook;
    return [
      fine('telegram', `Bot @${me.username} dùng được.`),
      checkAddress(webhook.url ?? '', expected),
      lastError === undefined
        ? fine('telegram-errors', 'Telegram không báo lỗi gửi tin nào.')
        : broken(
            'telegram-errors',
            `Telegram báo lỗi khi gửi tin tới: ${lastError}.`,
            'Kiểm tra https, tên miền và proxy.',
          ),
      waiting > MANY_WAITING
        ? warning('telegram-waiting', `${waiting} tin đang chờ ở Telegram.`, 'Chạy npm start; xem nhật ký.')
        : fine('telegram-waiting', `${waiting} tin đang chờ ở Telegram.`),
    ];
  } catch (error) {
    return [
      error instanceof TelegramError && (error.code === 401 || error.code === 404)
        ? broken('telegram', 'Telegram không nhận mã của bot.', 'Lấy mã mới ở @BotFather, đặt lại TELEGRAM_BOT_TOKEN.')
        : broken(
            'telegram',
            'Không kết nối được với Telegram.',
            'Mạng trong nước có lúc chặn Telegram: kiểm tra mạng, TELEGRAM_API_ROOT. Zalo vẫn chạy.',
          ),
    ];
  }
}

function checkAddress(actual: string, expected: string): Finding {
  if (actual === expected) {
    const text =
      expected === '' ? 'Trợ lý tự hỏi tin mới, Telegram không gửi đi đâu khác.' : `Telegram gửi tin tới ${expected}.`;
    return fine('telegram-webhook', text);
  }
  return broken(
    'telegram-webhook',
    expected === ''
      ? 'Telegram đang gửi tin tới một địa chỉ khác.'
      : 'Telegram chưa gửi tin tới địa chỉ của chương trình.',
    'Chạy npm start để khai lại. Còn chương trình khác dùng cùng mã bot thì dừng nó.',
  );
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), TIMEOUT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
