import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { answeringWithModel } from '../../src/knowledge/answer-with-model.ts';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { MOODS, type Mood } from '../simulators/openai/moods.ts';
import { type Chat, memoryChat, processChat } from './personas/chat.ts';
import { personaFiles, readPersonas } from './personas/persona.ts';
import { type Played, play } from './personas/play.ts';
import { inventedIn, startSimulatedModel } from './personas/simulated-model.ts';

// npm run eval:personas [-- FILE.jsonl …] [--only p03] [--process] [--model helpful|obeying|hostile] [--verbose]: plays the
// simulated producers, here in memory or with --process each against a chat of its own, with a simulated model beside the
// rules if asked for. A line a persona, what went wrong below it, a JSON summary last. Of held-back files only figures are
// printed: what is read is tuned to. Exit 1 under the aims of the project.

const HERE = new URL('.', import.meta.url).pathname;
const AIM = { outcome: 1, fields: 0.95, faults: 0, invented: 0 };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    process: { type: 'boolean', default: false },
    model: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});

const files =
  positionals.length > 0 ? positionals.map((file) => ({ file, held: false })) : personaFiles(join(HERE, 'personas'));
if (values.model !== undefined && !(MOODS as readonly string[]).includes(values.model))
  throw new Error(`--model ${MOODS.join('|')}`);
const simulated = values.model === undefined ? null : await startSimulatedModel(values.model as Mood);
const documents = values.process ? null : createKnowledge({ root: join(HERE, '../../knowledge') });
const chatWith = (id: string): Chat => {
  if (!documents) return processChat(id, simulated?.environment);
  if (!simulated) return memoryChat(documents);
  const { model } = simulated;
  return memoryChat(answeringWithModel({ current: () => documents, model, meaning: null }), model.understand);
};
const groups = { tuning: [] as Played[], held: [] as Played[] };

for (const { file, held } of files) {
  for (const persona of readPersonas(file)) {
    if (values.only !== undefined && persona.id !== values.only) continue;
    const played = await play(persona, chatWith(persona.id));
    groups[held ? 'held' : 'tuning'].push(played);
    if (!held) report(played);
  }
}

const summary = {
  tuning: sums(groups.tuning),
  held: sums(groups.held),
  all: sums([...groups.tuning, ...groups.held]),
  ...(simulated ? { model: { mood: values.model, asked: simulated.counts() } } : {}),
};
await simulated?.close();
console.log(JSON.stringify(summary));
const { all } = summary;
const reached =
  all.outcomeRight >= AIM.outcome &&
  all.fieldsRight >= AIM.fields &&
  all.faults <= AIM.faults &&
  all.invented <= AIM.invented;
if (!reached) process.exitCode = 1;

function report(played: Played): void {
  const { persona, outcome, status, right, fields, turns } = played;
  console.log(
    `${persona.id} ${outcome ? 'đạt  ' : 'KHÔNG'} ${persona.outcome}/${status} ô đúng ${right}/${fields} lượt ${turns} ${persona.about}`,
  );
  for (const line of played.wrong) console.log(`     ${line}`);
  for (const line of played.faults) console.log(`     ! ${line}`);
  for (const field of inventedIn(played)) console.log(`     ! bịa: ${field}`);
  if (!values.verbose) return;
  for (const { said, turn } of played.log) {
    console.log(`> ${JSON.stringify(said)}\n< ${turn.asking} | ${turn.replies.map(({ text }) => text).join(' ⏎ ')}`);
    const labels = turn.replies.flatMap((reply) => reply.buttons ?? []).map(({ label }) => label);
    if (labels.length > 0) console.log(`  [${labels.join('] [')}]`);
  }
}

function sums(played: readonly Played[]) {
  const sum = (of: (one: Played) => number): number => played.reduce((total, one) => total + of(one), 0);
  const share = (part: number, whole: number): number => (whole === 0 ? 1 : Number((part / whole).toFixed(4)));
  return {
    personas: played.length,
    outcomeRight: share(
      sum((one) => Number(one.outcome)),
      played.length,
    ),
    fieldsRight: share(
      sum((one) => one.right),
      sum((one) => one.fields),
    ),
    forbidden: sum((one) => one.wrong.length - (one.fields - one.right)),
    faults: sum((one) => one.faults.length),
    invented: sum((one) => inventedIn(one).length),
    meanTurns: share(
      sum((one) => one.turns),
      played.length,
    ),
  };
}
