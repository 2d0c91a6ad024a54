import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithPostgres } from '@ledgerline/testing';
import { FAULTS } from './faults/registry';
import { runFaults } from './run';
import { testGround } from './world/test-ground';

/** Enough to reach every failpoint; the long form is `npm run faults`. */
const SHORT = { rounds: 1, roundMs: 20_000, lanes: 2, apis: 2, accounts: 12, workers: 4, batchItems: 40 };

describeWithPostgres('the system under faults', () => {
  it('loses nothing, doubles nothing and turns nothing around while its processes are killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerline-faults-'));
    const ground = await testGround();
    try {
      const kills = FAULTS.filter(({ name }) => name.startsWith('kill'));
      const figures = await runFaults({ ...SHORT, ground, folder, seed: 'short-kills', faults: kills });
      expect(figures.told).toEqual([]);
      expect(figures.acknowledged).toBeGreaterThan(200);
      expect(Object.values(figures.kills).reduce((sum, times) => sum + times, 0)).toBeGreaterThan(2);
    } finally {
      await ground.stop();
      rmSync(folder, { recursive: true });
    }
  });
});
