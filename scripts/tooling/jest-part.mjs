import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeModule, run } from './child-process.mjs';

/** One Jest project as a part of `npm test`. It fails when it finds no test: it would guard nothing. */
export function jest(project, { timeoutMs }) {
  return {
    name: project,
    run: async (filters) => {
      const folder = mkdtempSync(join(tmpdir(), 'ledgerline-tally-'));
      const tallyFile = join(folder, 'tally.json');
      const { exitCode, output, durationMs } = await run(
        process.execPath,
        [nodeModule('jest/bin/jest.js'), ...filters, '--selectProjects', project],
        { env: { LEDGERLINE_TALLY_FILE: tallyFile }, timeoutMs },
      );
      const tally = existsSync(tallyFile)
        ? JSON.parse(readFileSync(tallyFile, 'utf8'))
        : { passed: 0, failed: 0, skipped: [], backends: [] };
      rmSync(folder, { recursive: true });
      // Jest can fail with no failed test: a global setup that throws, a broken configuration.
      if (exitCode !== 0 && tally.failed === 0) tally.failed = 1;
      return { output, durationMs, ...tally };
    },
  };
}
