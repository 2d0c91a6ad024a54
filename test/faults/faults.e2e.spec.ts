import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithPostgres } from '@ledgerline/testing';
import { describeWhere } from '@ledgerline/test-support';
import { fillDisk } from './faults/fill-disk';
import { freezeLog } from './faults/freeze-log';
import { killAtFailpoint } from './faults/kill-at-failpoint';
import { FAULTS } from './faults/registry';
import { killsOf, RunFigures } from './figures';
import { runFaults, RunOptions } from './run';
import { plantPoison } from './sabotage/poison';
import { ownGround } from './world/ground';
import { smallDisk } from './world/small-disk';

/** Each fault once, as far as the seconds go; the long form is `npm run faults`. */
const SHORT = { rounds: 1, roundMs: 9_000, lanes: 2, apis: 2, accounts: 8, workers: 4, batchItems: 40 };
const TEST_TIMEOUT_MS = 180_000;
/** In the long form they are not begun so late. */
const LEAST_MS = 3_000;
const once = FAULTS.map((fault) => ({ ...fault, weight: 1, ...(fault.leastMs && { leastMs: LEAST_MS }) }));
const isKill = ({ name }: { name: string }) => name.startsWith('kill');
const disk = whereADiskCanBeFilled();

describeWithPostgres('the system under faults', () => {
  jest.setTimeout(TEST_TIMEOUT_MS);

  it('loses nothing, doubles nothing and turns nothing around while its processes are killed', async () => {
    const figures = await shortRun({ seed: 'short-kills', faults: once.filter(isKill) });
    expectSound(figures);
    expect(killsOf(figures)).toBeGreaterThan(1);
  });

  it('keeps its books through frozen processes, broken links, lost sessions, locks and wrong clocks', async () => {
    const others = once.filter((fault) => !isKill(fault) && fault.name !== fillDisk.name);
    expectSound(await shortRun({ seed: 'short-others', faults: others, lanes: 3 }));
  });

  it('halts what is financial before an event nobody can read, and nothing else is harmed', async () => {
    const figures = await shortRun({ seed: 'poison', faults: [], roundMs: 1_500, poison: plantPoison });
    expect(figures.told).toEqual([]);
  });
});

describeWithPostgres("the system under faults, its log in the double of EventStoreDB's protocol", () => {
  jest.setTimeout(TEST_TIMEOUT_MS);

  it('loses nothing while processes are killed, links break, and the server stands still', async () => {
    const appended = killAtFailpoint('append.committed', { victims: ['api'], visitsMax: 5 });
    const faults = [...once.filter(({ name }) => /random|link/.test(name)), freezeLog, appended];
    const figures = await shortRun({
      seed: 'short-double',
      store: 'eventstoredb-double',
      faults,
      workers: 3,
    });
    expectSound(figures, { leastAcknowledged: 30 });
    expect(figures.store).toBe('eventstoredb-double');
  });
});

describeWhere('folder' in disk, 'missing' in disk ? disk.missing : '', 'a disk that is full', () => {
  jest.setTimeout(TEST_TIMEOUT_MS);

  it('stops appends with log-unavailable, and all goes on when there is room again', async () => {
    const filling = { ...fillDisk, leastMs: LEAST_MS };
    const figures = await shortRun({ seed: 'full-disk', faults: [filling], lanes: 1, roundMs: 7_000 });
    expectSound(figures);
    expect(figures.injected[fillDisk.name]?.bit).toBeGreaterThan(0);
    expect(figures.retriedFor['log-unavailable']).toBeGreaterThan(0);
  });
});

function expectSound({ told, retriedFor, acknowledged }: RunFigures, { leastAcknowledged = 100 } = {}): void {
  expect(told).toEqual([]);
  // Whatever breaks below, the answer names it: `internal` would be a defect of ours.
  expect(retriedFor).not.toHaveProperty('internal');
  expect(acknowledged).toBeGreaterThan(leastAcknowledged);
}

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

/** Asked once, before any test: mounting is a privilege. */
function whereADiskCanBeFilled(): { folder: string } | { missing: string } {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerline-disk-'));
  const probe = smallDisk(folder);
  if ('folder' in probe) probe.remove();
  rmSync(folder, { recursive: true });
  return probe;
}
