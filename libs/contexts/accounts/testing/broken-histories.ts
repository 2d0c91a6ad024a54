import fc from 'fast-check';
import { AccountEvent } from '../domain/account-events';
import { AccountTwins } from './account-twins';
import { record } from './random-policies';
import { Life } from './random-steps';

/** What may happen to a history that it cannot have done to itself. */
export interface Damage {
  readonly kind: 'drop' | 'duplicate' | 'swap' | 'move' | 'figure' | 'name';
  /** Which event, and which of its parts or which other event, by counting round. */
  readonly at: number;
  readonly pick: number;
}

export const damages: fc.Arbitrary<Damage> = record({
  kind: fc.constantFrom('drop', 'duplicate', 'swap', 'move', 'figure', 'name'),
  at: fc.nat({ max: 10_000 }),
  pick: fc.nat({ max: 10_000 }),
});

/** The facts of a life as the commands decided them. */
export function historyOf({ tier, policy, turns }: Life): readonly AccountEvent[] {
  const twins = new AccountTwins({ tier, policy });
  for (const turn of turns) twins.turn(turn);
  return twins.scenario.history;
}

/** The history with one damage done to it; undefined where there is nothing to damage so. */
export function damaged(history: readonly AccountEvent[], damage: Damage): AccountEvent[] | undefined {
  const at = damage.at % history.length;
  const other = damage.pick % history.length;
  const event = history[at]!;
  switch (damage.kind) {
    case 'drop':
      return history.toSpliced(at, 1);
    case 'duplicate':
      return history.toSpliced(at + 1, 0, event);
    case 'swap':
      return at + 1 < history.length ? history.toSpliced(at, 2, history[at + 1]!, event) : undefined;
    case 'move':
      return history.toSpliced(at, 1).toSpliced(other, 0, event);
    case 'figure':
      return altered(history, { ...damage, at }, (leaf) =>
        typeof leaf === 'bigint' ? leaf + 1n : undefined,
      );
    case 'name':
      return altered(history, { ...damage, at }, (leaf) =>
        typeof leaf === 'string' ? `${leaf}0` : undefined,
      );
  }
}

/** One leaf of an event changed: the one picked among those for which `change` knows another value. */
function altered(
  history: readonly AccountEvent[],
  { at, pick }: Damage,
  change: (leaf: unknown) => unknown,
): AccountEvent[] | undefined {
  const event = structuredClone(history[at]!);
  const leaves = leavesOf(event.data).filter(([holder, key]) => change(holder[key]) !== undefined);
  const leaf = leaves[pick % Math.max(1, leaves.length)];
  if (!leaf) return undefined;
  const [holder, key] = leaf;
  holder[key] = change(holder[key]);
  return history.with(at, event);
}

type Holder = Record<string, unknown>;

function leavesOf(value: object): readonly (readonly [Holder, string])[] {
  return Object.entries(value).flatMap(([key, part]) =>
    typeof part === 'object' && part !== null ? leavesOf(part as object) : [[value as Holder, key] as const],
  );
}
