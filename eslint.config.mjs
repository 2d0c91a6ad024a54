import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import {
  BARE_SKIPS,
  CLOCKS_AND_CHANCE,
  DEFAULT_EXPORTS,
  INHERITANCE,
  NUMBERS_OF_POSITIONS,
  SLEEPS,
} from './scripts/tooling/house-rules.mjs';

/** Folders whose code is a function of its arguments: their clock, ids and chance arrive as data. */
const PURE = ['libs/kernel/**/*.ts', 'libs/contexts/*/{domain,commands,projections,reactions}/**/*.ts'];
const SPECS = ['**/*.spec.ts', '**/*.spec.tsx'];
const CONFIGS = [
  '*.config.{js,mjs}',
  '**/vite.config.*',
  '.dependency-cruiser.cjs',
  'libs/testing/jest/*.ts',
];

const NODE_GLOBALS = Object.fromEntries(
  ['__dirname', 'process', 'console', 'URL', 'Buffer', 'setInterval', 'clearInterval'].map((name) => [
    name,
    'readonly',
  ]),
);

const everywhere = [...NUMBERS_OF_POSITIONS, ...INHERITANCE, ...DEFAULT_EXPORTS];
const restrict = (...patterns) => ({ 'no-restricted-syntax': ['error', ...patterns.flat()] });

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.ledgerline/', 'coverage/', 'docs/generated/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 60 }],
      'max-len': [
        'error',
        {
          code: 110,
          ignoreStrings: true,
          ignoreTemplateLiterals: true,
          ignoreUrls: true,
          ignoreRegExpLiterals: true,
        },
      ],
      ...restrict(everywhere),
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-base-to-string': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  { files: ['**/*.js', '**/*.cjs', '**/*.mjs'], languageOptions: { globals: NODE_GLOBALS } },
  {
    files: ['**/*.js', '**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { jest: 'readonly', globalThis: 'readonly' } },
  },
  { files: ['libs/**/*.ts'], ignores: ['libs/testing/**'], rules: { 'no-console': 'error' } },
  { files: PURE, ignores: ['**/*.http.ts', ...SPECS], rules: restrict(everywhere, CLOCKS_AND_CHANCE) },
  { files: SPECS, rules: { ...restrict(everywhere, BARE_SKIPS, SLEEPS), 'max-lines-per-function': 'off' } },
  // The contract suites there are specs to call: their functions are lists of tests.
  { files: ['libs/testing/**'], rules: { 'max-lines-per-function': 'off' } },
  // The store's own adapters make positions, so they may take them apart.
  { files: ['libs/platform/eventstore/**'], rules: restrict(INHERITANCE, DEFAULT_EXPORTS) },
  { files: CONFIGS, rules: restrict(NUMBERS_OF_POSITIONS, INHERITANCE) },
);
