import { repair } from '../../language/repair.ts';
import { isUnmarked } from '../../language/unmarked.ts';
import type { FieldDefinition } from '../form-definition.ts';
import { findPhrasesLeniently, type PhraseIndex, phraseIndex } from '../phrases.ts';
import type { FieldValue } from '../types.ts';
import { NONE, type Reader, value } from './reader.ts';

const indexes = new Map<string, PhraseIndex<FieldValue>>();

/** The words for every choice of a field: its label, its id and its synonyms. */
export function choiceIndex(field: FieldDefinition): PhraseIndex<FieldValue> {
  const known = indexes.get(field.id);
  if (known) return known;
  const made = phraseIndex<FieldValue>(
    (field.choices ?? []).flatMap((choice) =>
      [choice.label, choice.label.replace(/ ?\(.*\)$/, ''), String(choice.value), ...choice.synonyms].map(
        (phrase) => [phrase, choice.value] as const,
      ),
    ),
  );
  indexes.set(field.id, made);
  return made;
}

/** One of the choices, by the longest phrase that names one; the first named when several are. */
export const readChoice: Reader = (field, span, text) => {
  const words = repair(text);
  const hits = findPhrasesLeniently(choiceIndex(field), words, !isUnmarked(text));
  const best = [...hits].sort((a, b) => b.length - a.length || a.start - b.start)[0];
  const [found] = best?.values ?? [];
  return found === undefined ? NONE : value(found, span.text);
};
