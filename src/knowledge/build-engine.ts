import { repair } from '../language/repair.ts';
import type { Engine } from './answer-question.ts';
import { certificateValidity } from './calculations/certificate-validity.ts';
import { howToRegister } from './calculations/how-to-register.ts';
import { refilingWindow } from './calculations/refiling-window.ts';
import { roundInTime } from './calculations/round-in-time.ts';
import { scoreToStars } from './calculations/score-to-stars.ts';
import { detailPhrases } from './details.ts';
import { untoldPhrases } from './gap.ts';
import { commandPhrases } from './injection.ts';
import { libraryOf } from './library.ts';
import type { Corpus } from './load.ts';
import type { Tables } from './load-with-tables.ts';
import { indexInSteps } from './passage-index.ts';
import { PhraseFinder } from './phrases.ts';
import { scopePhrases } from './scope.ts';
import { finish, type Steps } from './steps.ts';
import { answerSets } from './tables/answer-sets.ts';
import { answerTargets } from './tables/answer-targets.ts';
import { synonymPhrases } from './terms.ts';
import type { Word } from './words.ts';

/** Two words side by side this often in our texts are one compound. */
const COMPOUND = 4;

/** All steps of engineInSteps at once. */
export function buildEngine(corpus: Corpus, tables: Tables): Engine {
  return finish(engineInSteps(corpus, tables));
}

/** Everything that answering needs, over one corpus. */
export function* engineInSteps(corpus: Corpus, { targets, sets }: Tables): Steps<Engine> {
  const library = libraryOf(corpus);
  const index = yield* indexInSteps(corpus, [
    ...scopePhrases,
    ...detailPhrases,
    ...untoldPhrases,
    ...synonymPhrases,
    ...commandPhrases,
    ...targets.map(({ name }) => name),
  ]);
  const isCompound = (left: Word, right: Word): boolean =>
    (index.vocabulary.pairs.get(`${left.marked} ${right.marked}`) ?? 0) >= COMPOUND;
  return {
    index,
    documents: new Map(corpus.documents.map((document) => [document.id, document])),
    repair,
    names: new PhraseFinder([...targets, ...sets.flatMap(({ products }) => products)].map(({ name }) => [name, name])),
    calculators: [
      howToRegister,
      roundInTime,
      refilingWindow,
      certificateValidity,
      scoreToStars,
      answerTargets(targets),
      answerSets(sets, isCompound),
    ].map((calculate) => (question) => calculate(question, library)),
  };
}
