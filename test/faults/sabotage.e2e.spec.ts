import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FailpointName } from '@ledgerline/platform/failpoints';
import { describeWithPostgres } from '@ledgerline/testing';
import { ViolationKind } from './check/violations';
import { Fault } from './faults/fault';
import { killAtFailpoint } from './faults/kill-at-failpoint';
import { runFaults } from './run';
import { plantPoison } from './sabotage/poison';
import { breakDatabase, SwitchName } from './sabotage/switches';
import { ChildKind } from './world/child';
import { ownGround } from './world/ground';

const SHORT = { roundMs: 8_000, lanes: 1, apis: 2, accounts: 6, workers: 4, batchItems: 30 };

/** Damage takes a race or a death at the wrong moment; the run ends with the first round that shows some. */
const ROUNDS_MAX = 6;

const TEST_TIMEOUT_MS = 300_000;

interface Broken {
  readonly name: SwitchName;
  /** What it takes for the damage to be done. */
  readonly faults: readonly Fault[];
  /** One of these is what the checker must say. */
  readonly caughtAs: readonly ViolationKind[];
}

/** Each death is at the one place where the switch does its damage. */
const dyingAt = (place: FailpointName, victim: ChildKind): Fault => ({
  ...killAtFailpoint(place, { victims: [victim], visitsMax: 3 }),
  leastMs: 2_000,
});
const BROKEN: readonly Broken[] = [
  {
    name: 'checkpoint-before-rows',
    faults: [dyingAt('projection.rows-written', 'projector')],
    caughtAs: ['row-differs', 'read-model-halted'],
  },
  // Answers, and dies before the commit.
  { name: 'answer-before-append', faults: [], caughtAs: ['lost', 'decided-otherwise'] },
  // Committed, and nobody was told: the client asks again.
  { name: 'dedup-off', faults: [dyingAt('append.committed', 'api')], caughtAs: ['doubled'] },
  { name: 'any-revision', faults: [], caughtAs: ['decided-otherwise', 'log-broken'] },
  { name: 'expiry-ignores-holds', faults: [], caughtAs: ['decided-otherwise'] },
  { name: 'skips-poison', faults: [], caughtAs: ['row-differs'] },
];

describeWithPostgres('a system that is broken on purpose', () => {
  jest.setTimeout(TEST_TIMEOUT_MS);

  it.each(BROKEN)('is caught when the switch is $name', async ({ name, faults, caughtAs }) => {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerline-sabotage-'));
    const ground = await ownGround(folder);
    try {
      const figures = await runFaults({
        ...{ ...SHORT, ground, folder, faults, seed: name, sabotage: name },
        prepare: (system) => breakDatabase(name, system),
        rounds: name === 'skips-poison' ? 1 : ROUNDS_MAX,
        ...(name === 'skips-poison' && { poison: plantPoison }),
      });
      const found = caughtAs.filter((kind) => figures.violations[kind]);
      expect({ found, told: figures.told.slice(0, 3) }).not.toMatchObject({ found: [] });
    } finally {
      await ground.stop();
      rmSync(folder, { recursive: true });
    }
  });
});
