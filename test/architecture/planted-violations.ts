/** A small tree that breaks one fence, and the import (`from` → `to`) that must be reported for it. */
export interface PlantedViolation {
  readonly fence: string;
  readonly files: Readonly<Record<string, string>>;
  readonly from: string;
  readonly to: string;
}

const CONTEXTS = ['identity', 'catalog', 'accounts', 'billing', 'referrals', 'usage', 'storage', 'finance'];

function planted(fence: string, from: string, specifier: string, to: string): PlantedViolation {
  const text = `import { thing } from '${specifier}';\nexport const used = thing;\n`;
  return { fence, files: { [from]: text }, from, to };
}

/** Each context but the last imports its neighbour to the right. */
const looksRight = CONTEXTS.slice(0, -1).map((name, index) => {
  const right = CONTEXTS[index + 1]!;
  const from = `libs/contexts/${name}/looks-right.ts`;
  return planted(
    `${name}-looks-left`,
    from,
    `@ledgerline/contexts/${right}`,
    `libs/contexts/${right}/index.ts`,
  );
});

export const PLANTED_VIOLATIONS: readonly PlantedViolation[] = [
  planted('kernel-stands-alone', 'libs/kernel/uses-a-package.ts', 'uuid', 'node_modules/uuid/index.js'),
  planted('kernel-stands-alone', 'libs/kernel/uses-node.ts', 'node:crypto', 'node:crypto'),
  planted(
    'platform-knows-no-business',
    'libs/platform/ledger/knows-accounts.ts',
    '@ledgerline/contexts/accounts',
    'libs/contexts/accounts/index.ts',
  ),
  planted(
    'platform-knows-no-business',
    'libs/platform/ledger/knows-the-system.ts',
    '@ledgerline/system',
    'libs/system/index.ts',
  ),
  planted(
    'contexts-know-no-system',
    'libs/contexts/accounts/knows-the-system.ts',
    '@ledgerline/system',
    'libs/system/index.ts',
  ),
  ...looksRight,
  planted(
    'libraries-have-one-door',
    'libs/contexts/accounts/climbs-in.ts',
    '../catalog/domain/thing',
    'libs/contexts/catalog/domain/thing.ts',
  ),
  planted(
    'libraries-have-one-door',
    'libs/contexts/accounts/takes-a-gear.ts',
    '../../platform/ledger/mailbox',
    'libs/platform/ledger/mailbox.ts',
  ),
  planted(
    'programs-use-doors',
    'apps/api/climbs-in.ts',
    '../../libs/platform/ledger/mailbox',
    'libs/platform/ledger/mailbox.ts',
  ),
  planted(
    'programs-use-doors',
    'scripts/demo/climbs-in.ts',
    '../../libs/contexts/catalog/domain/thing',
    'libs/contexts/catalog/domain/thing.ts',
  ),
  planted('domain-is-pure', 'libs/contexts/accounts/domain/hashes.ts', 'node:crypto', 'node:crypto'),
  planted(
    'domain-is-pure',
    'libs/contexts/accounts/domain/executes.ts',
    '@ledgerline/platform/ledger',
    'libs/platform/ledger/index.ts',
  ),
  planted(
    'slices-do-no-io',
    'libs/contexts/accounts/commands/grant-credits/queries.ts',
    'kysely',
    'node_modules/kysely/index.js',
  ),
  planted(
    'slices-do-no-io',
    'libs/contexts/accounts/projections/account-lots/writes-a-file.ts',
    'node:fs',
    'node:fs',
  ),
  planted(
    'slices-do-no-io',
    'libs/contexts/accounts/reactions/tell-when-lapsed/calls-out.ts',
    'undici',
    'node_modules/undici/index.js',
  ),
  planted(
    'nest-stays-at-the-edge',
    'libs/contexts/accounts/commands/grant-credits/injects.ts',
    '@nestjs/common',
    'node_modules/@nestjs/common/index.js',
  ),
  planted('contexts-own-no-driver', 'libs/contexts/accounts/connects.ts', 'pg', 'node_modules/pg/index.js'),
  planted('nobody-imports-apps', 'apps/cli/borrows.ts', '../api/thing', 'apps/api/thing.ts'),
  planted(
    'nobody-imports-apps',
    'libs/platform/ledger/boots.ts',
    '../../../apps/api/thing',
    'apps/api/thing.ts',
  ),
  planted('page-stands-alone', 'apps/admin/formats.ts', '@ledgerline/kernel', 'libs/kernel/index.ts'),
  planted(
    'test-code-stays-in-tests',
    'libs/platform/ledger/needs-a-test.ts',
    '@ledgerline/testing',
    'libs/testing/index.ts',
  ),
  planted(
    'test-code-stays-in-tests',
    'libs/contexts/accounts/needs-its-test.ts',
    './testing/thing',
    'libs/contexts/accounts/testing/thing.ts',
  ),
  planted(
    'specs-are-leaves',
    'test/journeys/borrows.ts',
    '../support/thing.spec',
    'test/support/thing.spec.ts',
  ),
  planted(
    'no-development-package-at-run-time',
    'libs/platform/ledger/checks.ts',
    'fast-check',
    'node_modules/fast-check/index.js',
  ),
  planted('no-unlisted-package', 'libs/platform/ledger/guesses.ts', 'left-out', 'left-out'),
  {
    fence: 'no-circle',
    files: {
      'libs/platform/ledger/hen.ts': "export { egg as hen } from './egg';\n",
      'libs/platform/ledger/egg.ts': "export { hen as egg } from './hen';\n",
    },
    from: 'libs/platform/ledger/egg.ts',
    to: 'libs/platform/ledger/hen.ts',
  },
  {
    fence: 'no-orphan',
    files: { 'libs/kernel/alone.ts': 'export const alone = 1;\n' },
    from: 'libs/kernel/alone.ts',
    to: 'libs/kernel/alone.ts',
  },
];

const THING = 'export const thing = 1;\n';
const packages = {
  dependencies: ['@nestjs/common', 'kysely', 'pg', 'undici', 'uuid'],
  devDependencies: ['fast-check'],
};

/** What the planted violations import: doors, things behind doors, and empty packages of the real names. */
export const SURROUNDINGS: Readonly<Record<string, string>> = {
  'apps/api/thing.ts': THING,
  'libs/kernel/index.ts': THING,
  'libs/testing/index.ts': THING,
  'libs/system/index.ts': THING,
  'libs/platform/ledger/index.ts': "export * from './mailbox';\n",
  'libs/platform/ledger/mailbox.ts': THING,
  'libs/platform/ledger/testing/thing.ts': THING,
  'libs/contexts/accounts/testing/thing.ts': THING,
  'libs/contexts/catalog/domain/thing.ts': THING,
  'test/support/thing.spec.ts': THING,
  'package.json': JSON.stringify({
    name: 'planted',
    dependencies: versions(packages.dependencies),
    devDependencies: versions(packages.devDependencies),
  }),
  ...Object.fromEntries(CONTEXTS.map((name) => [`libs/contexts/${name}/index.ts`, THING])),
  ...Object.fromEntries([...packages.dependencies, ...packages.devDependencies].flatMap(emptyPackage)),
};

function versions(names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, '1.0.0']));
}

function emptyPackage(name: string): [string, string][] {
  return [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
    [`node_modules/${name}/index.js`, 'exports.thing = 1;\n'],
  ];
}
