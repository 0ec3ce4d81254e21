import { askedField } from '../state.ts';
import { text } from '../texts.ts';
import { erase } from './data-rights.ts';
import { submitForm } from './form.ts';
import { acceptProposal, refuseProposal } from './proposal.ts';
import { returnToForm } from './return-to-form.ts';
import { reuse } from './reuse.ts';
import { unreadable } from './set-field.ts';
import { applyValue } from './values.ts';
import type { Work } from './work.ts';

/** Yes or no to whatever the last reply asked. */
export function confirm(work: Work, yes: boolean): void {
  switch (work.state.asking) {
    case 'confirm':
      if (yes) acceptProposal(work);
      else refuseProposal(work);
      return;
    case 'reuse':
      reuse(work, yes);
      return;
    case 'cancel':
      if (work.state.erasing && yes) erase(work);
      else if (yes) cancelDraft(work);
      else keepDraft(work);
      return;
    case 'review':
      if (yes) {
        submitForm(work);
        return;
      }
      work.ending = { kind: 'same', instead: text('reviewWrong') };
      return;
    case 'declaration.accepted':
      if (yes) {
        declare(work, text('button.yes'));
        return;
      }
      work.ending = { kind: 'same', instead: text('declarationNeeded') };
      return;
    default: {
      const field = askedField(work.state);
      if (!field) return;
      work.state.waiting = null;
      unreadable(work, field, null);
    }
  }
}

export function declare(work: Work, words: string): void {
  applyValue(work, 'declaration.accepted', true, { words, rule: 'rule:declaration' });
  submitForm(work);
}

function cancelDraft(work: Work): void {
  work.changeStatus('withdrawn', 'cancelled-by-person');
  work.leaveForm();
  work.ending = { kind: 'ask', asking: 'menu', instead: text('cancelled') };
}

function keepDraft(work: Work): void {
  const kept = text(work.state.erasing ? 'eraseKept' : 'cancelKept');
  if (work.turn.held) {
    work.reply({ text: kept, buttons: [] });
    work.state.asking = null;
    work.state.erasing = false;
    work.ending = { kind: 'none' };
    return;
  }
  work.note(kept);
  returnToForm(work);
}
