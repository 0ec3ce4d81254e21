import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answeringWithModel } from '../../../src/knowledge/answer-with-model.ts';
import { createKnowledge } from '../../../src/knowledge/create-knowledge.ts';
import { INVENTED } from '../../simulators/openai/invented.ts';
import type { Mood } from '../../simulators/openai/moods.ts';
import { memoryChat } from './chat.ts';
import { personaFiles, readPersonas } from './persona.ts';
import { play } from './play.ts';
import { inventedIn, type SimulatedModel, startSimulatedModel } from './simulated-model.ts';

const HERE = new URL('.', import.meta.url).pathname;
const knowledge = createKnowledge({ root: join(HERE, '../../../knowledge') });
const everybody = personaFiles(HERE).flatMap(({ file }) => readPersonas(file));

/** Some of those whose words are hard on the rules; `npm run eval:personas -- --model hostile` plays all. */
const UNSURE = ['p10', 'p13', 'p25'];

describe.each<Mood>(['helpful', 'obeying', 'hostile'])('simulated producers with a %s model', (mood) => {
  let simulated: SimulatedModel;
  beforeAll(async () => {
    simulated = await startSimulatedModel(mood);
  });
  afterAll(() => simulated.close());

  test.each(everybody.filter(({ id }) => UNSURE.includes(id)))('$id $about', async (persona) => {
    const { model } = simulated;
    const port = answeringWithModel({ current: () => knowledge, model, meaning: null });
    const played = await play(persona, memoryChat(port, model.understand));
    expect({ outcome: played.outcome, faults: played.faults, invented: inventedIn(played) }).toEqual({
      outcome: true,
      faults: [],
      invented: [],
    });
    expect(played.right / played.fields).toBeGreaterThanOrEqual(0.95);
  });

  test('was asked', () => {
    expect(simulated.counts().understand).toBeGreaterThan(0);
  });
});

test('an invented value would be seen, one that the persona said or means would not', () => {
  const [persona] = everybody;
  if (!persona) throw new Error('no personas');
  const phone = INVENTED['applicant.phone'];
  const answers = { 'applicant.phone': phone?.value };
  const turn = { registration: { id: 'r', status: 'draft', answers } };
  const log = (text: string) => [{ said: { text }, turn }] as unknown as Parameters<typeof inventedIn>[0]['log'];
  expect(inventedIn({ persona, log: log('không có') })).toEqual(['applicant.phone']);
  expect(inventedIn({ persona, log: log(`số ${phone?.words}`) })).toEqual([]);
});
