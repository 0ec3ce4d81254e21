import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type PageAsset, pageAsset, pageFonts } from '../web/page-assets.ts';

export const ASSETS_ROOT = '/console/assets';

export interface ConsoleAssets {
  readonly style: string;
  readonly script: string;
  readonly icon: string;
  readonly preloadedFonts: readonly string[];
  readonly all: readonly PageAsset[];
}

export function loadConsoleAssets(): ConsoleAssets {
  const fonts = pageFonts(ASSETS_ROOT);
  const sheet = Buffer.concat([Buffer.from(`${fonts.faces}\n`), own('console.css')]);
  const style = pageAsset(ASSETS_ROOT, 'console.css', 'text/css; charset=utf-8', sheet);
  const htmx = readFileSync(createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js'));
  const script = pageAsset(ASSETS_ROOT, 'htmx.js', 'text/javascript; charset=utf-8', htmx);
  const icon = pageAsset(ASSETS_ROOT, 'icon.svg', 'image/svg+xml', own('icon.svg'));
  return {
    style: style.url,
    script: script.url,
    icon: icon.url,
    preloadedFonts: fonts.preloaded,
    all: [style, script, icon, ...fonts.files],
  };
}

function own(name: string): Buffer {
  return readFileSync(new URL(`./assets/${name}`, import.meta.url));
}
