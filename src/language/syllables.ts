import { z } from 'zod';
import parts from './data/syllable-parts.json' with { type: 'json' };
import { fold } from './fold.ts';
import { splitTone } from './tones.ts';

const PARTS = z
  .object({
    onsets: z.array(z.string()),
    onsetsBeforeFront: z.array(z.string()),
    onsetsBeforeOther: z.array(z.string()),
    rimes: z.string(),
    rimesAfterNoOnset: z.string(),
    rimesAfterQu: z.string(),
    rimesAfterGi: z.string(),
    onsetsWithY: z.array(z.string()),
    extra: z.array(z.string()),
  })
  .parse(parts);

const BASES = buildBases();
const FOLDED = new Set([...BASES].map(fold));

/**
 * True for a syllable that Vietnamese spelling allows with the marks as they stand: "trại", "hòa", "hoà"; also unmarked ones
 * that are right as they are ("ba", "trung"). "trai" is; "ocop", "tasc", "hien" (it needs ê) are not.
 */
export function isSyllable(word: string): boolean {
  const { base, tone } = splitTone(word.toLowerCase());
  if (!BASES.has(base)) return false;
  return !/(?:c|ch|p|t)$/.test(base) || tone === 's' || tone === 'j';
}

/** True for a syllable typed without (some of) its marks: "hien", "truoc", "hop", "đuoc". */
export function isUnmarkedSyllable(word: string): boolean {
  return FOLDED.has(fold(word));
}

/** True when the letters make a syllable but the tone is missing: "quyêt", "hop". */
export function isTonelessSyllable(word: string): boolean {
  const { base, tone } = splitTone(word.toLowerCase());
  return tone === '' && BASES.has(base);
}

function buildBases(): Set<string> {
  const bases = new Set(PARTS.extra.map((word) => splitTone(word).base));
  const list = (text: string): string[] => text.split(' ');
  for (const onset of PARTS.onsets) {
    const rimes =
      onset === 'qu' ? list(PARTS.rimesAfterQu) : onset === 'gi' ? list(PARTS.rimesAfterGi) : list(PARTS.rimes);
    for (const rime of rimes) {
      const front = /^[eêi]/u.test(rime);
      if (front && PARTS.onsetsBeforeOther.includes(onset)) continue;
      if (!front && PARTS.onsetsBeforeFront.includes(onset)) continue;
      if (onset === 'g' && /^[eê]/u.test(rime)) continue;
      bases.add(onset + rime);
    }
  }
  for (const rime of list(PARTS.rimesAfterNoOnset)) bases.add(rime);
  for (const onset of PARTS.onsetsWithY) bases.add(`${onset}y`);
  return bases;
}
