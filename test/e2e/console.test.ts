import { mkdir } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CONSOLE_ROUTES } from '../../src/console/pages.ts';
import { type OfficeScene, openOfficeScene } from '../console/office-scene.ts';
import { ADMINISTRATOR } from '../office/office-service.ts';
import { hasChromium, launchChromium } from './chromium.ts';
import { accessibilityViolations, openPage, SCREENS, sidewaysScroll, type WatchedPage } from './page-checks.ts';

/** `SCREENSHOTS=docs/images/console` keeps what the story shows. */
const SCREENSHOTS = process.env.SCREENSHOTS;
const SCREENSHOT_HEIGHT = 1_200;
const MOST_BYTES = 100 * 1024;
/** Some thirty pages, each looked at by axe, beside other tests. */
const EVERY_PAGE_MS = 240_000;

describe.skipIf(!hasChromium())('the console in Chromium', () => {
  let browser: Browser;
  let scene: OfficeScene;
  let url: string;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    scene = await openOfficeScene();
    url = `${await scene.service.server.listen({ port: 0, host: '127.0.0.1' })}/console`;
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await scene.service.close();
  });

  async function signIn(page: Page, who: { readonly email: string; readonly password: string }): Promise<void> {
    await page.goto(`${url}/sign-in`);
    await page.getByLabel('Email').fill(who.email);
    await page.getByLabel('Mật khẩu').fill(who.password);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('heading', { name: 'Việc cần làm' }).waitFor();
  }

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const told = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

  describe.each(SCREENS)('on a $name screen', (screen) => {
    /** Nothing is asked of another host, nothing breaks, the page is as wide as the window and open to everybody. */
    async function look({ page, foreignRequests, errors }: WatchedPage, name?: string): Promise<void> {
      expect([page.url(), await accessibilityViolations(page)]).toEqual([page.url(), []]);
      expect([page.url(), await sidewaysScroll(page)]).toEqual([page.url(), 0]);
      expect([foreignRequests, errors]).toEqual([[], []]);
      if (!SCREENSHOTS || !name) return;
      await mkdir(SCREENSHOTS, { recursive: true });
      const clip = { x: 0, y: 0, width: screen.width, height: SCREENSHOT_HEIGHT };
      await page.screenshot({ path: `${SCREENSHOTS}/${name}-${screen.width}.png`, fullPage: true, clip });
    }

    it('an officer accepts one registration, returns another for one field, answers somebody who waits and announces a fair', async () => {
      const watched = await openPage(browser, `${url}/sign-in`, screen);
      const { page } = watched;
      const [accepted, returned] = scene.sent;
      await look(watched);
      await signIn(page, scene.officer);
      await look(watched, 'home');

      await page.goto(`${url}/registrations`);
      await page.getByLabel('Tìm hồ sơ').fill('banh gai');
      await page.getByText('1 hồ sơ khớp với “banh gai”').waitFor();
      await look(watched);
      await page.getByRole('link', { name: 'Bánh gai tứ trụ' }).click();
      await look(watched, 'registration');

      await page.getByRole('link', { name: 'Ghi nhận bản giấy' }).click();
      await press(page, 'Ghi nhận');
      await told(page, 'Đã ghi nhận bản giấy. Chủ thể đã được báo.');
      await page.getByRole('link', { name: 'Viết đánh giá' }).click();
      await page.getByLabel('Nhận xét của xã').first().fill('Lá gai trong xã chiếm 60%.');
      await press(page, 'Lưu đánh giá');
      await page.getByRole('alert').getByText('chưa chọn đạt hay chưa đạt').waitFor();
      expect(await page.getByLabel('Nhận xét của xã').first().inputValue()).toBe('Lá gai trong xã chiếm 60%.');
      await look(watched, 'assessments');
      for (const [index, words] of [
        'Lá gai trong xã 60%.',
        '4/5 người trong xã.',
        'Nghề cũ của làng.',
        'Bánh cúng tổ.',
      ].entries()) {
        await page.getByLabel('Nhận xét của xã').nth(index).fill(words);
        await page.getByLabel('Đạt', { exact: true }).nth(index).check();
      }
      await press(page, 'Lưu đánh giá');
      await told(page, 'Đã lưu đánh giá.');
      await press(page, 'Chấp nhận hồ sơ');
      await told(page, 'Đã chấp nhận hồ sơ và cấp mã sản phẩm.');
      await look(watched);

      await page.goto(`${url}/registrations/${returned}`);
      await page.getByRole('link', { name: 'Trả lại để bổ sung' }).click();
      await page.getByText('Điện thoại', { exact: true }).click();
      await page.getByLabel('Điện thoại: cần sửa gì?').fill('Gọi số này không được, chị ghi lại giúp.');
      await look(watched, 'return');
      await press(page, 'Trả lại cho chủ thể');
      await told(page, 'Đã trả lại để bổ sung. Chủ thể đã được báo');

      await page.goto(`${url}/conversations/${scene.waiting}`);
      await look(watched);
      await press(page, 'Nhận trả lời');
      await page.getByLabel('Trả lời').fill('Đất thuê vẫn đăng ký được anh nhé.');
      await press(page, 'Gửi trả lời');
      await told(page, 'Đã gửi trả lời.');
      await look(watched, 'answered');

      await page.goto(`${url}/events`);
      await page.getByRole('link', { name: 'Thêm sự kiện' }).click();
      await page.getByRole('link', { name: 'Hội chợ' }).click();
      await page.getByLabel('Tên sự kiện').fill('Hội chợ OCOP Thọ Lập');
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
      await scene.service.sendNotices();
      await page.reload();
      await look(watched, 'event');
      expect(scene.service.producer('chi-hoa').heard().join(' ')).toContain('Hội chợ OCOP Thọ Lập');

      const { client } = scene.service.database;
      const statuses = await client.registration.findMany({ where: { id: { in: [accepted, returned] } } });
      expect(Object.fromEntries(statuses.map(({ id, status }) => [id, status]))).toEqual({
        [accepted]: 'accepted',
        [returned]: 'returned',
      });
      expect(scene.service.producer('chi-lan').heard().join(' ')).toContain('Gọi số này không được');
      expect(scene.service.producer('anh-nam').heard().join(' ')).toContain('Đất thuê vẫn đăng ký được anh nhé.');
    });

    it('every page is open to everybody and light on its first load', { timeout: EVERY_PAGE_MS }, async () => {
      const watched = await openPage(browser, `${url}/sign-in`, screen);
      const { page } = watched;
      await signIn(page, ADMINISTRATOR);
      const asset = async (pattern: string) => {
        const address = await page
          .locator(pattern)
          .first()
          .getAttribute(pattern.startsWith('script') ? 'src' : 'href');
        return gzipSync(await (await page.request.get(new URL(address ?? '', url).href)).body()).length;
      };
      const fixed =
        (await asset('link[rel=stylesheet]')) + (await asset('script[src]')) + (await asset('link[rel=icon]'));
      const unknown: string[] = [];
      for (const { method, path } of CONSOLE_ROUTES) {
        if (method !== 'GET') continue;
        const address = scene.addressOf(path);
        if (address === null) {
          if (!['/attachments/:id'].includes(path)) unknown.push(path);
          continue;
        }
        const response = await page.request.get(`${url}${address}`);
        if (!response.headers()['content-type']?.startsWith('text/html')) continue;
        expect([path, gzipSync(await response.body()).length + fixed < MOST_BYTES]).toEqual([path, true]);
        await page.goto(`${url}${address}`);
        await look(watched);
      }
      expect(unknown).toEqual([]);
    });
  });

  it('works by keyboard: the first tab stop leads past the menu, and an error summary leads to its field', async () => {
    const { page } = await openPage(browser, `${url}/sign-in`, SCREENS[1]);
    await signIn(page, scene.officer);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.goto(`${url}/registrations/${scene.sent[0]}/withdraw`);
    await press(page, 'Dừng hồ sơ');
    await page.getByRole('link', { name: 'Lý do: chưa điền.' }).click();
    expect(await page.evaluate('document.activeElement.name')).toBe('reason');
  });

  it('works without script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await signIn(page, scene.officer);
    await page.goto(`${url}/registrations`);
    await page.getByLabel('Tìm hồ sơ').fill('mam tep');
    await press(page, 'Tìm');
    await page.getByRole('link', { name: 'Mắm tép Hà Yên' }).click();
    await page.getByLabel('Thêm ghi chú').fill('Đã gọi, hẹn thứ Hai.');
    await press(page, 'Lưu ghi chú');
    await told(page, 'Đã lưu ghi chú.');
    await page.getByText('Đã gọi, hẹn thứ Hai.').waitFor();
    await press(page, 'Thoát');
    await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
  });
});
