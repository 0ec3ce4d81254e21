import { definitionFor, holds } from './conditions.ts';
import type { FieldDefinition } from './form-definition.ts';
import { suggestionsFor } from './product-sets.ts';
import type { Answers, Choice, FieldId } from './types.ts';

/** What is asked for a field now, and the choices offered as buttons (the best first where we suggest). */
export function question(field: FieldId, answers: Answers): { text: string; choices: Choice[] } {
  const definition = definitionFor(field, answers);
  if (definition.reader === 'productSet') return askProductSet(definition, answers);
  const suggestion = definition.suggestions?.find((one) => holds(one.when, answers));
  const choices = (definition.choices ?? [])
    .filter(({ value }) => !(field === 'registration.targetStars' && !canAimAt(Number(value), answers)))
    .map(({ value, label }) => ({ value, label }));
  if (suggestion) choices.unshift({ value: suggestion.value, label: suggestion.value });
  return { text: join(definition.question, hint(definition, choices.length > 0)), choices };
}

function canAimAt(stars: number, answers: Answers): boolean {
  const current = answers['product.currentStars'];
  return answers['registration.kind'] !== 'nang-hang' || typeof current !== 'number' || stars > current;
}

function askProductSet(definition: FieldDefinition, answers: Answers): { text: string; choices: Choice[] } {
  const suggestions = suggestionsFor(answers);
  const choices = suggestions.map(({ set, name }) => ({ value: set, label: `Bộ ${set}: ${name}` }));
  const [best] = suggestions;
  if (!best) return { text: join(definition.question, hint(definition, false)), choices };
  const text = `Tôi xếp "${answers['product.name']}" vào bộ ${best.set} (${best.name}) vì ${best.reason}. Đúng không ạ?`;
  return { text: join(text, definition.skip), choices };
}

/** An example helps where nothing can be pressed; buttons speak for themselves. */
function hint(definition: FieldDefinition, hasChoices: boolean): string {
  const example =
    hasChoices && !definition.reader.match(/markets|documents|supportNeeds/) ? null : exampleOf(definition);
  return join(example, definition.skip);
}

function exampleOf(definition: FieldDefinition): string {
  return `Ví dụ: ${definition.example}.`;
}

function join(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}

/**
 * Help after an answer that could not be read: the first time an example, the second time other words, from the third
 * time a way out. Never the same sentence three times.
 */
export function helpText(field: FieldId, attempt: number, answers: Answers): string {
  const definition = definitionFor(field, answers);
  const label = definition.label.toLowerCase();
  if (attempt <= 1)
    return `Tôi chưa đọc được ${label} trong câu vừa rồi. Anh/chị gõ giống ví dụ này: ${definition.example}.`;
  if (attempt === 2) {
    const choices = definition.choices ?? [];
    if (choices.length > 0)
      return `Anh/chị chọn giúp tôi một trong các ý: ${choices.map((one) => one.label).join('; ')}.`;
    return `Chỉ cần gõ riêng ${label}, không cần câu dài. Ví dụ: ${definition.example}.`;
  }
  return `Mục ${label} này mình tạm gác lại cũng được: gõ "để sau" để sang mục kế tiếp, hoặc "gặp cán bộ" để có người giúp.`;
}
