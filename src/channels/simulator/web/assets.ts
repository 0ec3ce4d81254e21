import { readFileSync } from 'node:fs';
import { type PageAsset, pageAsset, pageFonts } from '../../../web/page-assets.ts';

const ROOT = '/chat/assets';

/** The files that the page may ask for. */
export interface Assets {
  readonly script: string;
  readonly style: string;
  readonly icon: string;
  /** The faces needed for the first words, fetched before the style sheet asks for them. */
  readonly preloadedFonts: readonly string[];
  readonly all: readonly PageAsset[];
}

export function loadAssets(): Assets {
  const fonts = pageFonts(ROOT);
  const script = pageAsset(ROOT, 'chat.js', 'text/javascript; charset=utf-8', own('chat.js'));
  const icon = pageAsset(ROOT, 'icon.svg', 'image/svg+xml', own('icon.svg'));
  const sheet = Buffer.concat([Buffer.from(`${fonts.faces}\n`), own('chat.css')]);
  const style = pageAsset(ROOT, 'chat.css', 'text/css; charset=utf-8', sheet);
  return {
    script: script.url,
    style: style.url,
    icon: icon.url,
    preloadedFonts: fonts.preloaded,
    all: [script, style, icon, ...fonts.files],
  };
}

function own(name: string): Buffer {
  return readFileSync(new URL(`./assets/${name}`, import.meta.url));
}
