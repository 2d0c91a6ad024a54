import { addSeconds, Decision, LimitKind } from '@ledgerline/kernel';
import type { Catalog, CatalogLimit } from '@ledgerline/contexts/catalog';
import { AccountEvent } from '../domain/account-events';
import { Deciders, THE_DECIDERS } from './deciders';

/** What commands decide, changed before it is recorded. */
function deciding(change: (event: AccountEvent) => AccountEvent[]): Deciders {
  const changed = (decision: Decision<AccountEvent>): Decision<AccountEvent> =>
    decision.kind === 'accepted' ? { ...decision, events: decision.events.flatMap(change) } : decision;
  return {
    ...THE_DECIDERS,
    decide: (decide) => (command, state, context) =>
      changed(THE_DECIDERS.decide(decide)(command, state, context)),
  };
}

function withKind(limit: CatalogLimit, kind: LimitKind): CatalogLimit {
  return { ...limit, kind };
}

/** The last second of a window counts as the next one's. */
function earlyWindows(catalog: Catalog): Catalog {
  const shifted = (limit: CatalogLimit) =>
    withKind(limit, {
      ...limit.kind,
      windowOf: (now, terms) => limit.kind.windowOf(addSeconds(now, 1), terms),
    });
  return {
    ...catalog,
    action: (name) => {
      const action = catalog.action(name);
      return action && { ...action, limits: action.limits.map(shifted) };
    },
  };
}

/** The deciders, each with one mistake that somebody has made before. */
export const PLANTED_MISTAKES: Readonly<Record<string, Deciders>> = {
  'burn order: what burns last is taken first': {
    ...THE_DECIDERS,
    decide: (decide) => (command, state, context) => {
      const turned = { ...state, lots: state.lots.toReversed() };
      return THE_DECIDERS.decide(decide)(command, turned, context);
    },
  },
  'window edge: a window ends a second early': { ...THE_DECIDERS, policy: earlyWindows },
  'release: what failed or was cancelled stays counted': deciding((event) => {
    if (event.type !== 'GenerationFailed' && event.type !== 'GenerationCancelled') return [event];
    const limits = event.data.limits.map((limit) => ({ ...limit, usedUnits: limit.heldUnits }));
    return [{ ...event, data: { ...event.data, limits } } as AccountEvent];
  }),
  'refill: a higher tier is given its whole refill on top': {
    ...THE_DECIDERS,
    settle: (settle) => (state, now, options) =>
      settle({ ...state, refilledMicros: state.refilledMicros / 2n }, now, options),
  },
  'refund: what was spent of a refunded purchase is not owed': deciding((event) => {
    if (event.type !== 'CreditsTakenBack') return [event];
    const refundsOwedMicros = event.data.refundsOwedMicros - event.data.missingMicros;
    return [{ ...event, data: { ...event.data, missingMicros: 0n, refundsOwedMicros } }];
  }),
  'refund: what a job returns of a refunded purchase can be spent': deciding((event) =>
    event.type === 'HeldCreditsTakenBack' ? [] : [event],
  ),
  'threshold: crossed only when it is passed': deciding((event) => {
    if (event.type !== 'LimitThresholdCrossed') return [event];
    const { usedUnits, heldUnits, thresholdUnits } = event.data;
    return usedUnits + heldUnits > thresholdUnits ? [event] : [];
  }),
};
