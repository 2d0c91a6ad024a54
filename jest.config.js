const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const swc = JSON.parse(readFileSync(join(__dirname, '.swcrc'), 'utf8'));
delete swc.$schema;
const swcPage = {
  ...swc,
  jsc: {
    ...swc.jsc,
    parser: { ...swc.jsc.parser, tsx: true },
    transform: { ...swc.jsc.transform, react: { runtime: 'automatic' } },
  },
};

const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  setupFilesAfterEnv: ['<rootDir>/test/support/bound-time.js'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false }],
    '^.+\\.tsx$': ['@swc/jest', { ...swcPage, swcrc: false }],
  },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'json'],
  moduleNameMapper: {
    '^@ledgerline/kernel$': '<rootDir>/libs/kernel/index.ts',
    '^@ledgerline/(platform|contexts)/([^/]+)$': '<rootDir>/libs/$1/$2/index.ts',
    '^@ledgerline/system$': '<rootDir>/libs/system/index.ts',
    '^@ledgerline/testing$': '<rootDir>/libs/testing/index.ts',
    '^@ledgerline/test-support$': '<rootDir>/test/support/index.ts',
  },
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.ledgerline/'],
};

// One embedded PostgreSQL for all test files of a run; each file takes a database of its own from it.
const withPostgres = {
  globalSetup: '<rootDir>/libs/testing/jest/global-setup.ts',
  globalTeardown: '<rootDir>/libs/testing/jest/global-teardown.ts',
};

/** Which files belong to a project is told by the suffix alone, and each has its bound of time. */
module.exports = {
  maxWorkers: 2,
  watchman: false,
  reporters: ['default', '<rootDir>/test/support/tally-reporter.js'],
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/{apps,libs,scripts,test}/**/*.spec.{ts,tsx}'],
      testPathIgnorePatterns: [...common.testPathIgnorePatterns, '\\.(int|e2e|browser)\\.spec\\.'],
      globals: { TEST_TIMEOUT_MS: 10_000 },
    },
    {
      ...common,
      ...withPostgres,
      displayName: 'integration',
      testMatch: ['<rootDir>/{apps,libs,scripts,test}/**/*.int.spec.ts'],
      globals: { TEST_TIMEOUT_MS: 30_000 },
    },
    {
      ...common,
      ...withPostgres,
      displayName: 'journeys',
      testMatch: ['<rootDir>/{apps,libs,scripts,test}/**/*.e2e.spec.ts'],
      globals: { TEST_TIMEOUT_MS: 60_000 },
    },
    {
      ...common,
      ...withPostgres,
      displayName: 'browser',
      testMatch: ['<rootDir>/{apps,libs,scripts,test}/**/*.browser.spec.ts'],
      globals: { TEST_TIMEOUT_MS: 90_000 },
    },
  ],
};
