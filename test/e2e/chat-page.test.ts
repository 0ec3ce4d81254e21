import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IncomingEvent } from '../../src/channels/types.ts';
import { type FakeAssistant, startFakeAssistant } from '../channels/simulator/fake-assistant.ts';
import { hasChromium, launchChromium } from './chromium.ts';
import { accessibilityViolations, openPage, SCREENS, sidewaysScroll, type WatchedPage } from './page-checks.ts';

const docx = {
  name: 'Mau-01.docx',
  mime: 'application/octet-stream',
  bytes: new TextEncoder().encode('phiếu của tôi'),
};

/** A short scripted assistant: what the page does is under test here, not what is said. */
async function reply({ content }: IncomingEvent) {
  if (content.kind === 'button')
    return [{ text: `Đã ghi: ${content.payload}. Mẫu 01 đây ạ.`, buttons: [], file: docx }];
  if (content.kind === 'photo') return [{ text: `Đã nhận ảnh ${content.name}.`, buttons: [] }];
  if (content.kind !== 'text') return [];
  if (content.text.includes('đăng ký')) {
    const kinds = ['Hợp tác xã', 'Tổ hợp tác', 'Doanh nghiệp nhỏ và vừa', 'Trang trại', 'Hộ sản xuất'];
    return [
      { text: 'Đơn vị thuộc loại hình nào?', buttons: kinds.map((label, n) => ({ label, payload: `kind:${n}` })) },
    ];
  }
  return [{ text: `Anh/chị hỏi: ${content.text}`, buttons: [] }];
}

describe.skipIf(!hasChromium())('chat page in Chromium', () => {
  let browser: Browser;
  let assistant: FakeAssistant;
  let url: string;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    await start(0);
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await assistant.server.close();
  });

  async function start(port: number): Promise<void> {
    assistant = await startFakeAssistant({ reply });
    url = await assistant.server.listen({ port, host: '127.0.0.1' });
  }

  async function open(screen: { width: number; height: number } = SCREENS[0]): Promise<WatchedPage> {
    const watched = await openPage(browser, url, screen);
    await watched.page.getByText('Đang trực tuyến').waitFor();
    return watched;
  }

  const field = (page: Page) => page.getByRole('textbox', { name: 'Nhắn cho trợ lý' });
  const bubbles = (page: Page) => page.locator('.entry:not(.typing) .bubble');

  async function say(page: Page, text: string): Promise<void> {
    await field(page).fill(text);
    await field(page).press('Enter');
  }

  describe.each(SCREENS)('on a $name screen', (screen) => {
    it('asks, presses a button and downloads the file it is given', async () => {
      const { page, foreignRequests, errors } = await open(screen);
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Đăng ký sản phẩm' }).click();
      await page.getByRole('button', { name: 'Hợp tác xã' }).click();
      await page.getByText('Đã ghi: kind:0.').waitFor();
      expect(await bubbles(page).allTextContents()).toEqual([
        expect.stringContaining('Chào anh/chị'),
        'Anh/chị: Tôi muốn đăng ký sản phẩm',
        'Trợ lý: Đơn vị thuộc loại hình nào?',
        'Anh/chị: Hợp tác xã',
        'Trợ lý: Đã ghi: kind:0. Mẫu 01 đây ạ.',
      ]);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Mau-01.docx' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('Mau-01.docx');
      expect(await readFile(await download.path(), 'utf8')).toBe('phiếu của tôi');
      await say(page, 'mot-tu-rat-dai-khong-cach-'.repeat(12));
      await page.getByText('Anh/chị hỏi').waitFor();
      expect(await sidewaysScroll(page)).toBe(0);
      expect(await accessibilityViolations(page)).toEqual([]);
      expect({ foreignRequests, errors }).toEqual({ foreignRequests: [], errors: [] });
    });
  });

  it('shows the conversation again after a reload, and in a second window at once', async () => {
    const { page } = await open();
    await say(page, 'OCOP là gì?');
    await page.getByText('Anh/chị hỏi: OCOP là gì?').waitFor();
    const second = await page.context().newPage();
    await second.goto(url);
    await second.getByText('Anh/chị hỏi: OCOP là gì?').waitFor();
    await page.reload();
    await page.getByText('Anh/chị hỏi: OCOP là gì?').waitFor();
    await say(page, 'Còn 5 sao?');
    await second.getByText('Anh/chị hỏi: Còn 5 sao?').waitFor();
    await page.getByText('Anh/chị hỏi: Còn 5 sao?').waitFor();
    expect(await bubbles(second).count()).toBe(5);
    expect(await bubbles(page).count()).toBe(5);
  });

  it('keeps what was typed when the server is away, and sends it once when it is back', async () => {
    const { page } = await open();
    await say(page, 'Tin thứ nhất');
    await page.getByText('Anh/chị hỏi: Tin thứ nhất').waitFor();
    const { port } = assistant.server.server.address() as AddressInfo;
    await assistant.server.close();
    await page.getByText('Mất kết nối, đang nối lại…').waitFor();
    await say(page, 'Tin thứ hai');
    await page.getByText('Chưa gửi được vì mất kết nối').waitFor();
    await start(port);
    await page.getByText('Đang trực tuyến').waitFor();
    await page.getByRole('button', { name: 'Gửi lại' }).click();
    await page.getByText('Anh/chị hỏi: Tin thứ hai').waitFor();
    expect(assistant.received.map(({ content }) => content)).toEqual([{ kind: 'text', text: 'Tin thứ hai' }]);
    expect(await bubbles(page).filter({ hasText: 'Tin thứ hai' }).count()).toBe(2);
    expect(await page.getByText('Chưa gửi được').count()).toBe(0);
  });

  it('gives a message that is too long back to be shortened', async () => {
    const { page } = await open();
    await say(page, 'ơ'.repeat(4_001));
    await page.getByRole('alert').filter({ hasText: 'Tin dài quá 4.000 ký tự' }).waitFor();
    expect(await field(page).inputValue()).toHaveLength(4_001);
    expect(assistant.received).toEqual([]);
  });

  it('keeps a half-written message through a reload', async () => {
    const { page } = await open();
    await field(page).fill('Hợp tác xã mắm Ba Làng');
    await page.reload();
    expect(await field(page).inputValue()).toBe('Hợp tác xã mắm Ba Làng');
  });

  it('sends a photo under the name it has, and nothing of an empty file', async () => {
    const { page } = await open();
    const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const picker = page.getByLabel('Gửi ảnh hoặc giấy tờ');
    await picker.setInputFiles({ name: 'nước mắm.png', mimeType: 'image/png', buffer: Buffer.from(pixel, 'base64') });
    await page.getByText('Đã nhận ảnh nước mắm.png.').waitFor();
    await picker.setInputFiles({ name: 'trong.png', mimeType: 'image/png', buffer: Buffer.alloc(0) });
    await page.getByRole('alert').filter({ hasText: 'Tệp này trống' }).waitFor();
    expect(assistant.received).toHaveLength(1);
  });

  it('takes a double tap on a button as one press', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'Hỏi về OCOP' }).dblclick();
    await page.getByText('Anh/chị hỏi: OCOP là gì?').waitFor();
    await say(page, 'Tin sau cùng');
    await page.getByText('Anh/chị hỏi: Tin sau cùng').waitFor();
    expect(assistant.received).toHaveLength(2);
  });

  it('can be used from the keyboard alone', async () => {
    const { page } = await open();
    const reached: string[] = [];
    for (let presses = 0; presses < 7; presses += 1) {
      await page.keyboard.press('Tab');
      reached.push((await page.evaluate('document.activeElement.id || document.activeElement.textContent')) as string);
    }
    expect(reached).toEqual(['log', 'Hỏi về OCOP', 'Đăng ký sản phẩm', 'Gặp cán bộ', 'file', 'text', 'Gửi']);
    await page.getByRole('button', { name: 'Hỏi về OCOP' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Anh/chị hỏi: OCOP là gì?').waitFor();
  });
});
