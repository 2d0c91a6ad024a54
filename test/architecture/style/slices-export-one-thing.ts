import { exportsOf } from './exports-of';
import { eachFile, StyleRule } from './style-rule';

/** The slice itself is the file named after its folder; what helps it may stand beside it. */
const SLICE_FILE = /^libs\/contexts\/[^/]+\/(?:commands|projections|reactions)\/([^/]+)\/\1\.ts$/;

export const slicesExportOneThing: StyleRule = {
  name: 'slices export one thing',
  sentence:
    'A slice exports one thing, named after its file, so that whoever knows the name knows the place; the ' +
    'types which that thing speaks may stand beside it.',
  check: (tree) =>
    eachFile(tree, SLICE_FILE, (file) => {
      const name = camelCase(/([^/]+)\.ts$/.exec(file)![1]!);
      const { values, types } = exportsOf(tree.read(file));
      if (values.length > 1) return `exports ${values.join(', ')}`;
      const [only] = values;
      if (only !== undefined) {
        return sameName(only, name) ? undefined : `exports ${only}, which is not named ${name}`;
      }
      return types.some((type) => sameName(type, name)) ? undefined : `exports nothing named ${name}`;
    }),
  planted: {
    files: {
      'libs/contexts/accounts/commands/grant-credits/grant-credits.ts':
        'export interface GrantCredits { x: 1 }\nexport function grantCredits() {}\n',
      'libs/contexts/accounts/commands/grant-credits/grant-figures.ts':
        'export const least = 1;\nexport const most = 2;\n',
      'libs/contexts/accounts/commands/void-lot/void-lot.ts': 'export function grantLot() {}\n',
      'libs/contexts/accounts/commands/two-things/two-things.ts':
        'export function twoThings() {}\nexport const three = 3;\n',
      'libs/contexts/accounts/projections/nothing/nothing.ts': 'const nothing = 1;\n',
    },
    violations: [
      'libs/contexts/accounts/commands/void-lot/void-lot.ts: exports grantLot, which is not named voidLot',
      'libs/contexts/accounts/commands/two-things/two-things.ts: exports twoThings, three',
      'libs/contexts/accounts/projections/nothing/nothing.ts: exports nothing named nothing',
    ],
  },
};

function camelCase(kebab: string): string {
  return kebab.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function sameName(exported: string, name: string): boolean {
  return exported.charAt(0).toLowerCase() + exported.slice(1) === name;
}
