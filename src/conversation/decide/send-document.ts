import { DOCUMENT_KINDS, type DocumentKind } from '../../registration/documents/kinds.ts';
import { foldAnswers } from '../../registration/fold.ts';
import { type Draft, wasSent } from '../state.ts';
import { text } from '../texts.ts';
import type { ReplyButton, Work } from './work.ts';

/** A document of the registration in hand, which must have been sent once. */
export function sendDocument(work: Work, kind: DocumentKind): void {
  if (!wasSent(work.draft)) {
    work.note(text('documentAfterSending'));
    return;
  }
  work.reply({ text: text(`document.${kind}`), buttons: documentButtons(kind), file: kind });
  if (!work.filling) work.ending = { kind: 'none' };
}

/** "Xem lại phiếu" after sending: where it stands, and its documents. */
export function showSent(work: Work, draft: Draft): void {
  const product = foldAnswers(draft.log).answers['product.name'];
  const sentence = text('sentStatus', {
    reference: draft.reference ?? '',
    product: typeof product === 'string' ? product : '',
    status: text(`status.${draft.status}`),
  });
  const buttons = documentButtons('mau-02').concat(documentButtons('mau-01').slice(0, 1));
  work.state.asking = 'menu';
  work.reply({ text: [...work.notes.splice(0), sentence].join('\n'), buttons });
  work.ending = { kind: 'none' };
}

/** The documents that can be asked for beside the one just given. */
export function documentButtons(given: DocumentKind): ReplyButton[] {
  return DOCUMENT_KINDS.filter((kind) => kind !== given).map((kind) => ({
    label: text(`button.${kind}`),
    offer: { does: 'sendDocument', document: kind },
  }));
}
