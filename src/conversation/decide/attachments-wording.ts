import { showSize } from '../../registration/attachments.ts';
import { question, showValue } from '../../registration/form.ts';
import { likelyPapers, paperLabel } from '../../registration/papers.ts';
import { text } from '../texts.ts';
import type { ReplyButton, Work } from './work.ts';

/** Buttons beside "Xong": more would hide it on a small screen. */
const PAPERS_OFFERED = 4;
const REMOVALS_OFFERED = 4;

/** The question of papers: which ones; then what the newest shows; then what is there and how to take one away. */
export function attachmentsWording(work: Work): { sentence: string; buttons: ReplyButton[] } {
  const files = work.draft?.attachments ?? [];
  const newest = files.at(-1);
  if (!newest) {
    const declared = work.answers['idea.documents'];
    const wanted = Array.isArray(declared) && declared.length > 0 ? declared : null;
    const hint = wanted ? `\n${text('file.declared', { papers: showValue('idea.documents', wanted) })}` : '';
    return {
      sentence: `${question('attachments', work.answers).text}${hint}`,
      buttons: [{ label: text('button.pass'), offer: { does: 'go', to: 'skip', field: 'attachments' } }],
    };
  }
  const done: ReplyButton = {
    label: text('button.done'),
    offer: { does: 'go', to: 'skip', field: 'attachments' },
  };
  if (newest.paper === null) {
    const there = files.map(({ paper }) => paper);
    const papers = likelyPapers(work.answers, there).slice(0, PAPERS_OFFERED);
    return {
      sentence: text('file.whichPaper', { name: newest.name }),
      buttons: [
        ...papers.map(
          ({ id, label }): ReplyButton => ({ label, offer: { does: 'namePaper', attachment: newest.id, paper: id } }),
        ),
        done,
      ],
    };
  }
  const lines = files
    .map(({ paper, name, size }, index) => `${index + 1}. ${paperLabel(paper)}: ${name} (${showSize(size)})`)
    .join('\n');
  const removals = files
    .map(
      ({ id }, index): ReplyButton => ({
        label: text('button.removeFile', { number: String(index + 1) }),
        offer: { does: 'removeFile', attachment: id },
      }),
    )
    .slice(-REMOVALS_OFFERED);
  return { sentence: text('file.list', { lines }), buttons: [done, ...removals] };
}
