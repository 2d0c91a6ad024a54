import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './cruise';
import { plant } from './plant';

interface PlantedHabit {
  readonly rule: string;
  readonly file: string;
  readonly text: string;
}

const restricted = 'no-restricted-syntax';
const breaking = (rule: string, file: string, text: string): PlantedHabit => ({ rule, file, text });

const CLOCKS: readonly [string, string][] = [
  ['reads-clock', 'export const now = () => Date.now();\n'],
  ['makes-date', 'export const now = () => new Date();\n'],
  ['rolls-dice', 'export const luck = () => Math.random();\n'],
  ['makes-id', "import { randomUUID } from 'node:crypto';\nexport const id = () => randomUUID();\n"],
  ['makes-id-too', "import * as crypto from 'node:crypto';\nexport const id = () => crypto.randomUUID();\n"],
];
const PURE = [
  'libs/kernel',
  ...['domain', 'commands/x', 'projections/x', 'reactions/x'].map(
    (folder) => `libs/contexts/usage/${folder}`,
  ),
];

const PLANTED: readonly PlantedHabit[] = [
  ...PURE.flatMap((folder) =>
    CLOCKS.map(([name, text]) => breaking(restricted, `${folder}/${name}.ts`, text)),
  ),
  breaking(
    restricted,
    'libs/platform/x/parses.ts',
    'export const f = (position: string) => Number(position);\n',
  ),
  breaking(
    restricted,
    'apps/x/parses.ts',
    'export const f = (e: { position: string }) => BigInt(e.position);\n',
  ),
  breaking(restricted, 'libs/platform/x/inherits.ts', 'class A {}\nexport class B extends A {}\n'),
  breaking(restricted, 'libs/platform/x/default.ts', 'export default 1;\n'),
  breaking(restricted, 'libs/kernel/skips.spec.ts', `${'it'}.skip('works', () => {});\n`),
  breaking(restricted, 'libs/kernel/alone.spec.ts', `${'describe'}.only('works', () => {});\n`),
  breaking(
    restricted,
    'libs/kernel/sleeps.spec.ts',
    "it('waits', () => new Promise((done) => setTimeout(done, 10)));\n",
  ),
  breaking('no-console', 'libs/platform/x/prints.ts', "console.log('hello');\n"),
  breaking('eqeqeq', 'libs/kernel/compares.ts', 'export const f = (a: string) => a == "x";\n'),
  breaking('max-len', 'libs/kernel/wide.ts', `// ${'wide '.repeat(30)}\n`),
  breaking('max-lines', 'libs/kernel/long.ts', `${'// long\n'.repeat(260)}`),
  breaking(
    'max-lines-per-function',
    'libs/kernel/long-function.ts',
    `export function f() {\n${'  f();\n'.repeat(60)}}\n`,
  ),
  breaking('@typescript-eslint/no-explicit-any', 'libs/kernel/any.ts', 'export const f = (a: any) => a;\n'),
  breaking(
    '@typescript-eslint/no-floating-promises',
    'libs/platform/x/floats.ts',
    'async function f() {}\nexport function g() {\n  f();\n}\n',
  ),
  breaking(
    '@typescript-eslint/no-misused-promises',
    'libs/platform/x/misuses.ts',
    'export const f = (all: number[]) => all.forEach(async () => {});\n',
  ),
  breaking(
    '@typescript-eslint/switch-exhaustiveness-check',
    'libs/kernel/forgets.ts',
    "export function f(a: 'x' | 'y') {\n  switch (a) {\n    case 'x':\n      return 1;\n  }\n}\n",
  ),
];

const INNOCENT: Readonly<Record<string, string>> = {
  'libs/contexts/usage/commands/x/x.http.ts': 'export const now = () => Date.now();\n',
  'libs/kernel/converts.ts': 'export const at = (epochMs: number) => new Date(epochMs).toISOString();\n',
  'libs/platform/x/fault.ts': 'export class LogFault extends Error {}\n',
  'apps/x/main.ts': "console.log('serving');\n",
};

describe('the linter', () => {
  let folder: string;
  let reported: readonly (readonly [file: string, rule: string | null])[];

  beforeAll(() => {
    folder = plant({ ...INNOCENT, ...Object.fromEntries(PLANTED.map(({ file, text }) => [file, text])) });
    copyFileSync(join(ROOT, 'tsconfig.json'), join(folder, 'tsconfig.json'));
    reported = lint(folder);
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(PLANTED.map(({ rule, file }) => [rule, file]))('%s reports the planted %s', (rule, file) => {
    expect(reported).toContainEqual([file, rule]);
  });

  it('reports nothing where nothing is wrong', () => {
    expect(reported.filter(([file]) => file in INNOCENT)).toEqual([]);
  });
});

function lint(folder: string): readonly (readonly [string, string | null])[] {
  const program = join(ROOT, 'node_modules/eslint/bin/eslint.js');
  const args = [program, '--config', join(ROOT, 'eslint.config.mjs'), '--format', 'json', '.'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (!stdout.startsWith('[')) throw new Error(`eslint did not report: ${stderr}${stdout}`);
  const files = JSON.parse(stdout) as { filePath: string; messages: { ruleId: string | null }[] }[];
  return files.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId }) => [relative(folder, filePath), ruleId] as const),
  );
}
