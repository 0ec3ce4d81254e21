import type { LanguageModel, ModelField } from '../../assistant/types.ts';
import type { IncomingContent } from '../../channels/types.ts';
import { tokenize } from '../../language/tokens.ts';
import { fieldLabel, question } from '../../registration/form.ts';
import { fieldsInOrder } from '../../registration/next-field.ts';
import type { Answers, FieldId } from '../../registration/types.ts';
import type { Heard } from '../commands.ts';
import { askedField } from '../state.ts';
import type { Hearing } from './interpret.ts';
import { verifiedProposals } from './verified-proposals.ts';

/** Their answers tell who or where somebody is. */
const PERSONAL: ReadonlySet<FieldId> = new Set<FieldId>([
  'applicant.name',
  'applicant.representative',
  'applicant.address',
  'applicant.phone',
  'applicant.email',
  'applicant.registrationNumber',
  'applicant.taxCode',
]);

/** An unreadable answer this short is a slip of the finger, nothing to understand. */
const FEWEST_WORDS = 3;
/** Longer messages are told stories; a model is shown their beginning at most in vain. */
const MOST_CHARACTERS = 1_000;
/** Batches of a model that a person has refused, after which it is not asked again in this draft. */
const REFUSALS = 2;

/**
 * The rules first; where they are unsure, a model proposes and `verifiedProposals` decides what stands. Without a model,
 * with one that fails, or with nothing that stands, it is what the rules heard.
 */
export async function hearWithModel(
  heard: readonly Heard[],
  content: IncomingContent,
  hearing: Hearing,
  understand: LanguageModel['understand'],
): Promise<readonly Heard[]> {
  if (content.kind !== 'text' || !mayAsk(hearing) || !isUnsure(heard, content.text, hearing)) return heard;
  if ([...content.text].length > MOST_CHARACTERS) return heard;
  const outcome = await understand(taskOf(content.text, hearing));
  if (outcome.kind !== 'done') return heard;
  const found = verifiedProposals(outcome.value, content.text, hearing).filter((one) => mayStandFor(one, heard));
  return found.length > 0 ? found : heard;
}

/** Only after consent, only inside the form, and not where an answer is a declaration or a decision of the person's own. */
function mayAsk({ state, form }: Hearing): boolean {
  if (!form || state.consent !== 'given' || (state.attempts.model ?? 0) >= REFUSALS) return false;
  const field = askedField(state);
  if (field === null) return state.asking === 'confirm' || state.asking === 'review';
  return field !== 'declaration.accepted' && field !== 'attachments';
}

function isUnsure(heard: readonly Heard[], text: string, { state }: Hearing): boolean {
  if (heard.every((one) => one.type === 'unclear')) return true;
  if (tokenize(text).length < FEWEST_WORDS) return false;
  const asked = askedField(state);
  return heard.every(
    (one) =>
      one.type === 'setField' && one.field === asked && (one.reading.kind === 'none' || one.reading.kind === 'invalid'),
  );
}

/** An answer that the rules read and found wrong belongs to the question in hand; its parts answer no other one. */
function mayStandFor(found: Heard, heard: readonly Heard[]): boolean {
  if (found.type !== 'setField') return true;
  return heard.every((one) => one.type !== 'setField' || one.reading.kind !== 'invalid' || one.field === found.field);
}

function taskOf(text: string, { state, form }: Hearing) {
  const answers = form?.answers ?? {};
  const asked = askedField(state);
  const order = fieldsInOrder(answers);
  return {
    text,
    // The bare question of the form: the one that was shown may name what the person has said before.
    asking: asked === null ? null : { ...modelField(asked), question: question(asked, {}).text },
    openFields: (asked === null || order.includes(asked) ? order : [asked, ...order]).map(modelField),
    known: personalWords(answers),
  };
}

function modelField(field: FieldId): ModelField {
  return { field, label: fieldLabel(field), personal: PERSONAL.has(field) };
}

/** What the answers hold that tells who or where somebody is, as it may come again in what they write. */
export function personalWords(answers: Answers): string[] {
  return [...PERSONAL].flatMap((field) => {
    const value = answers[field];
    return typeof value === 'string' && value.length > 1 ? [value] : [];
  });
}
