import { randomUUID } from 'node:crypto';
import type { App } from '../../app.ts';
import type { SettableClock } from '../../platform/clock.ts';

/** What one invented producer says to each question; the same words for all where nothing depends on them. */
export interface ProducerWords {
  readonly name: string;
  readonly person: string;
  readonly unit: string;
  readonly product: string;
}

const MOST_TURNS = 60;
const TYPING_MS = 40_000;

function answersOf({ name, person, unit, product }: ProducerWords): Readonly<Record<string, string>> {
  return {
    menu: 'tôi muốn đăng ký sản phẩm',
    consent: 'đồng ý',
    confirm: 'đúng rồi',
    'applicant.kind': name.startsWith('Hợp tác xã') ? 'hợp tác xã' : 'hộ sản xuất',
    'applicant.name': name,
    'applicant.representative': person,
    'applicant.position': name.startsWith('Hợp tác xã') ? 'giám đốc' : 'chủ hộ',
    'applicant.unit': unit,
    'applicant.address': 'thôn 2',
    'applicant.phone': '0900 000 000',
    'applicant.email': 'không có',
    'applicant.registrationNumber': '26A8000000',
    'applicant.registrationDate': '05/03/2020',
    'product.name': product,
    'product.set': 'đúng rồi',
    'registration.kind': 'lần đầu',
    'registration.targetStars': '3 sao',
    'idea.description': `${product} làm từ nguyên liệu trong vùng, theo cách nhà làm nhiều năm, đóng gói nhỏ dễ mang đi`,
    'idea.materials': 'nguyên liệu trong xã 60%, trong tỉnh 100%',
    'idea.labour': '5 người, trong xã 4 người',
    'idea.capacity': '20.000 cái',
    'idea.revenue': '350 triệu',
    'idea.markets': 'trong xã, trong tỉnh',
    'idea.story': 'để sau',
    'idea.documents': 'đăng ký kinh doanh',
    'idea.supportNeeds': 'bao bì',
    review: 'gửi',
    attachments: 'bỏ qua',
    'declaration.accepted': 'tôi cam đoan đúng',
  };
}

/** Where there is no answer, or it was not enough. */
const INSTEAD = ['để sau', 'không có', 'bỏ qua'];

/**
 * Talks the producer through the form as a person would, up to a question that is left open, or to its sending.
 * @throws Error when the assistant asks something that nobody here has an answer to: the demo is out of date.
 */
export async function fillForm(
  app: App,
  clock: SettableClock,
  account: string,
  words: ProducerWords,
  until: string | null,
): Promise<void> {
  const answers = answersOf(words);
  let before: string | null = null;
  let tries = 0;
  let asking: string = 'menu';
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    if (asking === until) return;
    tries = asking === before ? tries + 1 : 0;
    before = asking;
    const text = [...(answers[asking] ? [answers[asking]] : []), ...INSTEAD][tries];
    if (!text) throw new Error(`no answer to ${asking}`);
    await say(app, clock, account, text);
    const next = (await app.view('simulator', account))?.asking ?? 'menu';
    if (turn > 0 && next === 'menu') return;
    asking = next;
  }
  throw new Error(`the form does not end at ${asking}`);
}

export async function say(app: App, clock: SettableClock, account: string, text: string): Promise<void> {
  clock.advance(TYPING_MS);
  const at = clock.now().toISOString();
  await app.receive({
    channel: 'simulator',
    key: randomUUID(),
    externalId: account,
    at,
    content: { kind: 'text', text },
  });
}
