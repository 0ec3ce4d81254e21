import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createKnowledge } from '../../../src/knowledge/create-knowledge.ts';
import { memoryChat } from './chat.ts';
import { personaFiles, readPersonas } from './persona.ts';
import { play } from './play.ts';

const HERE = new URL('.', import.meta.url).pathname;
const knowledge = createKnowledge({ root: join(HERE, '../../../knowledge') });
const everybody = personaFiles(HERE).flatMap(({ file }) => readPersonas(file));

/** One of each character; `npm run eval:personas` plays all. */
const FEW = ['p02', 'p08', 'p12', 'p13', 'p14', 'p15', 'p17', 'p18', 'p25', 'p27'];

describe('simulated producers end where they should', () => {
  test.each(everybody.filter(({ id }) => FEW.includes(id)))('$id $about', async (persona) => {
    const played = await play(persona, memoryChat(knowledge));
    expect({ outcome: played.outcome, wrong: played.wrong, faults: played.faults }).toEqual({
      outcome: true,
      wrong: [],
      faults: [],
    });
  });

  test('ids are used once', () => {
    const ids = everybody.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
