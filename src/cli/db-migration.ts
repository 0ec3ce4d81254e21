import { mkdir, writeFile } from 'node:fs/promises';
import { openScratchDatabase } from '../platform/database/ephemeral.ts';
import { missingSql } from '../platform/database/migrations.ts';

/** `npm run db:migration NAME`: writes the SQL between the migrations so far and prisma/schema.prisma. */
const name = process.argv[2] ?? '';
if (!/^[a-z0-9_]+$/.test(name)) {
  console.error('npm run db:migration NAME   (a–z, 0–9 and _, e.g. add_events)');
  process.exit(1);
}

const scratch = await openScratchDatabase();
try {
  const sql = await missingSql(scratch.url);
  if (sql === '') {
    console.log('Migrations and schema agree: nothing to write.');
  } else {
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const folder = new URL(`../../prisma/migrations/${stamp}_${name}/`, import.meta.url);
    await mkdir(folder, { recursive: true });
    await writeFile(new URL('migration.sql', folder), `${sql}\n`);
    console.log(`prisma/migrations/${stamp}_${name}/migration.sql — read it before you commit it.`);
  }
} finally {
  await scratch.close();
}
