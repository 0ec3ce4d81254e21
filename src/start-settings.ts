import { hostAbroad } from './assistant/host-abroad.ts';
import { createAccountStore } from './channels/zalo/store/account-store.ts';
import type { Config } from './config.ts';
import { consentWording } from './conversation/consent-text.ts';
import { TEXTS, text } from './conversation/texts.ts';
import { checkDisk } from './doctor/check-database.ts';
import { checkKey } from './doctor/check-key.ts';
import { checkModel } from './doctor/check-model.ts';
import { checkSettings } from './doctor/check-settings.ts';
import { checkTelegram } from './doctor/check-telegram.ts';
import { checkZalo, checkZaloWebhook } from './doctor/check-zalo.ts';
import { broken, type Finding, fine } from './doctor/finding.ts';
import { showHours } from './handoff/hours.ts';
import type { LiveDesks } from './handoff/store/live-desks.ts';
import type { DeliverySettings } from './notifications/policy/types.ts';
import type { Way } from './notifications/types.ts';
import type { Installation, SettingGroup, SettingLine } from './office/services/settings/installation.ts';
import { type LiveSettings, openLiveSettings } from './office/store/live-settings.ts';
import type { Clock } from './platform/clock.ts';
import type { Crypto } from './platform/crypto.ts';
import type { Database } from './platform/database/database.ts';
import type { Log } from './platform/log.ts';
import type { Queue } from './platform/queue/queue.ts';

export interface SettingsParts {
  readonly config: Config;
  readonly database: Pick<Database, 'client'>;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly queue: Pick<Queue, 'isReady'>;
  readonly desks: LiveDesks;
  readonly settings: LiveSettings;
}

/** What the console shows of how the program is set up. */
export function openInstallation(parts: SettingsParts): Installation {
  const { config, desks, settings } = parts;
  return {
    groups: groupsOf(config),
    consent: () => consentWording({ controller: controllerWords(settings), abroad: hostAbroad(config.openai) }),
    settings,
    texts: TEXTS,
    deskOf(unit) {
      const { name, contact, hours } = desks.deskOf(unit);
      return { name, contact, hours: hours && showHours(hours) };
    },
    refreshDesks: desks.refresh,
    checkHealth: () => checkHealth(parts),
  };
}

/** What an office sets by itself, on top of the environment. */
export function openOfficeSettings(
  { client }: Pick<Database, 'client'>,
  { office, delivery }: Pick<Config, 'office' | 'delivery'>,
  log: Log,
): Promise<LiveSettings> {
  return openLiveSettings(client, { controller: office, quiet: delivery.quiet }, log);
}

/** Who answers for the personal data, as the assistant says it. */
export function controllerWords({ current }: Pick<LiveSettings, 'current'>): string {
  const { controller } = current();
  return controller ? `${controller.name} (${controller.contact})` : text('controllerDefault');
}

/** As the doctor looks at it, from inside the running program. */
async function checkHealth({ config, database, crypto, clock, queue }: SettingsParts): Promise<Finding[]> {
  const { client } = database;
  const readAccount = createAccountStore(client, crypto, config.zalo?.oaId ?? '').read;
  const [disk, key, ready, telegram, zalo, webhook, model] = await Promise.all([
    checkDisk(config.dataDir),
    checkKey(client, crypto),
    queue.isReady(),
    checkTelegram(config),
    checkZalo(config, readAccount, clock.now()),
    checkZaloWebhook(config),
    checkModel(config.openai),
  ]);
  return [
    ...checkSettings(config, 'usable'),
    disk,
    key,
    ready ? fine('queue', 'Hàng đợi nhận việc.') : broken('queue', 'Hàng đợi không nhận việc.', 'Xem nhật ký.'),
    ...telegram,
    ...zalo,
    ...webhook,
    ...model,
  ];
}

function groupsOf(config: Config): SettingGroup[] {
  const { officeHours, desksFile, alerts, delivery, telegram, zalo, openai } = config;
  return [
    {
      title: 'Giờ làm việc và nơi liên hệ chung',
      lines: [
        line('Giờ làm việc của tỉnh', officeHours, 'OFFICE_HOURS'),
        line('Tệp nơi liên hệ của các xã', desksFile && 'có', 'OFFICE_DESKS'),
      ],
    },
    { title: 'Số lượng và cách gửi thông báo', lines: noticeLines(delivery, config.broadcastApprovalAbove) },
    {
      title: 'Báo cho cơ quan khi không ai nhận',
      lines: [
        line('Sau bao lâu', `${alerts.afterMinutes} phút làm việc`, 'HANDOFF_ALERT_MINUTES'),
        line('Thư điện tử', alerts.email?.to ?? null, 'ALERT_EMAIL'),
        line('Telegram', alerts.telegramChat && 'có', 'ALERT_TELEGRAM_CHAT'),
        line('Zalo', alerts.zaloUser && 'có', 'ALERT_ZALO_USER'),
      ],
    },
    {
      title: 'Kênh và mô hình ngôn ngữ',
      lines: [
        line('Zalo OA', zalo?.oaId ?? null, 'ZALO_OA_ID'),
        line('Giới hạn Zalo', zalo && `${zalo.requestsPerMinute} lời gọi mỗi phút`, 'ZALO_REQUESTS_PER_MINUTE'),
        line('Telegram', telegram.botToken && 'đã nối', 'TELEGRAM_BOT_TOKEN'),
        line('Mô hình ngôn ngữ', openai.chatModel, 'OPENAI_CHAT_MODEL'),
        line('Nơi đặt mô hình', openai.chatModel && PLACES[openai.dataLocation], 'OPENAI_DATA_LOCATION'),
        line(
          'Che thông tin riêng trước khi gửi',
          openai.chatModel && (openai.masking ? 'có' : 'không'),
          'OPENAI_MASKING',
        ),
      ],
    },
  ];
}

const PLACES = { local: 'tại chỗ', vietnam: 'trong nước', foreign: 'ngoài nước' } as const;

const WAY_WORDS: Readonly<Record<Way, string>> = {
  'zalo-window': 'Zalo trong 48 giờ',
  'zalo-paid': 'Zalo trong 7 ngày, trả phí',
  'zbs-uid': 'tin mẫu Zalo',
  'zbs-phone': 'tin mẫu tới số điện thoại',
  telegram: 'Telegram',
  simulator: 'trang chat',
};

function noticeLines({ perDay, perWeek, order }: DeliverySettings, approvalAbove: number): SettingLine[] {
  return [
    line('Nhiều nhất một người một ngày', `${perDay} tin`, 'NOTICES_PER_DAY'),
    line('Nhiều nhất một người một tuần', `${perWeek} tin`, 'NOTICES_PER_WEEK'),
    line('Cách gửi, ưu tiên trước', order.map((way) => WAY_WORDS[way]).join(', '), 'NOTICE_WAYS'),
    line('Cần người thứ hai duyệt khi quá', `${approvalAbove} người nhận`, 'BROADCAST_APPROVAL_ABOVE'),
  ];
}

const line = (name: string, value: string | null, variable: string): SettingLine => ({ name, value, variable });
