import { posix } from 'node:path';
import { eachFile, StyleRule } from './style-rule';

const LINK = /\]\(([^)\s]+)\)/g;
const ELSEWHERE = /^([a-z]+:|#)/;

export const linksResolve: StyleRule = {
  name: 'links resolve',
  sentence: 'A link in a document leads to a file that is there.',
  check: (tree) => {
    const places = new Set(tree.files.flatMap((file) => [file, ...foldersOf(file)]));
    return eachFile(tree, /\.md$/, (file) =>
      [...tree.read(file).matchAll(LINK)]
        .map(([, target]) => target!)
        .filter((target) => !ELSEWHERE.test(target))
        .filter((target) => !places.has(resolved(file, target)))
        .map((target) => `${target} leads nowhere`),
    );
  },
  planted: {
    files: {
      'README.md': '[a](docs/HERE.md#part) [b](docs/) [c](docs/GONE.md) [d](https://example.org)\n',
      'docs/HERE.md': '[up](../README.md) [away](../../README.md)\n',
    },
    violations: ['README.md: docs/GONE.md leads nowhere', 'docs/HERE.md: ../../README.md leads nowhere'],
  },
};

function resolved(file: string, target: string): string {
  return posix.join(posix.dirname(file), target.replace(/#.*$/, '')).replace(/\/$/, '');
}

function foldersOf(file: string): readonly string[] {
  const parts = file.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
