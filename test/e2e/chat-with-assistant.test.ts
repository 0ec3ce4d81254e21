import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from './chromium.ts';
import { accessibilityViolations, openPage, pageScroll, SCREENS, sidewaysScroll } from './page-checks.ts';
import { type RunningService, startRunningService } from './running-service.ts';

const QUESTION = 'Thọ Xuân được giao mấy sản phẩm 4 sao?';

describe.skipIf(!hasChromium())('the assistant on its chat page', () => {
  let browser: Browser;
  let service: RunningService;
  beforeAll(async () => {
    [browser, service] = await Promise.all([launchChromium(), startRunningService()]);
  });
  afterAll(async () => {
    await browser?.close();
    expect(await service?.stop()).toBe(0);
  });

  const lastAnswer = (page: Page) => page.locator('.entry.newest');

  /** Sends the words and waits for the answer to come in full. */
  async function say(page: Page, text: string): Promise<string> {
    const answers = await page.locator('.entry.assistant:not(.typing)').count();
    await page.getByRole('textbox', { name: 'Nhắn cho trợ lý' }).fill(text);
    await page.keyboard.press('Enter');
    await page.locator('.entry.assistant:not(.typing)').nth(answers).waitFor();
    return (await lastAnswer(page).locator('.bubble').textContent()) ?? '';
  }

  it.each(SCREENS)('answers from the plan, asks consent and starts the form on a $name screen', async (screen) => {
    const { page, foreignRequests, errors } = await openPage(browser, service.url, screen);
    await page.getByText('Đang trực tuyến').waitFor();
    const answer = await say(page, QUESTION);
    expect(answer).toMatch(/Kế hoạch OCOP 2024.*2 sản phẩm 4 sao/s);
    // SCREENSHOTS=1 renews the pictures of README.md.
    if (process.env.SCREENSHOTS) await takePicture(page, screen.name);
    await say(page, 'tôi muốn đăng ký sản phẩm');
    await lastAnswer(page).getByRole('button', { name: 'Đồng ý', exact: true }).click();
    await page.getByRole('button', { name: 'Hợp tác xã', exact: true }).click();
    await page.getByText('Tên đơn vị').first().waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await pageScroll(page)).toBe(0);
    expect(await accessibilityViolations(page)).toEqual([]);
    expect({ foreignRequests, errors }).toEqual({ foreignRequests: [], errors: [] });
    await page.context().close();
  });
});

async function takePicture(page: Page, screen: 'phone' | 'desktop'): Promise<void> {
  await page.evaluate('document.activeElement.blur()');
  const name = screen === 'phone' ? 'chat-360.png' : 'chat-desktop.png';
  await page.screenshot({ path: fileURLToPath(new URL(`../../docs/images/${name}`, import.meta.url)) });
}
