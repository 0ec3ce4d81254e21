import { parseArgs } from 'node:util';
import type { Finding } from '../doctor/finding.ts';
import { runDoctor } from '../doctor/run-doctor.ts';

const SIGNS: Record<Finding['level'], string> = { ok: 'ổn', warning: 'LƯU Ý', broken: 'HỎNG' };

/** `npm run doctor [-- --json]`. Exit status 1: something is broken. */
const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const findings = await runDoctor(process.env);
if (values.json) for (const finding of findings) process.stdout.write(`${JSON.stringify(finding)}\n`);
else {
  for (const { check, level, text, todo } of findings) {
    process.stdout.write(`${SIGNS[level].padEnd(6)} ${check.padEnd(18)} ${text}\n`);
    if (todo !== null) process.stdout.write(`${' '.repeat(26)}→ ${todo}\n`);
  }
}
process.exitCode = findings.some(({ level }) => level === 'broken') ? 1 : 0;
