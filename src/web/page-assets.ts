import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';

/** One fixed file of a page. Its address carries its hash, so that browsers may keep it for a year. */
export interface PageAsset {
  readonly url: string;
  readonly mime: string;
  readonly body: Buffer;
  /** Null where the format is compressed already. */
  readonly gzip: Buffer | null;
}

/** What is sent for an address below a page's assets. */
export interface AssetAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const FONT_SUBSETS = ['latin', 'vietnamese'] as const;
const FONT_WEIGHTS = [400, 600] as const;
const require = createRequire(import.meta.url);

/** @param root Address below which the page's files lie, without a slash at the end. */
export function pageAsset(root: string, name: string, mime: string, body: Buffer): PageAsset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
  const gzip = mime === 'font/woff2' ? null : gzipSync(body, { level: 9 });
  return { url: `${root}/${hash}/${name}`, mime, body, gzip };
}

export interface PageFonts {
  readonly files: readonly PageAsset[];
  /** `@font-face` rules, to stand before the page's own style. */
  readonly faces: string;
  /** The faces needed for the first words, fetched before the style sheet asks for them. */
  readonly preloaded: readonly string[];
}

/** Be Vietnam Pro, in the weights that our pages use. */
export function pageFonts(root: string): PageFonts {
  const fonts = FONT_WEIGHTS.flatMap((weight) => FONT_SUBSETS.map((subset) => readFont(root, subset, weight)));
  return {
    files: fonts.map(({ file }) => file),
    faces: fonts.map(({ face }) => face).join('\n'),
    preloaded: fonts.filter(({ weight }) => weight === 400).map(({ file }) => file.url),
  };
}

function readFont(root: string, subset: (typeof FONT_SUBSETS)[number], weight: (typeof FONT_WEIGHTS)[number]) {
  const name = `be-vietnam-pro-${subset}-${weight}-normal.woff2`;
  const file = pageAsset(
    root,
    name,
    'font/woff2',
    readFileSync(require.resolve(`@fontsource/be-vietnam-pro/files/${name}`)),
  );
  const ranges: Record<string, string> = require('@fontsource/be-vietnam-pro/unicode.json');
  const range = ranges[subset] ?? 'U+0-10FFFF';
  const face = `@font-face{font-family:'Be Vietnam Pro';font-style:normal;font-display:swap;font-weight:${weight};src:url(${file.url}) format('woff2');unicode-range:${range}}`;
  return { weight, file, face };
}

/** @param acceptEncoding As the browser's header says. Null: no such file. */
export function answerAsset(
  assets: readonly PageAsset[],
  address: string,
  acceptEncoding: string | string[] | undefined,
): AssetAnswer | null {
  const url = address.split('?')[0] ?? '';
  const found = assets.find((asset) => asset.url === url);
  if (!found) return null;
  const zipped = found.gzip !== null && /\bgzip\b/.test(String(acceptEncoding ?? ''));
  return {
    headers: {
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      'content-type': found.mime,
      ...(zipped ? { 'content-encoding': 'gzip' } : {}),
    },
    body: zipped && found.gzip ? found.gzip : found.body,
  };
}
