import { expect, it } from 'vitest';
import { ask } from './shared.ts';

it('opens with a sentence that stands alone, not with one that leans on another ("cũng lo …")', () => {
  const { text } = ask('sở công thương lo những gì cho ocop');
  expect(text).toMatch(/mục IV\.4: Sở Công Thương (?!cũng)/);
});
