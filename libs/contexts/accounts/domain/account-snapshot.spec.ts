import fc from 'fast-check';
import { Map as ImmutableMap } from 'immutable';
import { createHash } from 'node:crypto';
import { AnAccount } from '../testing/an-account';
import { AccountEvent } from './account-events';
import { accountSnapshot } from './account-snapshot';
import { AccountState, initialAccount } from './account-state';
import { evolveAccount } from './evolve';

const { codec } = accountSnapshot;

/** One of everything that a state can hold: lots in three conditions, holds, windows, refusals. */
function aFullLife(): readonly AccountEvent[] {
  const account = AnAccount.opened('pro');
  account.grant('500', { expiresAt: '2026-12-01T00:00:00.000Z' });
  account.grant('60', { effectiveAt: '2026-11-23T00:00:00.000Z' });
  for (let day = 0; day < 3; day++) {
    for (let n = 0; n < 12; n++) account.request(`g-${day}-${n}`, 'image', { quantity: 1 + (n % 2) });
    account.extend(`g-${day}-1`, 3_600);
    for (const n of [2, 5, 7]) account.complete(`g-${day}-${n}`, {});
    account.fail(`g-${day}-3`);
    account.cancel(`g-${day}-4`);
    account.request('too-much', 'image', { quantity: 1_000_000 });
    account.after(day === 0 ? 700 : 86_400);
  }
  return account.scenario.history;
}

const life = aFullLife();
const fold = (events: readonly AccountEvent[], from: AccountState = initialAccount()) =>
  events.reduce(evolveAccount, from);
const kept = (state: AccountState): AccountState =>
  codec.decode(JSON.parse(JSON.stringify(codec.encode(state))));

describe("a snapshot of an account's state", () => {
  it('covers a life with holds, lots, windows and refusals in it', () => {
    const state = fold(life.slice(0, 30));
    expect([state.holds.size, state.lots.length, Object.keys(state.windows).length].every((n) => n > 1)).toBe(
      true,
    );
    expect(new Set(life.map(({ type }) => type)).size).toBeGreaterThanOrEqual(8);
  });

  it('and the tail after it fold to what the whole history folds to, wherever it was taken', () => {
    const whole = fold(life);
    fc.assert(
      fc.property(fc.nat({ max: life.length }), fc.nat({ max: life.length }), (a, b) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        const early = kept(fold(life.slice(0, first)));
        const late = kept(fold(life.slice(first, second), early));
        expect(plain(late)).toEqual(plain(fold(life.slice(0, second))));
        expect(plain(fold(life.slice(second), late))).toEqual(plain(whole));
      }),
    );
  });

  it('brings back holds as a map that evolves', () => {
    expect(ImmutableMap.isMap(kept(fold(life)).holds)).toBe(true);
  });

  it('has the version of its fold: another result of the same history needs another version', () => {
    const digest = createHash('sha256');
    for (let cut = 1; cut <= life.length; cut++)
      digest.update(JSON.stringify(sorted(fold(life.slice(0, cut)))));
    expect({ version: accountSnapshot.version, folds: digest.digest('hex').slice(0, 16) }).toEqual({
      version: 3,
      folds: '55c6704bbe3cbeab',
    });
  });
});

function plain({ holds, ...state }: AccountState) {
  return { ...state, holds: [...holds.entries()].sort(([a], [b]) => (a < b ? -1 : 1)) };
}

function sorted(state: AccountState): unknown {
  return JSON.parse(
    JSON.stringify(plain(state), (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)),
  );
}
