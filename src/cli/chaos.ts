import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Chaos } from '../../test/chaos/chaos.ts';
import { runCommand } from './run-command.ts';

const SCENARIOS = new URL('../../test/chaos/', import.meta.url);
const USAGE =
  'Cách dùng: npm run -s chaos -- TÊN [--events N] [--kills N] [--minutes N] [--seed N] [--only TỔ-HỢP] [--fault TÊN-LỖI-CÀI-VÀO]';

/** `npm run chaos`: each scenario is a folder test/chaos/NAME with a `chaos.ts`. Exit status 1 when an invariant broke. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      events: { type: 'string' },
      kills: { type: 'string' },
      minutes: { type: 'string' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      fault: { type: 'string' },
    },
  });
  const known = scenarios();
  const [name = ''] = positionals;
  const numbers = [values.events, values.kills, values.minutes, values.seed].map(readNumber);
  if (!known.includes(name) || positionals.length > 1 || numbers.some(Number.isNaN)) {
    process.stderr.write(`${USAGE}\nCác bài thử: ${known.join(', ') || 'bản cài này không kèm bài thử nào'}\n`);
    return 2;
  }
  const [events = null, kills = null, minutes = null, seed] = numbers;
  const { chaos } = (await import(new URL(`${name}/chaos.ts`, SCENARIOS).href)) as { chaos: Chaos };
  const result = await chaos({
    events,
    kills,
    minutes,
    seed: seed ?? 1,
    ...(values.only === undefined ? {} : { only: values.only }),
    fault: values.fault ?? null,
    note: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${JSON.stringify(result)}\n`);
  return result.broken.length > 0 ? 1 : 0;
}

function readNumber(text: string | undefined): number | null {
  if (text === undefined) return null;
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

function scenarios(): string[] {
  const folder = fileURLToPath(SCENARIOS);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(new URL(`${name}/chaos.ts`, SCENARIOS)))
    .sort();
}

await runCommand(main);
