import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithPostgres } from '@ledgerline/testing';
import { FAULTS } from './faults/registry';
import { runFaults, RunOptions } from './run';
import { plantPoison } from './sabotage/poison';
import { ownGround } from './world/ground';

/** Enough to reach every failpoint; the long form is `npm run faults`. */
const SHORT = { rounds: 1, roundMs: 12_000, lanes: 2, apis: 2, accounts: 8, workers: 4, batchItems: 40 };
const TEST_TIMEOUT_MS = 180_000;
const isKill = ({ name }: { name: string }) => name.startsWith('kill');

describeWithPostgres('the system under faults', () => {
  jest.setTimeout(TEST_TIMEOUT_MS);

  it('loses nothing, doubles nothing and turns nothing around while its processes are killed', async () => {
    const figures = await shortRun({ seed: 'short-kills', faults: FAULTS.filter(isKill) });
    expect(figures.told).toEqual([]);
    expect(figures.acknowledged).toBeGreaterThan(100);
    expect(Object.values(figures.kills).reduce((sum, times) => sum + times, 0)).toBeGreaterThan(1);
  });

  it('keeps its books through frozen processes, broken links, lost sessions, locks and wrong clocks', async () => {
    const others = FAULTS.filter((fault) => !isKill(fault));
    const figures = await shortRun({ seed: 'short-others', faults: others, lanes: 3 });
    expect(figures.told).toEqual([]);
    expect(figures.acknowledged).toBeGreaterThan(100);
  });

  it('halts what is financial before an event nobody can read, and nothing else is harmed', async () => {
    const figures = await shortRun({ seed: 'poison', faults: [], roundMs: 2_000, poison: plantPoison });
    expect(figures.told).toEqual([]);
  });
});

async function shortRun(options: Partial<RunOptions> & Pick<RunOptions, 'seed' | 'faults'>) {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerline-faults-'));
  const ground = await ownGround(folder);
  try {
    return await runFaults({ ...SHORT, ground, folder, ...options });
  } finally {
    await ground.stop();
    rmSync(folder, { recursive: true });
  }
}
