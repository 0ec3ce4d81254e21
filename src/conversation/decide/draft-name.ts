import { foldAnswers } from '../../registration/fold.ts';
import { progress } from '../../registration/next-field.ts';
import type { Draft } from '../state.ts';

/** "bánh gai, 8/22 mục": how a draft is told from another one. */
export function nameOf(draft: Draft): string {
  const { answers, open } = foldAnswers(draft.log);
  const { done, total } = progress(answers, open);
  const product = answers['product.name'];
  return `${typeof product === 'string' ? `${product}, ` : ''}${done}/${total} mục`;
}
