import { isDeepStrictEqual } from 'node:util';
import { limitKinds } from '@ledgerline/kernel';
import { AccountEvent } from '../domain/account-events';
import { AccountState } from '../domain/account-state';
import { countLimit, limitKey } from '../domain/limit-windows';
import { owedMicros } from '../domain/lot-consequences';
import { availableMicros } from '../domain/lots';
import type { Compared, Twins } from './twins';

const MEMBERS = [null, 'ada', 'bob'] as const;

/** What the account and the model do not agree upon after a step, in words; nothing when all is well. */
export function differences(
  twins: Twins,
  step: Compared & { readonly timeCaused: readonly string[]; readonly caused: readonly string[] },
): readonly string[] {
  const { told, expected, timeCaused, caused } = step;
  return [
    ...differing('comes to', answerOf(told), expected),
    ...differing('time crosses', told.settled.flatMap(crossingText), timeCaused),
    ...differing('crosses', told.events.flatMap(crossingText), caused),
    ...creditsDiffering(twins),
    ...unitsDiffering(twins),
  ];
}

function differing(what: string, found: unknown, expected: unknown): readonly string[] {
  if (found === expected) return [];
  const [one, other] = [sorted(found), sorted(expected)];
  if (isDeepStrictEqual(one, other)) return [];
  return [`${what} ${textOf(one)}, in the model ${textOf(other)}`];
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? value.toSorted() : value;
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
}

function answerOf({ outcome, reason, figures }: Compared['told']): string {
  if (reason !== 'limit-reached') return reason ?? outcome;
  return `${reason} ${String(figures?.limitType)} of ${String(figures?.member ?? null)}`;
}

function creditsDiffering({ state, model, now }: Twins): readonly string[] {
  const { lots } = model;
  const left = lots.all.filter((lot) => lots.leftOf(lot) > 0n);
  return [
    ...differing(
      'has lots',
      state.lots.map((lot) => [lot.lotId, lot.remainingMicros, lot.heldMicros, paidIn(lot)].join(' ')),
      left.map((lot) => [lot.id, lots.leftOf(lot), lots.heldOf(lot), lots.paidOf(lot) ?? '-'].join(' ')),
    ),
    ...differing('has available', availableMicros(state.lots, now), lots.available(now)),
    ...differing('owes', owedMicros(state), lots.owed()),
    ...differing('owes for refunds', state.refundsOwedMicros, model.takings.owed()),
    ...differing(
      'waits to take back',
      state.takeBacks.reduce((sum, { amountMicros }) => sum + amountMicros, 0n),
      model.takings.waited(),
    ),
    ...differing('is overdrawn by', state.overdrawnMicros, lots.overdrawn()),
    ...differing(
      'has a balance of',
      state.balanceMicros,
      left.reduce((sum, lot) => sum + lots.leftOf(lot), 0n),
    ),
    ...differing(
      'runs',
      [...state.holds.keys()],
      model.generations.filter(({ state }) => state === 'running').map(({ id }) => id),
    ),
  ];
}

function paidIn({ cost }: AccountState['lots'][number]): string {
  return cost === null ? '-' : String(cost.amountMinor);
}

function unitsDiffering({ state, model, now }: Twins): readonly string[] {
  return model.policy.document.limits.flatMap(({ name: limit, kind }) =>
    MEMBERS.flatMap((member) => {
      const { usedUnits, heldUnits } = countLimit(
        state.windows,
        limitKey(limit, member),
        limitKinds[kind],
        now,
      );
      const { used, held } = model.limits.count({ limit, member }, kind, now);
      if (usedUnits === used && heldUnits === held) return [];
      const found = `${usedUnits}+${heldUnits}`;
      return differing(`counts for ${limit} of ${member}`, found, `${used}+${held}`);
    }),
  );
}

/** A crossing in the model's words. */
function crossingText({ type, data }: AccountEvent): readonly string[] {
  if ('threshold' in data) {
    const { limit, member, threshold, thresholdUnits: at, usedUnits, heldUnits, limitValue } = data;
    const what = type === 'LimitThresholdCrossed' || type === 'LimitReached' ? 'crossed' : 'recovered';
    return [`${limit} of ${member} ${threshold}=${at} ${what} at ${usedUnits}+${heldUnits} of ${limitValue}`];
  }
  if (!('availableMicros' in data)) return [];
  const { availableMicros: has } = data;
  if ('from' in data) return [`credits recovered from ${data.from} at ${has}`];
  return [`credits ${type === 'CreditsRanLow' ? 'low' : 'exhausted'} at ${has}`];
}
