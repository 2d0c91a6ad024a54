import { invariant, Timestamp, utcDay } from '@ledgerline/kernel';
import {
  AccountEvent,
  Balances,
  CompletionFacts,
  GenerationRequested,
  LimitSettlement,
  LotShare,
} from './account-events';
import { AccountState, Hold } from './account-state';
import { generationFactsOf } from './generation-facts';
import { holdUnits, settleUnits } from './limit-windows';
import { changeLots, insertLot } from './lots';

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
  AccountClosed: (state) => ({ ...state, status: 'closed' }),
  AccountReopened: (state) => ({ ...state, status: 'open' }),

  CreditsGranted: (state, data) => {
    const { lotId, creditType, priority, grantedAt, effectiveAt, expiresAt, amountMicros } = data;
    const terms = { lotId, creditType, priority, grantedAt, effectiveAt, expiresAt };
    const lot = { ...terms, remainingMicros: amountMicros, heldMicros: 0n };
    const refilledDay = creditType === 'DAILY_REFILL' ? utcDay(grantedAt) : state.refilledDay;
    const lots = insertLot(state.lots, lot);
    return withCatalog(
      balanced({ ...state, lots, refilledDay }, state.balanceMicros + amountMicros, data),
      data,
    );
  },
  LotLapsed: (state, data) => {
    const { lotId, amountMicros } = data;
    const lapsed = changeLots(state.lots, [{ lotId, amountMicros }], (share) => ({
      remainingMicros: -share.amountMicros,
    }));
    return balanced({ ...state, lots: lapsed }, state.balanceMicros - amountMicros, data);
  },

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

  CommandRefused: (state, data) => {
    const minute = data.refusedAt.slice(0, 16);
    const count = state.refusals.minute === minute ? state.refusals.count + 1 : 1;
    return withCatalog({ ...state, refusals: { minute, count } }, data);
  },
  CommandHadNoEffect: (state, data) => withCatalog(state, data),
};

/** The account after one more fact. Never throws on a history that the commands produced. */
export function evolveAccount(state: AccountState, event: AccountEvent): AccountState {
  return evolvers[event.type](state, event.data as never);
}

function reserve(state: AccountState, data: GenerationRequested['data']): AccountState {
  invariant(!state.holds.has(data.generationId), 'a generation is requested once');
  const { payloadHash, estimate, price, heldMicros, lots, limits, timeoutSeconds, deadlineAt } = data;
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
  const holds = state.holds.delete(generationId);
  const deadlineFloor = holds.isEmpty() ? null : state.deadlineFloor;
  return { ...state, holds, deadlineFloor, windows: settleUnits(state.windows, limits) };
}

function charge(state: AccountState, data: CompletionFacts): AccountState {
  const lots = changeLots(state.lots, data.charged, (share) => ({ remainingMicros: -share.amountMicros }));
  return balanced({ ...state, lots }, state.balanceMicros - data.chargedMicros, data);
}

function release(
  state: AccountState,
  data: Resolution & { heldMicros: bigint; returned: readonly LotShare[]; after: Balances },
): AccountState {
  openHold(state, data.generationId);
  const lots = changeLots(state.lots, data.returned, (share) => ({ heldMicros: -share.amountMicros }));
  const released = withoutHold({ ...state, lots, heldMicros: state.heldMicros - data.heldMicros }, data);
  return balanced(released, state.balanceMicros, data);
}

/** The event carries the balance it established: a fold that comes to another is wrong, or the log is. */
function balanced(
  state: AccountState,
  balanceMicros: bigint,
  { after }: { readonly after: Balances },
): AccountState {
  invariant(
    after.balanceMicros === balanceMicros,
    'the balance an event carries is the balance of its history',
  );
  invariant(
    after.heldMicros === state.heldMicros,
    'the held credits an event carries are those of its history',
  );
  invariant(balanceMicros >= state.heldMicros, 'held credits never exceed the balance');
  return { ...state, balanceMicros };
}

function withCatalog(state: AccountState, { catalogVersion }: { catalogVersion: number }): AccountState {
  return catalogVersion === state.catalogVersion ? state : { ...state, catalogVersion };
}

function openHold(state: AccountState, generationId: string): Hold {
  const hold = state.holds.get(generationId);
  invariant(hold, 'a hold is resolved once, and only while it is open');
  return hold;
}
