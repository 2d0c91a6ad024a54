import fc from 'fast-check';
import { BrokenInvariant } from '@ledgerline/kernel';
import { damaged, damages, historyOf } from '../testing/broken-histories';
import { LotLedger } from '../testing/lot-ledger';
import { lives } from '../testing/random-steps';
import { AccountEvent } from './account-events';
import { AccountState, initialAccount } from './account-state';
import { evolveAccount } from './evolve';

const SEED = Number(process.env.LEDGERLINE_MODEL_SEED ?? 1);
const LIVES = Number(process.env.LEDGERLINE_BROKEN_LIVES ?? 60);
const DAMAGES_PER_LIFE = 60;

describe('a history that an account cannot have', () => {
  it('halts by a named invariant, or comes to a state whose parts agree with each other and with it', () => {
    const ends = { halted: 0, stood: 0 };
    const wrong = new Map<string, string>();
    const drawn = fc.sample(lives({ min: 30, max: 40 }), { seed: SEED, numRuns: LIVES });
    for (const [n, life] of drawn.entries()) {
      const history = historyOf(life);
      for (const damage of fc.sample(damages, { seed: SEED + n, numRuns: DAMAGES_PER_LIFE })) {
        const mutated = damaged(history, damage);
        if (!mutated) continue;
        const ended = fold(mutated);
        ends[ended instanceof Error ? 'halted' : 'stood'] += 1;
        const { type } = history[damage.at % history.length]!;
        for (const what of wrongWith(mutated, ended)) wrong.set(`${damage.kind} of ${type}`, what);
      }
    }
    process.stdout.write(`broken histories: ${JSON.stringify(ends)} with LEDGERLINE_MODEL_SEED=${SEED}\n`);
    expect([...wrong]).toEqual([]);
    expect(Math.min(ends.halted, ends.stood)).toBeGreaterThan(LIVES);
  }, 120_000);
});

function fold(history: readonly AccountEvent[]): AccountState | Error {
  try {
    return history.reduce(evolveAccount, initialAccount());
  } catch (error) {
    return error as Error;
  }
}

function wrongWith(history: readonly AccountEvent[], ended: AccountState | Error): readonly string[] {
  if (ended instanceof BrokenInvariant) return [];
  if (ended instanceof Error) return [ended.stack!];
  return [...new LotLedger(history).wrong, ...unsound(ended)];
}

/** What the parts of a state must say of each other. */
function unsound(state: AccountState): readonly string[] {
  const wrong: string[] = [];
  const same = (what: string, one: bigint, other: bigint) => {
    if (one !== other) wrong.push(`${what}: ${one} and ${other}`);
  };
  same(
    'the balance is what is in the lots',
    state.balanceMicros,
    sum(state.lots.map((l) => l.remainingMicros)),
  );
  same('what is held is held of lots', state.heldMicros, sum(state.lots.map((l) => l.heldMicros)));
  const holds = [...state.holds.values()];
  same('what is held is held by holds', state.heldMicros, sum(holds.map((hold) => hold.heldMicros)));
  for (const { lotId, remainingMicros, heldMicros } of state.lots) {
    const shares = holds.flatMap(({ lots }) => lots.filter((share) => share.lotId === lotId));
    same(`of lot ${lotId} holds hold`, heldMicros, sum(shares.map(({ amountMicros }) => amountMicros)));
    if (heldMicros < 0n || remainingMicros < heldMicros) wrong.push(`${lotId} holds more than it has`);
  }
  const units = holds.flatMap(({ limits }) => limits.map((each) => each.units));
  const windows = Object.values(state.windows).flat();
  same('units held are held by holds', sum(windows.map(({ heldUnits }) => heldUnits)), sum(units));
  if (windows.some(({ usedUnits, heldUnits }) => usedUnits < 0n || heldUnits < 0n))
    wrong.push('units below none');
  return wrong;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
