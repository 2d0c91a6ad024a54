import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodeModule, ROOT } from './tooling/child-process.mjs';
import { filesUnder, isFresh, markFresh } from './tooling/stamp.mjs';

/** What compiles to dist/ in the same tree; nest-cli.json names the same folders for the compiler. */
const CODE = ['apps', 'libs', 'scripts', 'test/faults', 'test/eventstoredb-double'];
const PAGE = 'apps/admin';
const CONFIGURATION = ['package-lock.json', 'tsconfig.json', 'nest-cli.json', '.swcrc', 'scripts/build.mjs'];

/** Builds what is stale of the two halves, Node code and admin page; false when a half failed. */
export async function build({ run, force = false }) {
  const results = [];
  for (const half of [nodeCode(), adminPage()]) {
    if (!half || (!force && isFresh(half.name, half.inputs))) continue;
    const startedAtMs = Date.now();
    const { exitCode, output } = await half.make(run);
    if (exitCode === 0) markFresh(half.name, half.inputs);
    else console.error(output.trimEnd());
    const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
    console.log(`${exitCode === 0 ? 'Built' : 'FAILED to build'} ${half.name} in ${seconds} s`);
    results.push(exitCode === 0);
  }
  return results.every(Boolean);
}

function nodeCode() {
  const sources = CODE.flatMap((folder) => filesUnder(folder, { without: [PAGE] })).filter(isShipped);
  const compiled = sources.filter((file) => /\.ts$/.test(file) && !/\.d\.ts$/.test(file));
  const copied = sources.filter((file) => /\.(sql|json)$/.test(file));
  return {
    name: 'the Node code',
    inputs: [...CONFIGURATION, ...compiled, ...copied],
    make: async (run) => {
      const result = await run(process.execPath, [nodeModule('@nestjs/cli/bin/nest.js'), 'build']);
      if (result.exitCode === 0) tidyOutput(compiled, copied);
      return result;
    },
  };
}

/** What only tests need is not built, as nest-cli.json has it too; the double also serves the demo. */
function isShipped(file) {
  return !/\.spec\.ts$|(^|\/)testing\/(?!eventstoredb-double\/)/.test(file);
}

function tidyOutput(compiled, copied) {
  const scripts = compiled.map((file) => file.replace(/\.ts$/, '.js'));
  const wanted = new Set([...scripts, ...scripts.map((file) => `${file}.map`), ...copied]);
  for (const file of copied) {
    mkdirSync(dirname(join(ROOT, 'dist', file)), { recursive: true });
    copyFileSync(join(ROOT, file), join(ROOT, 'dist', file));
  }
  // What a removed source left behind would still be found by `require`.
  for (const folder of CODE) {
    for (const file of filesUnder(`dist/${folder}`, { without: [`dist/${PAGE}`] })) {
      if (!wanted.has(file.slice('dist/'.length))) rmSync(join(ROOT, file));
    }
  }
}

function adminPage() {
  const configuration = ['ts', 'mts', 'mjs', 'js'].map((end) => `${PAGE}/vite.config.${end}`);
  const config = configuration.find((file) => existsSync(join(ROOT, file)));
  if (!config) return undefined;
  return {
    name: 'the admin page',
    inputs: [...CONFIGURATION, ...filesUnder(PAGE)],
    make: (run) =>
      run(process.execPath, [
        nodeModule('vite/bin/vite.js'),
        'build',
        PAGE,
        '--config',
        config,
        '--outDir',
        join(ROOT, 'dist', PAGE),
        '--emptyOutDir',
        '--logLevel',
        'warn',
      ]),
  };
}
