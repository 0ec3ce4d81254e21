import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

/** Files that the program reads beside its sources are where they were. */
const keepPlaces: Plugin = {
  name: 'keep-places',
  setup({ onLoad }) {
    onLoad({ filter: /\/(src|test)\/.*\.ts$/ }, async ({ path: file }) => ({
      loader: 'ts',
      contents: (await readFile(file, 'utf8')).replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href)),
    }));
  },
};

/** Packages stay where they are installed: some have native parts, others files of their own. */
const leavePackages: Plugin = {
  name: 'leave-packages',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
      kind === 'entry-point' ? null : { path: import.meta.resolve(name), external: true },
    );
  },
};

/** One file of a program and all that it imports, for what is started many times: a third of the processor's time of tsx. */
export async function bundleProgram(program: URL, folder: string): Promise<string> {
  const outfile = path.join(folder, `${path.parse(program.pathname).name}.mjs`);
  await build({
    entryPoints: [program.pathname],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    plugins: [keepPlaces, leavePackages],
    logLevel: 'error',
  });
  return outfile;
}
