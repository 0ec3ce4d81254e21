import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type FormWords, wholeForm } from '../office/whole-form.ts';
import { DAY } from '../simulators/zalo/world.ts';
import { hasChromium, launchChromium } from './chromium.ts';
import {
  type ConnectedService,
  type Producer,
  startConnectedService,
  type TelegramProducer,
  type ZaloProducer,
} from './connected-service.ts';
import { type Account, look, press, signIn, told } from './officer-pages.ts';
import { openPage, SCREENS, type WatchedPage } from './page-checks.ts';

/**
 * Ten minutes of a commune officer, once on a phone and once on a desktop, in the service as it runs in production: producers
 * write on Zalo and Telegram, the officer works in the browser, and what the officer did arrives in the producers' apps.
 */
const COMMUNE = { code: '15568', name: 'xã Thọ Lập' };
const TODAY = Date.parse('2026-11-26T02:00:00Z');
/** Zalo lets the account write for seven days after a person's last message. */
const LONG_AGO = new Date(TODAY - 8 * DAY).toISOString();
const SETUP_MS = 240_000;
/** Each a dozen pages, looked at by axe, beside other tests. */
const STORY_MS = 120_000;
const SOON = { timeout: 20_000, interval: 100 };

interface Cast {
  readonly accepted: ZaloProducer;
  /** What they register. */
  readonly good: string;
  readonly returned: TelegramProducer;
  readonly unclear: string;
  readonly waiting: ZaloProducer;
  readonly fair: string;
}

interface Desk extends Cast {
  readonly url: string;
  readonly watched: WatchedPage;
  readonly page: Page;
}

const ASSESSMENTS = ['Lá gai trong xã 60%.', '4/5 người trong xã.', 'Nghề cũ của làng.', 'Bánh cúng tổ.'];

describe.skipIf(!hasChromium())('ten minutes of a commune officer', () => {
  let browser: Browser;
  let service: ConnectedService;
  let officer: Account;
  let silent: ZaloProducer;
  let gone: TelegramProducer;
  const casts = new Map<string, Cast>();

  beforeAll(async () => {
    [browser, service] = await Promise.all([launchChromium(), startConnectedService(LONG_AGO)]);
    officer = await appointOfficer(service);
    silent = service.onZalo('Hoàng Thị Cúc');
    gone = service.onTelegram('Bùi Văn Long');
    await Promise.all([
      sendForm(silent, 'Chè lam Cúc Hoàng', '0912 000 131'),
      sendForm(gone, 'Bánh đa Long Bùi', '0912 000 132'),
    ]);
    gone.block();

    service.zalo.world.setClock(TODAY);
    const phone = {
      accepted: service.onZalo('Lê Thị Hoa'),
      good: 'Bánh gai tứ trụ',
      returned: service.onTelegram('Lê Thị Lan'),
      unclear: 'Mắm tép Hà Yên',
      waiting: service.onZalo('Lê Văn Nam'),
      fair: 'Hội chợ OCOP Thọ Lập',
    };
    const desktop = {
      accepted: service.onZalo('Trịnh Thị Mai'),
      good: 'Bánh răng bừa',
      returned: service.onTelegram('Phạm Thị Tươi'),
      unclear: 'Mật ong hoa rừng',
      waiting: service.onZalo('Đỗ Văn Thu'),
      fair: 'Hội chợ hoa quả Thọ Lập',
    };
    await Promise.all([
      sendForm(phone.accepted, phone.good, '0912 000 141'),
      sendForm(phone.returned, phone.unclear, '0912 000 142'),
      beginForm(phone.waiting),
      sendForm(desktop.accepted, desktop.good, '0912 000 143'),
      sendForm(desktop.returned, desktop.unclear, '0912 000 144'),
      beginForm(desktop.waiting),
    ]);
    casts.set('phone', phone).set('desktop', desktop);
  }, SETUP_MS);
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  it.each(SCREENS)(
    'accepts, returns, answers and announces on a $name screen',
    { timeout: STORY_MS },
    async (screen) => {
      const cast = casts.get(screen.name) as Cast;
      for (const text of ['gặp cán bộ', 'đất thuê có đăng ký được không ạ']) await cast.waiting.say(text);
      const url = `${service.url}/console`;
      const watched = await openPage(browser, `${url}/sign-in`, screen);
      await look(watched);
      await signIn(watched.page, url, officer);
      await look(watched, 'home');
      const desk = { url, watched, page: watched.page, ...cast };
      await accept(desk);
      await giveBack(desk);
      await answer(desk);
      await announce(desk);
    },
  );

  it('took every event that the platforms signed, and takes no other', async () => {
    const { zalo, telegram } = service;
    expect(new Set([...zalo.webhooks.answers, ...telegram.webhook.answers])).toEqual(new Set([200]));
    const event = { app_id: zalo.world.settings.appId, event_name: 'user_send_text', timestamp: '1' };
    for (const [platform, body, forged] of [
      ['zalo', event, { 'x-zevent-signature': `mac=${'0'.repeat(64)}` }],
      ['telegram', { update_id: 1 }, { 'x-telegram-bot-api-secret-token': 'bi-mat-khac-cua-webhook' }],
    ] as const) {
      const headers = { 'content-type': 'application/json', ...forged };
      const request = { method: 'POST', headers, body: JSON.stringify(body) };
      const response = await fetch(`${service.url}/webhooks/${platform}`, request);
      expect([platform, response.status]).toEqual([platform, 401]);
    }
  });

  async function accept({ url, watched, page, accepted, good }: Desk): Promise<void> {
    await page.goto(`${url}/registrations`);
    await page.getByLabel('Tìm hồ sơ').fill(unmarked(good));
    await page.getByText(`1 hồ sơ khớp với “${unmarked(good)}”`).waitFor();
    await page.getByRole('link', { name: good }).click();
    await look(watched, 'registration');
    await page.getByRole('link', { name: 'Ghi nhận bản giấy' }).click();
    await press(page, 'Ghi nhận');
    await told(page, 'Đã ghi nhận bản giấy. Chủ thể đã được báo.');
    await accepted.hears('Xã đã nhận hồ sơ giấy của phiếu');
    expect(accepted.shown('Xã đã nhận hồ sơ giấy')).toMatchObject({ quota: 'reply' });

    await page.getByRole('link', { name: 'Viết đánh giá' }).click();
    await page.getByLabel('Nhận xét của xã').first().fill('Lá gai trong xã chiếm 60%.');
    await press(page, 'Lưu đánh giá');
    await page.getByRole('alert').getByText('chưa chọn đạt hay chưa đạt').waitFor();
    expect(await page.getByLabel('Nhận xét của xã').first().inputValue()).toBe('Lá gai trong xã chiếm 60%.');
    await look(watched, 'assessments');
    for (const [index, words] of ASSESSMENTS.entries()) {
      await page.getByLabel('Nhận xét của xã').nth(index).fill(words);
      await page.getByLabel('Đạt', { exact: true }).nth(index).check();
    }
    await press(page, 'Lưu đánh giá');
    await told(page, 'Đã lưu đánh giá.');
    await press(page, 'Chấp nhận hồ sơ');
    await told(page, 'Đã chấp nhận hồ sơ và cấp mã sản phẩm.');
  }

  async function giveBack({ url, watched, page, returned, unclear }: Desk): Promise<void> {
    await page.goto(`${url}/registrations`);
    await page.getByRole('link', { name: unclear }).click();
    await page.getByRole('link', { name: 'Trả lại để bổ sung' }).click();
    await page.getByText('Điện thoại', { exact: true }).click();
    await page.getByLabel('Điện thoại: cần sửa gì?').fill('Gọi số này không được, chị ghi lại giúp.');
    await look(watched, 'return');
    await press(page, 'Trả lại cho chủ thể');
    await told(page, 'Đã trả lại để bổ sung. Chủ thể đã được báo');
    await returned.hears('Gọi số này không được');
    for (const text of ['0987 111 222', 'gửi']) await returned.say(text);
    await page.reload();
    await page.getByText('0987111222').first().waitFor();
  }

  async function answer({ url, watched, page, waiting }: Desk): Promise<void> {
    await page.goto(`${url}/conversations`);
    await page.getByRole('region', { name: 'Đang chờ (1)' }).getByRole('link').click();
    await press(page, 'Nhận trả lời');
    await page.getByLabel('Trả lời').fill('Đất thuê vẫn đăng ký được anh nhé.');
    await press(page, 'Gửi trả lời');
    await told(page, 'Đã gửi trả lời.');
    await waiting.hears('Đất thuê vẫn đăng ký được anh nhé.');
    expect(waiting.shown('Đất thuê vẫn đăng ký được')).toMatchObject({ quota: 'reply' });
    service.zalo.people.say(waiting.id, 'vâng, mai tôi mang giấy thuê đất lên');
    // The open page asks by itself.
    await page.getByText('vâng, mai tôi mang giấy thuê đất lên').waitFor();
    await look(watched, 'answered');
  }

  async function announce({ url, watched, page, fair, accepted, returned }: Desk): Promise<void> {
    await page.goto(`${url}/events`);
    await page.getByRole('link', { name: 'Thêm sự kiện' }).click();
    await page.getByRole('link', { name: 'Hội chợ' }).click();
    await page.getByLabel('Tên sự kiện').fill(fair);
    await page.getByLabel('Địa điểm').fill('Sân vận động xã Thọ Lập');
    await page.getByLabel('Ngày bắt đầu').fill('20/12/2026');
    await page.getByLabel('Giờ bắt đầu').fill('8h');
    await look(watched, 'event-form');
    await press(page, 'Lưu bản nháp');
    await told(page, 'Đã lưu sự kiện.');
    await page.getByRole('link', { name: 'Xem lời mời và công bố' }).click();
    await look(watched, 'event-publish');
    await page.getByRole('button', { name: /^Công bố và mời \d+ người$/ }).click();
    await told(page, 'Đã công bố.');
    await Promise.all([accepted, returned, silent].map((one) => one.hears(fair)));
    expect(accepted.shown(fair)).toMatchObject({ quota: 'reply' });
    expect(silent.shown(fair)).toMatchObject({ quota: 'template' });
    await accepted.press('Tôi đi');

    // The bot is blocked, and Zalo knows nobody by the number in the form.
    const calls = page.getByRole('link', { name: '1 người phải gọi' });
    await vi.waitFor(async () => {
      await page.reload();
      expect(await calls.count()).toBe(1);
    }, SOON);
    await look(watched, 'event');
    await calls.click();
    await page.getByRole('heading', { name: gone.name }).waitFor();
    await page.getByText('Mọi cách gửi đều bị kênh từ chối.').waitFor();
    await look(watched, 'call-list');
  }
});

/** Without marks, as people type it on an old computer. */
const unmarked = (words: string) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

async function sendForm(producer: Producer, product: string, phone: string): Promise<void> {
  const { name: representative } = producer;
  const words: FormWords = { name: `Hộ kinh doanh ${representative}`, representative, phone, product };
  for (const text of wholeForm({ ...words, unit: COMMUNE.name })) await producer.say(text);
  await producer.hears('Đã gửi phiếu.');
}

async function beginForm(producer: Producer): Promise<void> {
  const said = wholeForm({ name: `Hộ kinh doanh ${producer.name}`, representative: producer.name });
  for (const text of said.slice(0, said.indexOf(COMMUNE.name) + 1)) await producer.say(text);
}

/** By the administrator, as a script would; the officer has chosen their own password. */
async function appointOfficer({ url, administrator }: ConnectedService): Promise<Account> {
  const call = async (method: string, path: string, body: object, cookie = '') => {
    const response = await fetch(`${url}/api/office${path}`, {
      method,
      headers: { 'content-type': 'application/json', origin: url, cookie },
      body: JSON.stringify(body),
    });
    expect([path, response.status]).toEqual([path, 200]);
    return { body: await response.json(), cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] };
  };
  const { cookie } = await call('POST', '/session', administrator);
  const place = { name: 'Nguyễn Văn Bình', role: 'commune-officer', units: [COMMUNE.code] };
  const email = 'binh.tho-lap@ocop.example';
  const { body: added } = await call('POST', '/staff', { ...place, email }, cookie);
  const { cookie: own } = await call('POST', '/session', { email, password: added.password });
  const password = 'mười phút ở Thọ Lập';
  await call('PUT', '/password', { current: added.password, next: password }, own);
  return { email, password };
}
