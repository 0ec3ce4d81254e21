import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** False where there is no browser: the page's tests are then left out, loudly. CI must have one. */
export function hasChromium(): boolean {
  if (existsSync(EXECUTABLE)) return true;
  if (process.env.CI) throw new Error(`No Chromium at ${EXECUTABLE}: CI must test the pages.`);
  console.warn(
    `\n  !! PAGES NOT TESTED: no Chromium at ${EXECUTABLE} (apt-get install chromium, or set CHROMIUM_PATH)\n`,
  );
  return false;
}

/** A browser with an empty profile of its own that calls nobody by itself. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
