import { eachFile, OUR_CODE, StyleRule } from './style-rule';

const EXCEPTION = /\/[/*] ?(?:(eslint-disable|@ts-expect-error|@ts-ignore|@ts-nocheck)\S*).*/g;
const UNFINISHED = new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|HA[C]K)\\b`);

// Put together from parts, or this file would break its own rule.
const SWITCH_OFF = ['//', 'eslint-disable-next-line'].join(' ');

export const exceptionsSayWhy: StyleRule = {
  name: 'exceptions say why',
  sentence: 'Whoever switches a rule off says why after " -- "; and what is unfinished is not committed.',
  check: (tree) =>
    eachFile(tree, OUR_CODE, (file) => {
      const text = tree.read(file);
      const silent = [...text.matchAll(EXCEPTION)].filter(([found]) => !/ -- \w.{8,}/.test(found));
      return [
        ...silent.map(([found]) => `${found.split(' ')[1]} without a reason`),
        ...(UNFINISHED.test(text) ? ['is unfinished by its own word'] : []),
      ];
    }),
  planted: {
    files: {
      'libs/kernel/silent.ts': `${SWITCH_OFF} eqeqeq\n`,
      'libs/kernel/later.ts': `// ${['TO', 'DO'].join('')}: round\n`,
      'libs/kernel/said.ts': `${SWITCH_OFF} eqeqeq -- null means absent here\n`,
    },
    violations: [
      'libs/kernel/silent.ts: eslint-disable-next-line without a reason',
      'libs/kernel/later.ts: is unfinished by its own word',
    ],
  },
};
