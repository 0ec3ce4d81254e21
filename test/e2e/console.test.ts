import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CONSOLE_ROUTES } from '../../src/console/pages.ts';
import { type OfficeScene, openOfficeScene } from '../console/office-scene.ts';
import { ADMINISTRATOR } from '../office/office-service.ts';
import { hasChromium, launchChromium } from './chromium.ts';
import { look, press, signIn, told } from './officer-pages.ts';
import { openPage, SCREENS } from './page-checks.ts';

const MOST_BYTES = 100 * 1024;
/** Some thirty pages, each looked at by axe, beside other tests. */
const EVERY_PAGE_MS = 240_000;

describe.skipIf(!hasChromium())('the console in Chromium', () => {
  let browser: Browser;
  let scene: OfficeScene;
  let url: string;

  beforeAll(async () => {
    [browser, scene] = await Promise.all([launchChromium(), openOfficeScene()]);
    url = `${await scene.service.server.listen({ port: 0, host: '127.0.0.1' })}/console`;
  });
  afterAll(async () => {
    await browser?.close();
    await scene?.service.close();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  it('every page is open to everybody on both screens and light on its first load', {
    timeout: EVERY_PAGE_MS,
  }, async () => {
    const watched = await openPage(browser, `${url}/sign-in`, SCREENS[0]);
    const { page } = watched;
    await signIn(page, url, ADMINISTRATOR);
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
      for (const { width, height } of SCREENS) {
        await page.setViewportSize({ width, height });
        await look(watched);
      }
    }
    expect(unknown).toEqual([]);
  });

  it('works by keyboard: the first tab stop leads past the menu, and an error summary leads to its field', async () => {
    const { page } = await openPage(browser, `${url}/sign-in`, SCREENS[1]);
    await signIn(page, url, scene.officer);
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
    await signIn(page, url, scene.officer);
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
