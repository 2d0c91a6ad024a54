import { invariant, Timestamp } from '@ledgerline/kernel';
import {
  AccountEvent,
  Balances,
  CompletionFacts,
  GenerationRequested,
  LimitSettlement,
  LotShare,
} from './account-events';
import { AccountState, Hold } from './account-state';
import { BURN_PRIORITY } from './burn-priority';
import { generationFactsOf } from './generation-facts';
import {
  balanced,
  endLot,
  heldTakenBack,
  newLot,
  refilled,
  rollOver,
  spend,
  takenBack,
  withVoidLot,
} from './credit-changes';
import { countUnits, fit, holdUnits, limitKey, settle, settleUnits } from './limit-windows';
import { changeLots, insertLot, sumShares } from './lots';
import { crossingsAfter } from './standing-crossings';

type Evolvers = {
  readonly [T in AccountEvent['type']]: (
    state: AccountState,
    data: Extract<AccountEvent, { type: T }>['data'],
  ) => AccountState;
};

/** What each fact changes. Total: a new event type does not compile before it is told here. */
const evolvers: Evolvers = {
  AccountOpened: (state, data) => {
    invariant(state.status === 'missing', 'an account opens once');
    const { accountId, tier, catalogVersion } = data;
    return { ...state, status: 'open', accountId, tier, catalogVersion };
  },
  AccountClosed: (state) => {
    invariant(state.status === 'open', 'an account closes while it is open');
    return { ...state, status: 'closed' };
  },
  AccountReopened: (state) => {
    invariant(state.status === 'closed', 'an account is opened again after it closed');
    return { ...state, status: 'open' };
  },

  TierChanged: (state, { tier, plan, period, catalogVersion }) =>
    withCatalog({ ...state, tier, plan, period }, { catalogVersion }),
  LimitOverridden: (state, data) => {
    const { limit, member, value, until } = data;
    const overrides = { ...state.overrides, [limitKey(limit, member)]: { value, until } };
    return withCatalog({ ...state, overrides }, data);
  },
  LimitOverrideRemoved: (state, data) => {
    const { [limitKey(data.limit, data.member)]: removed, ...overrides } = state.overrides;
    invariant(removed, 'an override is removed once, after it was set');
    return withCatalog({ ...state, overrides }, data);
  },

  CreditsGranted: (state, data) => {
    const { lotId, creditType, priority, grantedAt, effectiveAt, expiresAt, amountMicros, rollover } = data;
    const terms = { lotId, creditType, priority, grantedAt, effectiveAt, expiresAt, rollover };
    const lot = newLot(terms, amountMicros, data.purchaseAmount);
    const lots = insertLot(state.lots, lot);
    const granted = { ...state, ...refilled(state, data), lots };
    return withCatalog(balanced(granted, state.balanceMicros + amountMicros, data), data);
  },
  LotLapsed: (state, data) => endLot(state, data),
  LotVoided: (state, data) => endLot(withVoidLot(state, data.lotId, data.reason), data),
  LotBarred: (state) => state,
  LotRolledOver: (state, data) => balanced(rollOver(state, data), state.balanceMicros, data),
  CreditsDeducted: (state, data) => withCatalog(spend(state, data.shares, data), data),
  GenerationRefunded: (state, data) => withCatalog(state, data),
  PurchaseRefunded: (state, data) => withCatalog(state, data),
  CreditsTakenBack: (state, data) => withCatalog(takenBack(state, data), data),
  HeldCreditsTakenBack: (state, data) => heldTakenBack(state, data),

  OverdraftDrawn: (state, data) => {
    const { lotId, amountMicros, overdrawnMicros, drawnAt } = data;
    const terms = {
      lotId,
      creditType: 'OVERDRAFT',
      priority: BURN_PRIORITY.OVERDRAFT,
      grantedAt: drawnAt,
    } as const;
    const lot = newLot(
      { ...terms, effectiveAt: drawnAt, expiresAt: null, rollover: null },
      amountMicros,
      null,
    );
    const drawn = { ...state, lots: insertLot(state.lots, lot), overdrawnMicros };
    return withCatalog(balanced(drawn, state.balanceMicros + amountMicros, data), data);
  },
  OverdraftReturned: (state, data) => {
    const lots = changeLots(state.lots, [data], ({ amountMicros }) => ({ remainingMicros: -amountMicros }));
    const returned = { ...state, lots, overdrawnMicros: data.overdrawnMicros };
    return balanced(returned, state.balanceMicros - data.amountMicros, data);
  },
  OverdraftRepaid: (state, data) =>
    spend({ ...state, overdrawnMicros: data.overdrawnMicros }, data.shares, data),

  GenerationRequested: (state, data) => withCatalog(reserve(state, data), data),
  HoldExtended: (state, { generationId, deadlineAt, timeoutSeconds }) => {
    const hold = openHold(state, generationId);
    return { ...state, holds: state.holds.set(generationId, { ...hold, deadlineAt, timeoutSeconds }) };
  },
  GenerationCompleted: (state, data) => {
    const held = openHold(state, data.generationId).lots;
    const unheld = changeLots(state.lots, held, (share) => ({ heldMicros: -share.amountMicros }));
    return charge(
      withoutHold({ ...state, lots: unheld, heldMicros: state.heldMicros - data.heldMicros }, data),
      data,
    );
  },
  GenerationCompletedLate: (state, data) =>
    charge({ ...state, windows: settleUnits(state.windows, data.limits) }, data),
  GenerationFailed: (state, data) => release(state, data),
  GenerationCancelled: (state, data) => release(state, data),
  GenerationExpired: (state, data) => release(state, data),

  UsageRecorded: (state, data) => {
    invariant(fit(data.limits), 'no usage takes more than a limit in force leaves');
    const windows = countUnits(state.windows, data.limits, data.recordedAt);
    return withCatalog(spend({ ...state, windows }, data.charged, data), data);
  },
  UsageRemoved: (state, data) => moveUnits(state, data, data.removedAt),
  GaugeMoved: (state, data) => moveUnits(state, data, data.movedAt),

  LimitThresholdCrossed: (state, data) => crossed(state, { type: 'LimitThresholdCrossed', data }),
  LimitThresholdRecovered: (state, data) => crossed(state, { type: 'LimitThresholdRecovered', data }),
  LimitReached: (state, data) => crossed(state, { type: 'LimitReached', data }),
  LimitRecovered: (state, data) => crossed(state, { type: 'LimitRecovered', data }),
  CreditsRanLow: (state, { at }) => ({ ...state, creditsFell: { level: 'low', at } }),
  CreditsExhausted: (state, { at }) => ({ ...state, creditsFell: { level: 'exhausted', at } }),
  CreditsRecovered: (state) => ({ ...state, creditsFell: null }),

  CommandRefused: (state, data) => {
    const minute = data.refusedAt.slice(0, 16);
    const count = state.refusals.minute === minute ? state.refusals.count + 1 : 1;
    return withCatalog({ ...state, refusals: { minute, count } }, data);
  },
  CommandHadNoEffect: (state, data) => withCatalog(state, data),
};

/** The account after one more fact. Never throws on a history that the commands produced. */
export function evolveAccount(state: AccountState, event: AccountEvent): AccountState {
  invariant(
    state.status !== 'missing' || event.type === 'AccountOpened',
    'an account begins by being opened',
  );
  return evolvers[event.type](state, event.data as never);
}

function reserve(state: AccountState, data: GenerationRequested['data']): AccountState {
  invariant(!state.holds.has(data.generationId), 'a generation is requested once');
  invariant(fit(data.limits), 'no hold takes more than a limit in force leaves');
  const { payloadHash, estimate, price, heldMicros, lots, limits, timeoutSeconds, deadlineAt } = data;
  invariant(sumShares(lots) === heldMicros, 'a hold is what it holds of lots');
  const facts = generationFactsOf(data);
  const hold: Hold = {
    facts,
    payloadHash,
    estimate,
    price,
    heldMicros,
    lots,
    limits,
    timeoutSeconds,
    deadlineAt,
  };
  const held = changeLots(state.lots, lots, (share) => ({ heldMicros: share.amountMicros }));
  const holds = state.holds.set(data.generationId, hold);
  const reserved: AccountState = {
    ...state,
    lots: held,
    holds,
    deadlineFloor: floorAfter(state, deadlineAt, data.requestedAt),
    windows: holdUnits(state.windows, limits, data.requestedAt),
    heldMicros: state.heldMicros + heldMicros,
  };
  return balanced(reserved, state.balanceMicros, data);
}

/** The floor only has to be low enough; it is looked up anew once time has passed it, not at every change. */
function floorAfter(state: AccountState, deadlineAt: Timestamp, now: Timestamp): Timestamp {
  const { deadlineFloor } = state;
  if (deadlineFloor === null) return deadlineAt;
  if (deadlineFloor > now) return deadlineAt < deadlineFloor ? deadlineAt : deadlineFloor;
  let floor = deadlineAt;
  for (const hold of state.holds.values()) if (hold.deadlineAt < floor) floor = hold.deadlineAt;
  return floor;
}

interface Resolution {
  readonly generationId: string;
  readonly limits: readonly LimitSettlement[];
}

function withoutHold(state: AccountState, { generationId, limits }: Resolution): AccountState {
  const { limits: held } = openHold(state, generationId);
  invariant(settle(held, limits), 'a hold gives its units back to its own windows');
  const holds = state.holds.delete(generationId);
  const deadlineFloor = holds.isEmpty() ? null : state.deadlineFloor;
  return { ...state, holds, deadlineFloor, windows: settleUnits(state.windows, limits) };
}

function charge(state: AccountState, data: CompletionFacts): AccountState {
  return spend(state, data.charged, data);
}

function moveUnits(
  state: AccountState,
  data: Extract<AccountEvent, { type: 'UsageRemoved' | 'GaugeMoved' }>['data'],
  at: Timestamp,
): AccountState {
  const { limit, limitKind, member, window, usedBefore, usedAfter } = data;
  const moved = { limit, limitKind, member, window, heldUnits: 0n, usedUnits: usedAfter - usedBefore };
  return withCatalog({ ...state, windows: countUnits(state.windows, [moved], at) }, data);
}

function crossed(state: AccountState, event: Parameters<typeof crossingsAfter>[1]): AccountState {
  return { ...state, crossings: crossingsAfter(state.crossings, event) };
}

function release(
  state: AccountState,
  data: Resolution & { heldMicros: bigint; returned: readonly LotShare[]; after: Balances },
): AccountState {
  invariant(sumShares(data.returned) === data.heldMicros, 'a release gives back what was held');
  const lots = changeLots(state.lots, data.returned, (share) => ({ heldMicros: -share.amountMicros }));
  const released = withoutHold({ ...state, lots, heldMicros: state.heldMicros - data.heldMicros }, data);
  return balanced(released, state.balanceMicros, data);
}

function withCatalog(state: AccountState, { catalogVersion }: { catalogVersion: number }): AccountState {
  return catalogVersion === state.catalogVersion ? state : { ...state, catalogVersion };
}

function openHold(state: AccountState, generationId: string): Hold {
  const hold = state.holds.get(generationId);
  invariant(hold, 'a hold is resolved once, and only while it is open');
  return hold;
}
