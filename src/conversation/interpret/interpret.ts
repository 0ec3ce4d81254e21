import type { IncomingContent } from '../../channels/types.ts';
import { tidy } from '../../language/text.ts';
import { FORM } from '../../registration/form.ts';
import { readAnswer } from '../../registration/read-answer.ts';
import type { Answers, FieldId } from '../../registration/types.ts';
import type { Heard } from '../commands.ts';
import { askedField, type ConversationState } from '../state.ts';
import { aroundTheForm } from './around-the-form.ts';
import { chosenByLabel, chosenByNumber } from './chosen.ts';
import { correction } from './correction.ts';
import { requestedDocument } from './document-request.ts';
import { hearErasure } from './erasure.ts';
import { hearEvents } from './events.ts';
import { answerTo } from './field-answer.ts';
import { hearFile } from './file.ts';
import { globalCommand, soundsLikeReturn, wantsForm } from './global-words.ts';
import { hearJoinCode } from './join-code.ts';
import { hearPreference } from './preference.ts';
import { asksOfPrivacy } from './privacy.ts';
import { asks, questionLook } from './question.ts';
import { hear, type Said } from './said.ts';
import { correctedSelf } from './self-repair.ts';
import { smallTalk } from './small-talk.ts';

/** Everything a rule may look at. Nothing here reads a clock or a store. */
export interface Hearing {
  readonly state: ConversationState;
  /** Answers and fields left open of the draft in hand; null without one. */
  readonly form: { readonly answers: Answers; readonly open: ReadonlySet<FieldId> } | null;
  /** ISO date in Viet Nam. */
  readonly today: string;
  /** True when the person has been away for long (`LONG_ABSENCE`). */
  readonly absent: boolean;
  /** The field answered last before the one in hand, in the form's order. */
  readonly previousField: FieldId | null;
  /** A registration in hand that the office has, so that its documents can be asked for. */
  readonly sent: boolean;
}

/**
 * One message → commands of the closed grammar. The order of the rules is the order of certainty: a button, a choice
 * that we offered, words that steer from anywhere, the question in hand, anything else the message may be.
 */
export function interpret(content: IncomingContent, hearing: Hearing): Heard[] {
  switch (content.kind) {
    case 'button':
      return [{ type: 'choose', payload: content.payload }];
    case 'contact':
      return content.own ? sharedPhone(content.phone, hearing) : [{ type: 'media', media: 'contact' }];
    case 'photo':
    case 'file':
      return hearFile(content, hearing, (caption) => hearText(caption, hearing));
    case 'voice':
    case 'sticker':
    case 'location':
      return [{ type: 'media', media: content.kind }];
    case 'erase':
      return [{ type: 'dataRight', right: 'erase', sure: true }];
    case 'office':
      return [{ type: 'officeNews', news: content.news }];
    case 'officer':
      return [{ type: 'officer', act: content.act, words: content.words }];
    case 'text':
      return hearText(tidy(content.text), hearing);
    default:
      return content satisfies never;
  }
}

function sharedPhone(phone: string, { state, form, today }: Hearing): Heard[] {
  const reading = readAnswer('applicant.phone', phone, { today, answers: form?.answers ?? {}, mode: 'asked' });
  const known = reading.kind === 'value' ? String(reading.value) : null;
  const join: Heard[] = known === null ? [] : [{ type: 'join', key: { kind: 'phone', phone: known } }];
  if (!form) return known === null ? [{ type: 'unclear', words: '' }] : join;
  const asked = askedField(state) === 'applicant.phone';
  return [{ type: 'setField', field: 'applicant.phone', reading, asked }, ...join];
}

function hearText(text: string, hearing: Hearing): Heard[] {
  const joining = hearJoinCode(text);
  if (joining) return joining;
  const said = hear(text);
  const { state, form } = hearing;
  const code = linkCode(said, state);
  if (code) return [{ type: 'redeemLink', code }];
  const labelled = chosenByLabel(said, state);
  if (labelled) return [{ type: 'choose', payload: labelled }];
  const erasure = state.asking === 'cancel' && state.erasing ? hearErasure(said) : null;
  if (erasure) return erasure;

  const preference = hearPreference(said, askedField(state) === null);
  if (preference) return [preference];

  // "4 sao được không? à thôi, 3 sao": the question was taken back.
  const meant = correctedSelf(text);
  const look = questionLook(meant === null ? said : hear(meant));
  const back = hearing.absent && form ? afterAbsence(said, hearing) : null;
  if (back) return back;
  const document = requestedDocument(said);
  // In mid-form "gửi lại phiếu" sends it in, and "làm gì tiếp" asks for the next question.
  if (document && (form ? document === 'mau-02' : hearing.sent)) return [{ type: 'sendDocument', document }];
  const event = hearEvents(said, look, hearing);
  if (event) return [event];
  if (asksOfPrivacy(said)) return [{ type: 'explainPrivacy' }];
  const steering = steer(said, hearing, asks(look));
  if (steering) return steering;

  const field = askedField(state);
  if (form) {
    const corrected = correction(said, hearing);
    if (corrected) return corrected;
  }
  if (field && form) return answerTo(field, said, look, hearing);

  const numbered = chosenByNumber(said, state);
  if (numbered) return [{ type: 'choose', payload: numbered }];
  return aroundTheForm(said, look, hearing);
}

/** "liên kết 123 456"; six bare digits only where no question of the form waits for a number. */
function linkCode(said: Said, state: ConversationState): string | null {
  const named = /^(?:ma )?(?:lien ket|ket noi)(?: tai khoan)?(?: la)? (\d{3}) ?(\d{3})$/.exec(said.plain);
  const bare = askedField(state) === null && state.asking !== 'review' ? /^(\d{3}) ?(\d{3})$/.exec(said.plain) : null;
  const match = named ?? bare;
  return match ? `${match[1]}${match[2]}` : null;
}

function declares(state: ConversationState, text: string): boolean {
  if (askedField(state) !== 'declaration.accepted') return false;
  const reading = readAnswer('declaration.accepted', text, { today: '', answers: {}, mode: 'asked' });
  return reading.kind === 'value';
}

/** The first words after a long absence: resume, ask, or be offered to resume — never taken for an answer by accident. */
function afterAbsence(said: Said, hearing: Hearing): Heard[] | null {
  const command = globalCommand(said, false);
  if (command === 'back' || command === 'resume') return [{ type: 'go', to: 'resume' }];
  if (command !== null) return null;
  if (asks(questionLook(said))) return null;
  if (said.words.split(' ').length <= 12 && soundsLikeReturn(said)) return [{ type: 'go', to: 'resume' }];
  const field = askedField(hearing.state);
  if (field && CLOSED.has(field) && hearing.form) {
    const answered = answerTo(field, said, 'no', hearing);
    if (answered.every((one) => one.type === 'setField' && one.reading.kind === 'value')) return answered;
  }
  if (wantsForm(said)) return [{ type: 'go', to: 'resume' }];
  return [{ type: 'go', to: 'welcomeBack' }];
}

/** Fields whose readers take nothing but their own kind of answer. */
const CLOSED: ReadonlySet<string> = new Set([
  'applicant.kind',
  'applicant.phone',
  'applicant.email',
  'applicant.registrationDate',
  'registration.kind',
  'product.currentStars',
  'product.certificateExpiry',
  'registration.targetStars',
  'idea.labour',
  'idea.capacity',
]);

function steer(said: Said, { state, form }: Hearing, isQuestion: boolean): Heard[] | null {
  const command = globalCommand(said, isQuestion);
  switch (command) {
    case null:
      break;
    case 'link':
      return [{ type: 'link' }];
    case 'handoff':
      return [{ type: 'handoff' }];
    case 'takeBack':
      return [{ type: 'takeBack' }];
    case 'withdrawConsent':
      return [{ type: 'withdrawConsent' }];
    case 'erase':
      return [{ type: 'dataRight', right: 'erase' }];
    case 'myData':
      return [{ type: 'dataRight', right: 'view' }];
    case 'menu':
    case 'help':
      return [{ type: 'go', to: command }];
    case 'cancel':
      // While "really cancel?" is asked, "đúng, hủy đi" is its yes.
      return [form && state.asking === 'cancel' ? { type: 'confirm', yes: true } : { type: 'go', to: 'cancel' }];
    case 'explain':
      return askedField(state) ? [{ type: 'go', to: 'explain' }] : null;
    case 'undo':
    case 'back':
    case 'pause':
    case 'missing':
      // "cam đoan, xong chưa": what is asked for is there.
      if (form && declares(state, said.text)) return null;
      return [{ type: 'go', to: command }];
    case 'review':
    case 'resume':
    case 'restart':
      if (form && !(command === 'restart' && askedField(state))) return [{ type: 'go', to: command }];
      if (!form && command === 'restart') return [{ type: 'startForm' }];
      return form ? null : [{ type: 'go', to: command }];
    default:
      command satisfies never;
  }
  const talk = smallTalk(said);
  if (talk === 'thanks' && state.asking !== null && declinesPolitely(state.asking)) return [{ type: 'go', to: 'skip' }];
  return talk ? [{ type: talk }] : null;
}

/** "Thôi được, cảm ơn" to what need not be answered says no. */
function declinesPolitely(asking: string): boolean {
  if (asking === 'attachments' || asking === 'handoff') return true;
  return FORM.fields.some((field) => field.id === asking && (!field.required || field.mayStayOpen !== undefined));
}
