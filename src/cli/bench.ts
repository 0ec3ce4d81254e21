import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Bench, Measure } from '../../test/bench/measure.ts';
import { runCommand } from './run-command.ts';

const BENCHES = new URL('../../test/bench/', import.meta.url);
const USAGE = 'Cách dùng: npm run -s bench -- [--json] [--quick] [TÊN]';

/** `npm run bench`: each bench is a folder test/bench/NAME with a `bench.ts`. Result lines go to standard output only. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const known = benches();
  const wanted = positionals.length > 0 ? positionals : known;
  const unknown = wanted.filter((name) => !known.includes(name));
  if (values.help || unknown.length > 0 || known.length === 0) {
    process.stderr.write(`${USAGE}\nCác bài đo: ${known.join(', ') || 'bản cài này không kèm bài đo nào'}\n`);
    return values.help ? 0 : 2;
  }
  for (const name of wanted) {
    const { bench } = (await import(new URL(`${name}/bench.ts`, BENCHES).href)) as { bench: Bench };
    for await (const line of bench({ quick: values.quick })) {
      process.stdout.write(`${values.json ? JSON.stringify(line) : plain(line)}\n`);
    }
  }
  return 0;
}

function benches(): string[] {
  const folder = fileURLToPath(BENCHES);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(new URL(`${name}/bench.ts`, BENCHES)))
    .sort();
}

function plain({ name, unit, figure, baseline, against, ratio }: Measure): string {
  return `${name.padEnd(36)} ${figure} ${unit}, so với ${baseline} (${against}): ×${ratio ?? '∞'}`;
}

await runCommand(main);
