import { SourceTree } from '../source-tree';
import { StyleFindings, StyleRule } from './style-rule';

const TABLE = 'docs/RULES.md';
const DEFINITION = /^\[([a-z0-9-]+)\]: \.\.\/(\S+)$/gm;
const NAMED = /\[([a-z0-9-]+)\] “([^”]+)”/g;

export const rulesAreTested: StyleRule = {
  name: 'rules are tested',
  sentence:
    'Every rule of docs/RULES.md names a test that is there: its file is linked at the end of the page, and the ' +
    'file has a test of exactly that title.',
  check,
  planted: {
    files: {
      [TABLE]: [
        '| rule | told by |',
        '| ---- | ------- |',
        '| Holds | [here] “holds, and more” |',
        '| Renamed | [here] “held once” |',
        '| Said only | [here] “is a word in a comment” |',
        '| Unlinked | [nowhere] “holds, and more” |',
        '| Gone | [gone] “holds, and more” |',
        '| Untested |  |',
        '',
        '[here]: ../libs/here.spec.ts',
        '[gone]: ../libs/gone.spec.ts',
        '',
      ].join('\n'),
      'libs/here.spec.ts':
        "it.each([1])(\n  'holds, and more',\n  () => 1);\n// it(is a word in a comment)\n",
    },
    violations: [
      `${TABLE}: “held once” is no test of libs/here.spec.ts`,
      `${TABLE}: “is a word in a comment” is no test of libs/here.spec.ts`,
      `${TABLE}: [nowhere] is linked to nothing`,
      `${TABLE}: libs/gone.spec.ts is not there`,
      `${TABLE}: “Untested” names no test`,
    ],
  },
};

function check(tree: SourceTree): StyleFindings {
  if (!tree.files.includes(TABLE)) return { guarded: [], violations: [] };
  const text = tree.read(TABLE);
  const files = new Map([...text.matchAll(DEFINITION)].map(([, label, file]) => [label!, file!]));
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  const rules = rows.filter((row) => !/^\| (rule|-+) /.test(row));
  const named = [...rules.join('\n').matchAll(NAMED)];
  const untested = rules.filter((row) => [...row.matchAll(NAMED)].length === 0);
  const violations = [
    ...named.flatMap(([, label, title]) => wrongWith(tree, files, { label: label!, title: title! })),
    ...untested.map((row) => `“${row.split('|')[1]!.trim()}” names no test`),
  ];
  const guarded = named.map(([, , title]) => title!);
  return { guarded, violations: [...new Set(violations)].map((wrong) => `${TABLE}: ${wrong}`) };
}

function wrongWith(
  tree: SourceTree,
  files: ReadonlyMap<string, string>,
  { label, title }: { label: string; title: string },
): readonly string[] {
  const file = files.get(label);
  if (!file) return [`[${label}] is linked to nothing`];
  if (!tree.files.includes(file)) return [`${file} is not there`];
  const quoted = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const isThere = new RegExp(`\\(\\s*(['"\`])${quoted}\\1,`).test(tree.read(file));
  return isThere ? [] : [`“${title}” is no test of ${file}`];
}
