import type { Config } from '../config.ts';
import { broken, type Finding, fine, warning } from './finding.ts';

type Settings = Pick<Config, 'office' | 'officeHours' | 'telegram' | 'zalo' | 'publicUrl' | 'alerts'>;

/** Who answers for the data, when somebody is there, and who is told when nobody comes. */
export function checkSettings(config: Settings, desks: 'usable' | 'unusable'): Finding[] {
  return [
    checkOffice(config),
    desks === 'unusable'
      ? broken(
          'desks',
          'Tệp OFFICE_DESKS không dùng được nên chương trình không khởi động.',
          'Sửa tệp theo mẫu ở docs/operating.md: mã xã năm số, tên, nơi liên hệ, giờ dạng 07:30-11:30, 13:30-17:00.',
        )
      : config.officeHours === null
        ? warning('desks', 'Chưa có giờ làm việc: trợ lý không hẹn được lúc cán bộ trả lời.', 'Đặt OFFICE_HOURS.')
        : fine('desks', 'Giờ làm việc và nơi liên hệ dùng được.'),
    checkAlerts(config),
  ];
}

function checkOffice({ office, telegram, zalo }: Settings): Finding {
  if (office) return fine('office', `Cơ quan chịu trách nhiệm về dữ liệu: ${office.name}.`);
  const todo = 'Đặt OFFICE_NAME và OFFICE_CONTACT: thông báo xin đồng ý phải nêu ai giữ dữ liệu.';
  return telegram.botToken !== null || zalo !== null
    ? broken('office', 'Zalo và Telegram đóng vì chưa có tên và nơi liên hệ của cơ quan giữ dữ liệu.', todo)
    : warning('office', 'Chưa có tên và nơi liên hệ của cơ quan giữ dữ liệu.', todo);
}

function checkAlerts({ alerts, telegram, zalo }: Settings): Finding {
  if (alerts.telegramChat !== null && telegram.botToken === null) {
    return broken(
      'alerts',
      'ALERT_TELEGRAM_CHAT đặt mà Telegram chưa nối.',
      'Đặt TELEGRAM_BOT_TOKEN hoặc bỏ biến này.',
    );
  }
  if (alerts.zaloUser !== null && zalo === null) {
    return broken('alerts', 'ALERT_ZALO_USER đặt mà Zalo chưa nối.', 'Đặt các biến ZALO_… hoặc bỏ biến này.');
  }
  const ways = [
    alerts.email && 'thư điện tử',
    alerts.telegramChat !== null && 'Telegram',
    alerts.zaloUser !== null && 'Zalo',
  ].filter(Boolean);
  return ways.length > 0
    ? fine('alerts', `Người chờ cán bộ quá ${alerts.afterMinutes} phút làm việc thì báo qua ${ways.join(', ')}.`)
    : warning(
        'alerts',
        'Người chờ cán bộ quá lâu chỉ có trong nhật ký và /metrics.',
        'Đặt SMTP_URL và ALERT_EMAIL, hoặc ALERT_TELEGRAM_CHAT, ALERT_ZALO_USER.',
      );
}
