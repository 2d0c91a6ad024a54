import { build } from './build.mjs';
import { nodeModule, run } from './tooling/child-process.mjs';
import { jest } from './tooling/jest-part.mjs';
import { reportPart, reportSummary } from './tooling/test-report.mjs';

const PART_TIMEOUT_MS = 1_200_000;

/**
 * The parts of `npm test`, in two lanes that run side by side on two cores: what only reads the code, and
 * what runs it. Every part runs even when another fails; each check beside Jest counts as one test.
 */
const LANES = [
  [
    tool('types', 'typescript/bin/tsc', ['-p', '.', ...incremental('types')]),
    tool('page-types', 'typescript/bin/tsc', ['-p', 'apps/admin', ...incremental('page-types')]),
    tool('lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']),
    tool('format', 'prettier/bin/prettier.cjs', [
      '--check',
      '--cache',
      '--cache-location=node_modules/.cache/prettier-check',
      '.',
    ]),
    tool('fences', 'dependency-cruiser/bin/dependency-cruise.mjs', [
      ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'],
      ...['apps', 'libs', 'scripts', 'test'],
    ]),
  ],
  [
    { name: 'build', run: buildPart },
    jest('unit', { timeoutMs: PART_TIMEOUT_MS }),
    jest('integration', { timeoutMs: PART_TIMEOUT_MS }),
    jest('journeys', { timeoutMs: PART_TIMEOUT_MS }),
    jest('browser', { timeoutMs: PART_TIMEOUT_MS }),
  ],
];

/**
 * Runs the parts named first in `words`, or all; what follows is handed to Jest (`unit libs/kernel -t noon`).
 * Answers the exit code.
 */
export async function test(words) {
  const names = LANES.flat().map(({ name }) => name);
  const end = words.findIndex((word) => !names.includes(word));
  const selected = end === -1 ? words : words.slice(0, end);
  const forJest = end === -1 ? [] : words.slice(end);
  const lanes = LANES.map((lane) => lane.filter(({ name }) => !selected.length || selected.includes(name)));
  const startedAtMs = Date.now();
  const results = await Promise.all(lanes.map((lane) => runLane(lane, forJest)));
  return reportSummary(results.flat(), Date.now() - startedAtMs);
}

async function runLane(lane, forJest) {
  const results = [];
  for (const part of lane) {
    const result = { name: part.name, ...(await part.run(forJest)) };
    reportPart(result);
    results.push(result);
  }
  return results;
}

/** A program of node_modules that passes or fails as a whole. */
function tool(name, program, args) {
  return {
    name,
    run: async () =>
      counted(await run(process.execPath, [nodeModule(program), ...args], { timeoutMs: PART_TIMEOUT_MS })),
  };
}

/** What the type checker remembers between two runs, so that the second takes a second. */
function incremental(name) {
  return ['--incremental', '--tsBuildInfoFile', `node_modules/.cache/${name}.tsbuildinfo`];
}

/** Journeys and browser tests run what is built, so a stale build would test yesterday's code. */
async function buildPart() {
  const startedAtMs = Date.now();
  const built = await build({ run });
  return counted({ exitCode: built ? 0 : 1, output: '', durationMs: Date.now() - startedAtMs });
}

function counted({ exitCode, output, durationMs }) {
  return { output, durationMs, passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: [] };
}
