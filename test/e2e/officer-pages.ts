import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { accessibilityViolations, sidewaysScroll, type WatchedPage } from './page-checks.ts';

/** `SCREENSHOTS=docs/images/console` keeps what the tests show of the officers' pages. */
const SCREENSHOTS = process.env.SCREENSHOTS;
const SCREENSHOT_HEIGHT = 1_200;

export interface Account {
  readonly email: string;
  readonly password: string;
}

/** @param console Address of the pages, without a slash at its end. */
export async function signIn(page: Page, console: string, { email, password }: Account): Promise<void> {
  await page.goto(`${console}/sign-in`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Mật khẩu').fill(password);
  await press(page, 'Đăng nhập');
  await page.getByRole('heading', { name: 'Việc cần làm' }).waitFor();
}

export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

/** The page says so once it has done what was asked. */
export const told = (page: Page, text: string): Promise<void> =>
  page.getByRole('status').filter({ hasText: text }).waitFor();

/**
 * Nothing is asked of another host, nothing breaks, the page is as wide as the window and open to everybody.
 * @param name Of the picture to keep.
 */
export async function look({ page, foreignRequests, errors }: WatchedPage, name?: string): Promise<void> {
  expect([page.url(), await accessibilityViolations(page)]).toEqual([page.url(), []]);
  expect([page.url(), await sidewaysScroll(page)]).toEqual([page.url(), 0]);
  expect([foreignRequests, errors]).toEqual([[], []]);
  if (!SCREENSHOTS || !name) return;
  await mkdir(SCREENSHOTS, { recursive: true });
  const { width = 0 } = page.viewportSize() ?? {};
  const clip = { x: 0, y: 0, width, height: SCREENSHOT_HEIGHT };
  await page.screenshot({ path: `${SCREENSHOTS}/${name}-${width}.png`, fullPage: true, clip });
}
