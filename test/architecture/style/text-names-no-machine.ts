import { eachFile, StyleRule } from './style-rule';

// Put together from parts, or this file would break its own rule.
const path = (...parts: string[]) => ['', ...parts].join('/');
const FORBIDDEN: readonly [string, RegExp][] = [
  ["a home folder's path", /(?<![\w.-])\/(home|Users)\/[a-z][\w-]*\//],
  ["root's home folder", /(?<![\w.-])\/root\//],
  ['a path of one machine', new RegExp(`(?<![\\w.-])(${path('work', '')}|${path('tmp', 'bash')})`)],
  ['the host of a package registry', new RegExp(['registry', '(npmjs|yarnpkg)', '(org|com)'].join('\\.'))],
];
const TEXT = /(\.(ts|tsx|mjs|cjs|js|json|md|yml|yaml|sql|sh|css|html)|^\.[a-z]+rc|^\.ci\/run)$/;

export const textNamesNoMachine: StyleRule = {
  name: 'text names no machine',
  sentence: 'What is committed works anywhere: it names no path of one machine and no registry host.',
  check: (tree) =>
    eachFile(tree, TEXT, (file) => {
      const text = tree.read(file);
      return FORBIDDEN.filter(([, pattern]) => pattern.test(text)).map(([what]) => `names ${what}`);
    }),
  planted: {
    files: {
      'docs/RUN.md': `Look into ${path('home', 'ada', 'ledger')} and ${path('work', 'ledger')}.\n`,
      'package-lock.json': `"resolved": "https://${['registry', 'npmjs', 'org'].join('.')}/uuid"\n`,
      'docs/FINE.md': 'GET /v1/network/root/items, dist/home/page/, https://example.org/home/x/\n',
    },
    violations: [
      "docs/RUN.md: names a home folder's path",
      'docs/RUN.md: names a path of one machine',
      'package-lock.json: names the host of a package registry',
    ],
  },
};
