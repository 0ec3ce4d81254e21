import { unitByCode, unitTitle } from '../../language/places.ts';
import { definitionFor, fieldDefinition, fieldLabel, question, showValue } from '../../registration/form.ts';
import { missingRequired, progress } from '../../registration/next-field.ts';
import { reviewLines } from '../../registration/review.ts';
import type { FieldId, FieldValue } from '../../registration/types.ts';
import { consentWording } from '../consent-text.ts';
import { type Asking, askedField, type Draft } from '../state.ts';
import { text } from '../texts.ts';
import { attachmentsWording } from './attachments-wording.ts';
import { nameOf } from './draft-name.ts';
import type { ReplyButton, Work } from './work.ts';

const MULTIPLE: ReadonlySet<string> = new Set(['markets', 'documents', 'supportNeeds']);

/** From the third unreadable answer on, a way out is offered beside the question. */
const ATTEMPTS_BEFORE_WAY_OUT = 3;

/** Fields that take several choices. */
export function takesSeveral(field: FieldId): boolean {
  return MULTIPLE.has(fieldDefinition(field).reader);
}

/** "8/20". */
export function progressShown(work: Work): string {
  if (work.returned) {
    const total = work.returned.fields.length;
    return `${total - work.stillReturned.length}/${total} mục cần bổ sung`;
  }
  const { done, total } = progress(work.answers, work.open);
  return `${done}/${total} mục`;
}

export function labelsOf(fields: readonly FieldId[]): string {
  return fields.map((field) => fieldLabel(field).toLowerCase()).join(', ');
}

/**
 * Puts one question at the end of the turn: the notes so far and the question go out as one message.
 * `again` gives the long ones (consent, review) in a few words; `instead` replaces a field's question.
 */
export function present(work: Work, asking: Asking, how: { again?: boolean; instead?: string } = {}): void {
  const before = askedField(work.state);
  work.state.asking = asking;
  if (asking !== 'cancel') work.state.erasing = false;
  const { sentence, buttons } = wording(work, asking, how);
  if (asking === 'consent' && !how.again) work.state.consentShown = consentWording(work.turn).hash;
  const contact = asking === 'applicant.phone' ? { requestContact: text('button.shareContact') } : {};
  const field = askedField(work.state);
  if (field) work.state.field = null;
  else if (before && asking !== 'review') work.state.field = before;
  const message = [...work.notes, how.instead ?? sentence].filter(Boolean).join('\n');
  work.notes.length = 0;
  if (message) work.reply({ text: message, buttons, ...contact });
}

function wording(work: Work, asking: Asking, how: { again?: boolean }): { sentence: string; buttons: ReplyButton[] } {
  switch (asking) {
    case null:
      return { sentence: '', buttons: [] };
    case 'menu':
      return { sentence: text(how.again ? 'menuAgain' : 'menu'), buttons: menuButtons(work) };
    case 'consent':
      return {
        sentence: how.again ? text('consentAgain') : consentWording(work.turn).core,
        buttons: [
          { label: text('button.yes'), offer: { does: 'consent', yes: true } },
          { label: text('button.no'), offer: { does: 'consent', yes: false } },
          ...(how.again ? [] : [{ label: text('button.more'), offer: { does: 'consentDetails' } } as const]),
        ],
      };
    case 'confirm':
      return { sentence: batchText(work, how.again ?? false), buttons: yesNoButtons('button.right', 'button.wrong') };
    case 'cancel':
      if (work.state.erasing)
        return { sentence: text('eraseAsk'), buttons: yesNoButtons('button.eraseYes', 'button.eraseNo') };
      return { sentence: text('cancelAsk'), buttons: yesNoButtons('button.cancelYes', 'button.cancelNo') };
    case 'resume': {
      const [other] = work.others.filter(({ status }) => status === 'draft');
      if (other) return twoDraftsWording(work, other);
      return {
        sentence: how.again ? text('welcomeBackAgain') : text('welcomeBack', { progress: progressShown(work) }),
        buttons: [
          { label: text('button.resume'), offer: { does: 'go', to: 'resume' } },
          { label: text('button.restart'), offer: { does: 'go', to: 'restart' } },
        ],
      };
    }
    case 'reuse':
      return { sentence: text('reuseAsk'), buttons: yesNoButtons('button.reuse', 'button.askAll') };
    case 'handoff':
      return {
        sentence: text('handoffNote'),
        buttons: work.filling ? [{ label: text('button.resume'), offer: { does: 'go', to: 'resume' } }] : [],
      };
    case 'review':
      return reviewWording(work, how.again ?? false);
    default:
      return fieldWording(work, asking);
  }
}

/** Two drafts of one person: by what they are told apart, and which one goes on. */
function twoDraftsWording(work: Work, other: Draft): { sentence: string; buttons: ReplyButton[] } {
  const [mine, theirs] = [work.draft ? nameOf(work.draft) : '', nameOf(other)];
  return {
    sentence: text('twoDrafts', { mine, theirs }),
    buttons: [
      { label: text('button.thisDraft', { name: mine }), offer: { does: 'go', to: 'resume' } },
      { label: text('button.thisDraft', { name: theirs }), offer: { does: 'takeDraft', registrationId: other.id } },
    ],
  };
}

function yesNoButtons(yes: string, no: string): ReplyButton[] {
  return [
    { label: text(yes), offer: { does: 'confirm', yes: true } },
    { label: text(no), offer: { does: 'confirm', yes: false } },
  ];
}

export function menuButtons(work: Work): ReplyButton[] {
  const form: ReplyButton = work.filling
    ? { label: text('button.resumeForm'), offer: { does: 'go', to: 'resume' } }
    : { label: text('button.startForm'), offer: { does: 'startForm' } };
  return [
    form,
    { label: text('button.help'), offer: { does: 'go', to: 'help' } },
    { label: text('button.handoff'), offer: { does: 'handoff' } },
  ];
}

function batchText({ state }: Work, again: boolean): string {
  if (state.proposed.length === 1 && state.proposedText) return state.proposedText;
  const lines = state.proposed
    .map((one) => `• ${fieldLabel(one.field)}: ${showValue(one.field, one.value)}`)
    .join('\n');
  return text(again ? 'batchAgain' : 'batch', { lines });
}

function reviewWording(work: Work, again: boolean): { sentence: string; buttons: ReplyButton[] } {
  const buttons: ReplyButton[] = [
    { label: text('button.submit'), offer: { does: 'go', to: 'submit' } },
    { label: text('button.pause'), offer: { does: 'go', to: 'pause' } },
  ];
  if (again) return { sentence: text('reviewAgain'), buttons };
  const missing = missingRequired(work.answers);
  const sentence = text('review', { lines: reviewText(work) });
  return {
    sentence: missing.length > 0 ? `${sentence}\n${text('reviewMissing', { labels: labelsOf(missing) })}` : sentence,
    buttons,
  };
}

/** Numbered lines; what has not been asked yet is left out. */
export function reviewText(work: Work): string {
  return reviewLines(work.answers, work.open)
    .filter((line) => work.answers[line.field] !== undefined || work.open.has(line.field))
    .map((line) => `${line.number}. ${line.label}: ${line.value}`)
    .join('\n');
}

function fieldWording(work: Work, field: FieldId): { sentence: string; buttons: ReplyButton[] } {
  const { waiting } = work.state;
  if (waiting?.field === field) {
    return {
      sentence: waiting.text,
      buttons: waiting.choices.map((choice) => ({
        label: choice.label,
        offer: { does: 'choose', field, value: choice.value },
      })),
    };
  }
  if (field === 'attachments') {
    const { sentence, buttons } = attachmentsWording(work);
    return { sentence: `${officerWords(work, field)}${sentence}`, buttons };
  }
  const asked = question(field, work.answers);
  const picked = work.state.picking ? listOf(work.answers[field]) : [];
  const buttons: ReplyButton[] = asked.choices
    .filter((choice) => !picked.includes(String(choice.value)))
    .map((choice) => ({ label: choice.label, offer: { does: 'choose', field, value: choice.value } }));
  if (work.state.picking && takesSeveral(field)) {
    buttons.unshift({ label: text('button.done'), offer: { does: 'go', to: 'skip', field } });
    return { sentence: text('multiPicked', { value: showValue(field, picked) }), buttons };
  }
  const near = field === 'applicant.unit' && unitByCode(work.state.fromCommune ?? '');
  if (near) buttons.push({ label: unitTitle(near), offer: { does: 'choose', field, value: near.code } });
  const definition = definitionFor(field, work.answers);
  if (field === 'idea.documents')
    buttons.push({ label: text('button.none'), offer: { does: 'choose', field, value: [] } });
  else if (!definition.required || definition.mayStayOpen) {
    buttons.push({
      label: text('button.skip'),
      offer: { does: 'go', to: 'skip', field },
    });
  } else if ((work.state.attempts[field] ?? 0) >= ATTEMPTS_BEFORE_WAY_OUT) {
    buttons.push({ label: text('button.skip'), offer: { does: 'go', to: 'skip', field } });
    buttons.push({ label: text('button.handoff'), offer: { does: 'handoff' } });
  }
  return { sentence: `${officerWords(work, field)}${asked.text}`, buttons };
}

/** Before the question of a field that was given back: why, and what stands there now. */
function officerWords(work: Work, field: FieldId): string {
  const reason = work.returned?.fields.find((one) => one.field === field)?.reason;
  if (reason === undefined || !work.stillReturned.includes(field)) return '';
  const value = work.answers[field];
  const now = value === undefined ? '' : ` ${text('backValue', { value: showValue(field, value) })}`;
  return `${text('returnedField', { reason })}${now}\n`;
}

/** The value of a field that takes several, as a list. */
export function listOf(value: FieldValue | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
