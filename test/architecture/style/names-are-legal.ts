import { eachFile, OUR_CODE, StyleRule } from './style-rule';

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const SUFFIXES = ['spec', 'int.spec', 'e2e.spec', 'browser.spec', 'http', 'module', 'queries', 'd', 'config'];
const ENDINGS = new RegExp(
  `(\\.(${SUFFIXES.map((suffix) => suffix.replace('.', '\\.')).join('|')}))?\\.[a-z]+$`,
);
const DUSTBINS = new Set([
  'utils',
  'util',
  'helpers',
  'common',
  'shared',
  'dto',
  'dtos',
  'mappers',
  'misc',
  'lib',
]);

export const namesAreLegal: StyleRule = {
  name: 'names are legal',
  sentence:
    'Folders and files are kebab-case, a file ends in a suffix the tools know, and no folder is named after ' +
    'what its content has in common with nothing.',
  check: (tree) =>
    eachFile(tree, OUR_CODE, (file) => {
      const folders = file.split('/');
      const name = folders.pop()!.replace(ENDINGS, '');
      const dustbins = folders.filter((folder) => DUSTBINS.has(folder));
      const crooked = folders.filter((folder) => !KEBAB.test(folder));
      return [
        ...dustbins.map((folder) => `a folder named ${folder}`),
        ...crooked.map((folder) => `${folder} is not kebab-case`),
        ...(KEBAB.test(name)
          ? []
          : [`${name} is not kebab-case with a known suffix (${SUFFIXES.join(', ')})`]),
      ];
    }),
  planted: {
    files: {
      'libs/kernel/utils/round.ts': '',
      'libs/kernel/grantCredits.ts': '',
      'libs/kernel/limit_kinds/hour.ts': '',
      'libs/kernel/grant-credits.handler.ts': '',
      'libs/kernel/grant-credits.int.spec.ts': '',
    },
    violations: [
      'libs/kernel/utils/round.ts: a folder named utils',
      `libs/kernel/grantCredits.ts: grantCredits is not kebab-case with a known suffix (${SUFFIXES.join(', ')})`,
      'libs/kernel/limit_kinds/hour.ts: limit_kinds is not kebab-case',
      `libs/kernel/grant-credits.handler.ts: grant-credits.handler is not kebab-case with a known suffix (${SUFFIXES.join(', ')})`,
    ],
  },
};
