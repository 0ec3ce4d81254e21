import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const SCREENS = [
  { name: 'phone', width: 360, height: 740 },
  { name: 'desktop', width: 1280, height: 800 },
] as const;

/** What every page of ours is held to while a test drives it. */
export interface WatchedPage {
  readonly page: Page;
  /** Addresses asked for outside the host; must stay empty. */
  readonly foreignRequests: string[];
  /** Errors of scripts and of the content security policy; must stay empty. */
  readonly errors: string[];
}

export async function openPage(
  browser: Browser,
  url: string,
  screen: { width: number; height: number },
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: screen, locale: 'vi-VN', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const foreignRequests: string[] = [];
  const errors: string[] = [];
  const { host } = new URL(url);
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (asked.protocol.startsWith('http') && asked.host !== host) foreignRequests.push(request.url());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (line) => {
    // A connection that a test cuts on purpose is no error of the page.
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) errors.push(line.text());
  });
  await page.goto(url);
  return { page, foreignRequests, errors };
}

/** Rules of WCAG 2.2 A and AA (and axe's good practice) that the page breaks, with the first place of each. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(
    `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
  ) as Promise<string[]>;
}

/** How many CSS pixels the page is wider than its window. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  ) as Promise<number>;
}

/** How many CSS pixels the page is taller than its window: only the conversation scrolls, never the header away. */
export function pageScroll(page: Page): Promise<number> {
  return page.evaluate(
    'document.documentElement.scrollHeight - document.documentElement.clientHeight',
  ) as Promise<number>;
}
