import { maskPersonal } from './mask.ts';
import type { LanguageModel, ProposedCommand } from './types.ts';

/**
 * A model that never sees who somebody is: personal parts become placeholders on the way out and are put back on the
 * way in. While a personal field is asked an unknown name could stand anywhere, so the model is not asked at all; nor is
 * it offered such fields. Only documents' own texts (`index`, evidence) leave as they are.
 */
export function maskedModel(model: LanguageModel): LanguageModel {
  return {
    compose: (task) => model.compose({ ...task, question: maskPersonal(task.question, task.known).text, known: [] }),
    async understand(task) {
      if (task.asking?.personal) return { kind: 'off' };
      const masked = maskPersonal(task.text, task.known);
      const outcome = await model.understand({
        ...task,
        text: masked.text,
        openFields: task.openFields.filter(({ personal }) => !personal),
        known: [],
      });
      if (outcome.kind !== 'done') return outcome;
      return { kind: 'done', value: outcome.value.map((proposed) => unmasked(proposed, masked.unmask)) };
    },
    embed: (texts, purpose, { known = [], ...options } = {}) =>
      model.embed(purpose === 'index' ? texts : texts.map((text) => maskPersonal(text, known).text), purpose, options),
  };
}

function unmasked(proposed: ProposedCommand, unmask: (span: string) => string): ProposedCommand {
  return 'words' in proposed ? { ...proposed, words: unmask(proposed.words) } : proposed;
}
