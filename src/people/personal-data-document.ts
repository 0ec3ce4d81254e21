import { topicLabel } from '../notifications/topics.ts';
import { showSize } from '../registration/attachments.ts';
import { centred, entry, heading, plain, prose, wordFile } from '../registration/documents/word.ts';
import { fieldLabel, showValue } from '../registration/form.ts';
import { paperLabel } from '../registration/papers.ts';
import type { AnswerEntry, FieldId, FieldValue } from '../registration/types.ts';
import type { PersonalData } from './personal-data.ts';

const ACTIONS: Readonly<Record<string, string>> = {
  given: 'đồng ý',
  refused: 'không đồng ý',
  withdrawn: 'rút đồng ý',
};

const REPLIES: Readonly<Record<string, string>> = {
  going: 'dự',
  waiting: 'chờ chỗ',
  declined: 'không dự',
};

/** Everything kept about a person as a Word file that they can read; also what was typed and later replaced. */
export function personalDataDocument(data: PersonalData, today: string): Promise<Uint8Array> {
  return wordFile('Dữ liệu của tôi', `Lập ngày ${showDay(today)} theo yêu cầu của người có dữ liệu`, [
    centred('DỮ LIỆU CÁ NHÂN ĐANG ĐƯỢC LƯU', { bold: true, size: 30 }),
    heading('Tài khoản'),
    ...data.accounts.map(({ channel, externalId, since }) => plain(`${channel}: ${externalId}, từ ${showDay(since)}`)),
    heading('Đồng ý cho lưu thông tin'),
    ...data.consents.map(({ action, channel, at }) =>
      plain(`${showTime(at)}, ${channel}: ${ACTIONS[action] ?? action}`),
    ),
    ...data.registrations.flatMap(registration),
    heading('Nội dung trò chuyện'),
    ...data.messages.flatMap(({ at, from, text }) =>
      prose(`${showTime(at)} ${from === 'person' ? 'Anh/chị' : 'Trợ lý'}: ${text}`),
    ),
    ...section(
      'Chọn nhận tin',
      data.preferences.map(
        ({ topic, on, at }) => `${showTime(at)}: ${on ? 'nhận lại' : 'thôi nhận'} tin ${topicLabel(topic)}`,
      ),
    ),
    ...section(
      'Trả lời sự kiện',
      data.replies.map(({ event, status, at }) => `${showTime(at)}, ${event}: ${REPLIES[status] ?? status}`),
    ),
    ...section(
      'Thông báo',
      data.notices.map(({ title, at }) => `${at ? showTime(at) : 'Chưa gửi'}: ${title}`),
    ),
    ...section(
      'Trong danh sách chủ thể của cơ quan',
      data.memberships.map(({ name, phone, unit, certificates }) =>
        [name, phone, showValue('applicant.unit', unit), ...certificates].filter((part) => part !== null).join('; '),
      ),
    ),
    heading('Yêu cầu đã gửi'),
    ...data.requests.map(({ what, at, text }) => plain(`${showTime(at)}: ${what}${text ? `, ${text}` : ''}`)),
  ]);
}

function section(title: string, lines: readonly string[]) {
  return lines.length === 0 ? [] : [heading(title), ...lines.map(plain)];
}

function registration({ reference, status, answers, log, files }: PersonalData['registrations'][number]) {
  return [
    heading(`Phiếu ${reference ?? 'chưa gửi'} (${status})`),
    ...Object.entries(answers).map(([field, value]) =>
      entry(fieldLabel(field as FieldId), showValue(field as FieldId, value as FieldValue)),
    ),
    ...files.map(({ name, paper, size }) => plain(`Tệp: ${paperLabel(paper)}, ${name}, ${showSize(size)}`)),
    plain('Những lời đã ghi, theo thứ tự:'),
    ...log.filter(({ words }) => words !== '').map(said),
  ];
}

function said({ at, field, words }: AnswerEntry) {
  return plain(`${showTime(at)} ${fieldLabel(field)}: ${words}`);
}

const TIME = new Intl.DateTimeFormat('vi-VN', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Ho_Chi_Minh',
});

function showTime(instant: string): string {
  return TIME.format(new Date(instant));
}

function showDay(instant: string): string {
  return instant.slice(0, 10).split('-').reverse().join('/');
}
