// Jest reads `testTimeout` of the whole configuration only and ignores a project's, so each project names its
// bound as a global and this file, run before each test file, applies it to tests and hooks.
jest.setTimeout(globalThis.TEST_TIMEOUT_MS);
