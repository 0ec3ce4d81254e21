import { MINIMUMS_SOURCE, missingPapers } from '../../registration/missing-papers.ts';
import { missingRequired, progressText } from '../../registration/next-field.ts';
import { text } from '../texts.ts';
import { labelsOf, progressShown } from './present.ts';
import type { Work } from './work.ts';

/** "Tôi còn thiếu gì?": the fields, how far the form has come, and the papers for the rank aimed at with their source. */
export function missing(work: Work): void {
  const labels = [...new Set([...work.stillReturned, ...missingRequired(work.answers)])];
  const progress = work.returned ? progressShown(work) : progressText(work.answers, work.open);
  work.note(
    labels.length > 0 ? text('missingList', { progress, labels: labelsOf(labels) }) : text('missingNone', { progress }),
  );
  notePapers(work);
}

function notePapers(work: Work): void {
  const found = missingPapers(work.answers);
  if (!found) return;
  const { papers, stars } = found;
  const rank = String(stars);
  if (papers.length === 0) {
    work.note(text('papersThere', { stars: rank }));
    return;
  }
  const lines = papers.map(({ label }) => `• ${label}`).join('\n');
  const known = work.answers['idea.documents'] !== undefined;
  work.note(text(known ? 'papersMissing' : 'papersNeeded', { stars: rank, lines }));
  for (const { quote } of papers) work.citations.push({ ...MINIMUMS_SOURCE, title: text('papersSource'), quote });
}
