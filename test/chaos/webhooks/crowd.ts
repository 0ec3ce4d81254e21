import { pick } from '../chaos.ts';

/** What people write: greetings, questions, answers to the form, in no order in particular. */
const WORDS = [
  'xin chào',
  'ocop là gì',
  'mấy sao thì được bán ở siêu thị',
  'hồ sơ gồm những gì ạ',
  'tôi muốn đăng ký sản phẩm',
  'đồng ý',
  'đúng rồi',
  'tiếp tục',
  'bỏ qua',
  'hợp tác xã',
  'nước mắm Ba Làng',
  'ho tro bao nhieu tien cho san pham 3 sao',
  'làm mắm từ cá cơm, mỗi năm 20 tấn',
  '12 người',
  'tôi còn thiếu gì',
  'cảm ơn cô',
];

export interface Said {
  readonly channel: 'zalo' | 'telegram';
  readonly externalId: string;
  readonly text: string;
  /** The platform hands it over this many times more. */
  readonly copies: number;
}

const TELEGRAM_SHARE = 0.2;
const DUPLICATES = 0.2;
const EVENTS_A_PERSON = 20;

/** What `events` messages of a crowd look like, a fifth of them handed over twice. */
export function planCrowd(events: number, random: () => number): readonly Said[] {
  const people = Array.from({ length: Math.max(10, Math.round(events / EVENTS_A_PERSON)) }, (_, index) =>
    random() < TELEGRAM_SHARE
      ? ({ channel: 'telegram', externalId: String(500_000 + index) } as const)
      : ({ channel: 'zalo', externalId: String(4_321_000_000_000_000_000n + BigInt(index)) } as const),
  );
  return Array.from({ length: events }, () => ({
    ...pick(people, random),
    text: pick(WORDS, random),
    copies: random() < DUPLICATES ? 1 : 0,
  }));
}
