import type { Measure } from '../measure.ts';
import { measureAcknowledgements } from './acknowledge.ts';
import { measureAnswers } from './answer.ts';
import { measureTrouble } from './troubled.ts';

/** What Zalo waits for its answer. */
const LIMIT_MS = 2_000;

/** The webhook and the way to an answer beside the least that could do. @throws when Zalo would have waited too long. */
export async function* bench({ events = 3_000, people = 300, limitMs = LIMIT_MS } = {}): AsyncGenerator<Measure> {
  const late: string[] = [];
  for (const measured of [measureAcknowledgements, measureTrouble]) {
    for await (const line of measured(events)) {
      yield line;
      if (line.unit === 'ms' && line.figure >= limitMs) late.push(`${line.name}: ${line.figure} ms`);
    }
  }
  yield* measureAnswers(people);
  if (late.length > 0) throw new Error(`answered too late for Zalo: ${late.join(', ')}`);
}
