import { type Attachment, type FileOutcome, showSize } from '../../registration/attachments.ts';
import { paperLabel } from '../../registration/papers.ts';
import { askedField } from '../state.ts';
import { text } from '../texts.ts';
import { submitForm } from './form.ts';
import type { Work } from './work.ts';

/** A photo or a file: kept or not and why, in one sentence; the question in hand stays and is put once more. */
export function receivedFile(work: Work, outcome: FileOutcome, paper: string | null): void {
  switch (outcome.kind) {
    case 'kept':
      add(work, { ...outcome.attachment, paper });
      break;
    case 'same':
      work.note(text('file.same', { name: outcome.attachment.name }));
      break;
    case 'refused':
      work.note(text(`file.${outcome.why}`));
      break;
    case 'not-wanted':
      work.note(text(notWanted(work)));
      break;
    default:
      outcome satisfies never;
  }
  if (work.state.asking === null) work.ending = { kind: 'ask', asking: 'menu' };
}

function notWanted(work: Work): 'file.noConsent' | 'file.afterSending' | 'file.noForm' {
  if (work.state.consent !== 'given') return 'file.noConsent';
  return work.draft && work.draft.status !== 'withdrawn' ? 'file.afterSending' : 'file.noForm';
}

function add(work: Work, attachment: Attachment): void {
  if (!work.draft) return;
  setAttachments(work, [...work.draft.attachments, attachment]);
  work.emit({ type: 'attachmentAdded', registrationId: work.draft.id, attachment });
  const { name, size, paper } = attachment;
  const what = paper === null ? name : `${paperLabel(paper)} (${name})`;
  const asked = askedField(work.state) === 'attachments';
  work.note(text(asked ? 'file.kept' : 'file.keptMidForm', { name: what, size: showSize(size) }));
}

/** "Giấy an toàn thực phẩm": said of the newest file without a name, or by a button of a certain one. */
export function namePaper(work: Work, paper: string, id?: string): void {
  const files = work.draft?.attachments ?? [];
  const file = id ? files.find((one) => one.id === id) : (files.findLast((one) => one.paper === null) ?? files.at(-1));
  if (!work.filling || !file) {
    work.note(text('file.none'));
    return;
  }
  setAttachments(
    work,
    files.map((one) => (one.id === file.id ? { ...one, paper } : one)),
  );
  work.emit({ type: 'attachmentNamed', id: file.id, paper });
  work.note(text('file.named', { name: file.name, paper: paperLabel(paper).toLowerCase() }));
}

/** "Bỏ 2", or the button of a file. */
export function removeFile(work: Work, which: { readonly number: number } | { readonly id: string }): void {
  const files = work.draft?.attachments ?? [];
  const file = 'id' in which ? files.find((one) => one.id === which.id) : files[which.number - 1];
  if (!work.filling || !file) {
    work.note(text('file.none'));
    return;
  }
  setAttachments(
    work,
    files.filter((one) => one.id !== file.id),
  );
  work.emit({ type: 'attachmentRemoved', id: file.id });
  work.note(text('file.removed', { name: file.name }));
}

/** "Xong": what is there becomes the answer; nothing there is the same as leaving it. */
export function endAttachments(work: Work): void {
  const files = work.draft?.attachments ?? [];
  if (files.length === 0) {
    work.record('attachments', 'leave', { words: '', rule: 'rule:skip' });
    work.note(text('attachmentsLater'));
  } else {
    record(work, files);
    work.note(text('file.done', { count: String(files.length) }));
  }
  submitForm(work);
}

/** Once answered, the answer follows what is added and removed later. */
function setAttachments(work: Work, files: readonly Attachment[]): void {
  if (!work.draft) return;
  work.draft = { ...work.draft, attachments: files };
  if (work.answers.attachments !== undefined) record(work, files);
}

function record(work: Work, files: readonly Attachment[]): void {
  work.record('attachments', 'set', { value: files.map(({ id }) => id).sort(), words: '', rule: 'rule:files' });
}
