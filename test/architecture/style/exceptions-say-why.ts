import { eachFile, OUR_CODE, StyleRule } from './style-rule';

const SWITCHES_OFF = /\/[/*] ?(eslint-disable\S*|@ts-expect-error|@ts-ignore|@ts-nocheck)/;
const UNFINISHED = new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|HA[C]K)\\b`);

// Put together from parts, or this file would break its own rule.
const DISABLE = ['//', 'eslint-disable-next-line'].join(' ');

export const exceptionsSayWhy: StyleRule = {
  name: 'exceptions say why',
  sentence:
    'Whoever switches a rule off says why, after " -- " or in a comment just above; and what is unfinished is ' +
    'not committed.',
  check: (tree) =>
    eachFile(tree, OUR_CODE, (file) => {
      const lines = tree.read(file).split('\n');
      return [
        ...lines.flatMap((line, index) => silentSwitch(line, lines[index - 1] ?? '')),
        ...(lines.some((line) => UNFINISHED.test(line)) ? ['is unfinished by its own word'] : []),
      ];
    }),
  planted: {
    files: {
      'libs/kernel/silent.ts': `export const a = 1;\n${DISABLE} eqeqeq\n`,
      'libs/kernel/later.ts': `// ${['TO', 'DO'].join('')}: round\n`,
      'libs/kernel/said.ts': `${DISABLE} eqeqeq -- null means absent here\n`,
      'libs/kernel/said-above.ts': `// A host sends null for absent.\n${DISABLE} eqeqeq\n`,
    },
    violations: [
      'libs/kernel/silent.ts: eslint-disable-next-line without a reason',
      'libs/kernel/later.ts: is unfinished by its own word',
    ],
  },
};

function silentSwitch(line: string, above: string): readonly string[] {
  const [, what] = SWITCHES_OFF.exec(line) ?? [];
  if (!what || / -- \w.{8,}/.test(line) || /^\s*(\/\/|\*) ?\w.{8,}/.test(above)) return [];
  return [`${what} without a reason`];
}
