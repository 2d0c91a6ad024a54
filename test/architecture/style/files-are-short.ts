import { CODE, eachFile, StyleRule } from './style-rule';

const LINES_MAX = 250;

export const filesAreShort: StyleRule = {
  name: 'files are short',
  sentence: `A file of more than ${LINES_MAX} lines holds two ideas: split it by idea.`,
  check: (tree) =>
    eachFile(tree, CODE, (file) => {
      const lines = tree.read(file).trimEnd().split('\n').length;
      return lines > LINES_MAX ? `${lines} lines` : undefined;
    }),
  planted: {
    files: { 'libs/kernel/long.ts': '// a line\n'.repeat(LINES_MAX + 1), 'libs/kernel/short.ts': '//\n' },
    violations: ['libs/kernel/long.ts: 251 lines'],
  },
};
