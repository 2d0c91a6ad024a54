import { SourceTree } from '../source-tree';
import { StyleFindings, StyleRule } from './style-rule';

const SLICE = /^(libs\/contexts\/[^/]+\/(?:commands|projections|reactions))\/([^/]+)\/[^/]+\.ts$/;

export const slicesAreRegistered: StyleRule = {
  name: 'slices are registered',
  sentence:
    'Every folder of a command, projection or reaction is named in the registry.ts beside it: a slice that ' +
    'nobody registered compiles, passes its own tests and never runs.',
  check,
  planted: {
    files: {
      'libs/contexts/accounts/commands/registry.ts':
        "import { grantCredits } from './grant-credits/grant-credits';\n" +
        "import { voidLot } from './void-lot/void-lot';\nexport const commands = { grantCredits };\n",
      'libs/contexts/accounts/commands/grant-credits/grant-credits.ts': '',
      'libs/contexts/accounts/commands/void-lot/void-lot.ts': '',
      'libs/contexts/accounts/commands/close-account/close-account.ts': '',
      'libs/contexts/usage/projections/usage-weekly/usage-weekly.ts': '',
    },
    violations: [
      'libs/contexts/accounts/commands/void-lot: imported by registry.ts, but not listed there',
      'libs/contexts/accounts/commands/close-account: not in libs/contexts/accounts/commands/registry.ts',
      'libs/contexts/usage/projections/usage-weekly: not in libs/contexts/usage/projections/registry.ts',
    ],
  },
};

function check(tree: SourceTree): StyleFindings {
  const slices = new Map(
    tree.files.flatMap((file) => {
      const match = SLICE.exec(file);
      return match ? [[`${match[1]}/${match[2]}`, { kind: match[1]!, name: match[2]! }] as const] : [];
    }),
  );
  const violations = [...slices].flatMap(([path, { kind, name }]) => {
    const registry = `${kind}/registry.ts`;
    const text = tree.files.includes(registry) ? tree.read(registry) : '';
    const imported = new RegExp(`import \\{([^}]*)\\} from '\\./${name}/`).exec(text);
    if (!imported) return [`${path}: not in ${registry}`];
    const names = imported[1]!.split(',').map((each) => each.trim());
    const listed = names.some((each) => each && text.split(new RegExp(`\\b${each}\\b`)).length > 2);
    return listed ? [] : [`${path}: imported by registry.ts, but not listed there`];
  });
  return { guarded: [...slices.keys()], violations };
}
