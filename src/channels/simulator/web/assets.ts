import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';

/** One fixed file of the page. Its address carries its hash, so that browsers may keep it for a year. */
export interface Asset {
  readonly url: string;
  readonly mime: string;
  readonly body: Buffer;
  /** Null where the format is compressed already. */
  readonly gzip: Buffer | null;
}

const ROOT = '/chat/assets';
const FONT_SUBSETS = ['latin', 'vietnamese'] as const;
const FONT_WEIGHTS = [400, 600] as const;

/** The files that the page may ask for, by address. */
export interface Assets {
  readonly script: string;
  readonly style: string;
  readonly icon: string;
  /** The faces needed for the first words, fetched before the style sheet asks for them. */
  readonly preloadedFonts: readonly string[];
  byUrl(url: string): Asset | null;
}

export function loadAssets(): Assets {
  const fonts = FONT_WEIGHTS.flatMap((weight) => FONT_SUBSETS.map((subset) => loadFont(subset, weight)));
  const script = asset('chat.js', 'text/javascript; charset=utf-8', own('chat.js'));
  const icon = asset('icon.svg', 'image/svg+xml', own('icon.svg'));
  const faces = fonts.map(({ face }) => face).join('\n');
  const style = asset(
    'chat.css',
    'text/css; charset=utf-8',
    Buffer.concat([Buffer.from(`${faces}\n`), own('chat.css')]),
  );
  const all = new Map([script, style, icon, ...fonts.map(({ file }) => file)].map((file) => [file.url, file]));
  return {
    script: script.url,
    style: style.url,
    icon: icon.url,
    preloadedFonts: fonts.filter(({ weight }) => weight === 400).map(({ file }) => file.url),
    byUrl: (url) => all.get(url) ?? null,
  };
}

function own(name: string): Buffer {
  return readFileSync(new URL(`./assets/${name}`, import.meta.url));
}

function asset(name: string, mime: string, body: Buffer): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
  const gzip = mime === 'font/woff2' ? null : gzipSync(body, { level: 9 });
  return { url: `${ROOT}/${hash}/${name}`, mime, body, gzip };
}

function loadFont(subset: (typeof FONT_SUBSETS)[number], weight: (typeof FONT_WEIGHTS)[number]) {
  const require = createRequire(import.meta.url);
  const name = `be-vietnam-pro-${subset}-${weight}-normal.woff2`;
  const file = asset(name, 'font/woff2', readFileSync(require.resolve(`@fontsource/be-vietnam-pro/files/${name}`)));
  const face = `@font-face{font-family:'Be Vietnam Pro';font-style:normal;font-display:swap;font-weight:${weight};src:url(${file.url}) format('woff2');unicode-range:${unicodeRange(subset)}}`;
  return { weight, file, face };
}

function unicodeRange(subset: string): string {
  const require = createRequire(import.meta.url);
  const ranges: Record<string, string> = require('@fontsource/be-vietnam-pro/unicode.json');
  return ranges[subset] ?? 'U+0-10FFFF';
}
