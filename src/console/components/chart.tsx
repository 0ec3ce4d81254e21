import type { ComponentChild } from 'preact';

export interface Bar {
  readonly label: string;
  readonly value: number;
}

/** What every chart has: its title, a word where there is nothing, and its numbers in words for screen readers. */
export function Chart({
  title,
  bars,
  lying = false,
  draw,
}: {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly lying?: boolean;
  /** Gets the largest value, at least 1, and the words. */
  readonly draw: (most: number, words: string) => ComponentChild;
}) {
  const most = Math.max(0, ...bars.map(({ value }) => value));
  const words = bars.map(({ label, value }) => `${label}: ${value}`).join('; ');
  return (
    <figure class={lying ? 'chart lying' : 'chart'}>
      <figcaption>{title}</figcaption>
      {most === 0 ? <p class="quiet">Chưa có.</p> : draw(most, `${title}. ${words}`)}
    </figure>
  );
}

/** Of the room that the largest has; the smallest can still be seen. */
export const lengthOf = (value: number, most: number, room: number): number =>
  value === 0 ? 1 : Math.max(3, Math.round((value / most) * room));
