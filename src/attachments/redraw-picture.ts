import sharp from 'sharp';

/** Enough to read a paper of A4 (260 dots an inch); a phone's picture is often three times that. */
const LONGEST_EDGE = 3_000;
/** Of today's phones the largest usual size is 64 million; beyond that a small file may fill the memory. */
const MOST_PIXELS = 64_000_000;

sharp.cache(false);
sharp.concurrency(1);

/** One picture at a time: each may need some hundred MB while it is drawn. */
let last: Promise<unknown> = Promise.resolve();

/**
 * The same picture drawn anew: turned upright, at most 3,000 dots long, without EXIF (place, device, time), comments
 * and whatever else was hidden in or behind it. Null when the bytes are no picture of that kind.
 */
export function redrawPicture(bytes: Buffer, kind: 'jpeg' | 'png' | 'webp'): Promise<Buffer | null> {
  const mine = last.then(() => redraw(bytes, kind));
  last = mine;
  return mine;
}

async function redraw(bytes: Buffer, kind: 'jpeg' | 'png' | 'webp'): Promise<Buffer | null> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
    if ((await picture.metadata()).format !== kind) return null;
    const size = { width: LONGEST_EDGE, height: LONGEST_EDGE, fit: 'inside', withoutEnlargement: true } as const;
    const upright = picture.rotate().resize(size);
    switch (kind) {
      case 'jpeg':
        return await upright.jpeg({ quality: 88 }).toBuffer();
      case 'png':
        return await upright.png().toBuffer();
      case 'webp':
        return await upright.webp({ quality: 88 }).toBuffer();
      default:
        return kind satisfies never;
    }
  } catch {
    return null;
  }
}
