import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { memoryChat, processChat } from './personas/chat.ts';
import { personaFiles, readPersonas } from './personas/persona.ts';
import { type Played, play } from './personas/play.ts';

// npm run eval:personas [-- FILE.jsonl …] [--only p03] [--process] [--verbose]: plays the simulated producers, here in
// memory or with --process each against a chat of its own. A line a persona, what went wrong below it, a JSON summary
// last. Of held-back files only figures are printed: what is read is tuned to. Exit 1 under the aims of the project.

const HERE = new URL('.', import.meta.url).pathname;
const AIM = { outcome: 1, fields: 0.95, faults: 0 };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    process: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});

const files =
  positionals.length > 0 ? positionals.map((file) => ({ file, held: false })) : personaFiles(join(HERE, 'personas'));
const knowledge = values.process ? null : createKnowledge({ root: join(HERE, '../../knowledge') });
const groups = { tuning: [] as Played[], held: [] as Played[] };

for (const { file, held } of files) {
  for (const persona of readPersonas(file)) {
    if (values.only !== undefined && persona.id !== values.only) continue;
    const played = await play(persona, knowledge ? memoryChat(knowledge) : processChat(persona.id));
    groups[held ? 'held' : 'tuning'].push(played);
    if (!held) report(played);
  }
}

const summary = {
  tuning: sums(groups.tuning),
  held: sums(groups.held),
  all: sums([...groups.tuning, ...groups.held]),
};
console.log(JSON.stringify(summary));
const { all } = summary;
if (all.outcomeRight < AIM.outcome || all.fieldsRight < AIM.fields || all.faults > AIM.faults) process.exitCode = 1;

function report(played: Played): void {
  const { persona, outcome, status, right, fields, turns } = played;
  console.log(
    `${persona.id} ${outcome ? 'đạt  ' : 'KHÔNG'} ${persona.outcome}/${status} ô đúng ${right}/${fields} lượt ${turns} ${persona.about}`,
  );
  for (const line of played.wrong) console.log(`     ${line}`);
  for (const line of played.faults) console.log(`     ! ${line}`);
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
    meanTurns: share(
      sum((one) => one.turns),
      played.length,
    ),
  };
}
