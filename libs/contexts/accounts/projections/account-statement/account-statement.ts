import { invariant, Timestamp } from '@ledgerline/kernel';
import { Attributes, LotShare } from '../../domain/account-events';
import {
  accountIdOf,
  accountProjection,
  Projected,
  CROSSINGS_IGNORED,
  SETTINGS_IGNORED,
} from '../account-projection';

/** One movement of credits in one lot. A hold is not a movement: the balance does not change by it. */
export interface AccountStatementRow {
  account_id: string;
  at: Timestamp;
  /** The event's position and the movement's number in it: sorts in the order of the log. */
  entry_id: string;
  /** A credit type of a grant, USAGE, EXPIRY, VOID, ADMIN_ADJUSTMENT, OVERDRAFT. */
  type: string;
  /** Signed: what the balance rose by. */
  amount_micros: bigint;
  balance_after_micros: bigint;
  description: string;
  reference: string | null;
  order_id: string | null;
  payment_id: string | null;
  generation_id: string | null;
  lot_id: string;
  action: string | null;
  service: string | null;
  model: string | null;
  actor_user_id: string | null;
  payment_method: string | null;
  /** Minor units of `purchase_currency`. */
  purchase_amount_minor: bigint | null;
  purchase_currency: string | null;
  attributes: Attributes;
  position: string;
}

type Row = AccountStatementRow;
type Completion = Projected<'GenerationCompleted' | 'GenerationCompletedLate' | 'UsageRecorded'>;
type Shared = Projected<'CreditsDeducted' | 'OverdraftRepaid'>;
type OfLot = Projected<'LotLapsed' | 'LotVoided' | 'OverdraftDrawn' | 'OverdraftReturned'>;

export const accountStatement = accountProjection<Row>({
  name: 'account_statement',
  version: 1,
  columns: {
    account_id: 'text',
    at: 'timestamp',
    entry_id: 'text',
    type: 'text',
    amount_micros: 'bigint',
    balance_after_micros: 'bigint',
    description: 'text',
    reference: 'text',
    order_id: 'text',
    payment_id: 'text',
    generation_id: 'text',
    lot_id: 'text',
    action: 'text',
    service: 'text',
    model: 'text',
    actor_user_id: 'text',
    payment_method: 'text',
    purchase_amount_minor: 'bigint',
    purchase_currency: 'text',
    attributes: 'json',
    position: 'text',
  },
  key: ['account_id', 'at', 'entry_id'],
  indexes: [['account_id', 'generation_id']],
  financial: true,
  appendOnly: true,
  on: {
    ...CROSSINGS_IGNORED,
    ...SETTINGS_IGNORED,
    UsageRecorded: { keys: chargedKeys, fold: (_row, event, key) => charged(event, key) },
    UsageRemoved: 'ignored',
    GaugeMoved: 'ignored',
    LotVoided: {
      keys: (event) => (event.data.amountMicros === 0n ? [] : [entryKey(event, 0)]),
      fold: (_row, event) => ofLot(event, 'VOID', -event.data.amountMicros, event.data.reason),
    },
    LotBarred: 'ignored',
    LotRolledOver: 'ignored',
    CreditsDeducted: {
      keys: sharedKeys,
      fold: (_row, event, key) => ofShare(event, key, 'ADMIN_ADJUSTMENT', event.data.reason),
    },
    GenerationRefunded: 'ignored',
    OverdraftDrawn: {
      keys: (event) => [entryKey(event, 0)],
      fold: (_row, event) => ofLot(event, 'OVERDRAFT', event.data.amountMicros, 'drawn below zero'),
    },
    OverdraftReturned: {
      keys: (event) => [entryKey(event, 0)],
      fold: (_row, event) => ofLot(event, 'OVERDRAFT', -event.data.amountMicros, 'not needed after all'),
    },
    OverdraftRepaid: {
      keys: sharedKeys,
      fold: (_row, event, key) => ofShare(event, key, 'OVERDRAFT', 'repaid what was owed'),
    },
    AccountOpened: 'ignored',
    AccountClosed: 'ignored',
    AccountReopened: 'ignored',
    CreditsGranted: { keys: (event) => [entryKey(event, 0)], fold: (_row, event) => granted(event) },
    LotLapsed: { keys: (event) => [entryKey(event, 0)], fold: (_row, event) => lapsed(event) },
    GenerationRequested: 'ignored',
    HoldExtended: 'ignored',
    GenerationCompleted: { keys: chargedKeys, fold: (_row, event, key) => charged(event, key) },
    GenerationCompletedLate: { keys: chargedKeys, fold: (_row, event, key) => charged(event, key) },
    GenerationFailed: 'ignored',
    GenerationCancelled: 'ignored',
    GenerationExpired: 'ignored',
    CommandRefused: 'ignored',
    CommandHadNoEffect: 'ignored',
  },
});

const INDEX_DIGITS = 4;

function entryKey(event: Projected, index: number) {
  const entryId = `${event.position}.${String(index).padStart(INDEX_DIGITS, '0')}`;
  return { account_id: accountIdOf(event), at: event.at, entry_id: entryId };
}

function chargedKeys(event: Completion): readonly Partial<Row>[] {
  return event.data.charged.map((_share, index) => entryKey(event, index));
}

function granted(event: Projected<'CreditsGranted'>): Row {
  const { data } = event;
  const { account_id, at, entry_id } = entryKey(event, 0);
  return {
    account_id,
    at,
    entry_id,
    type: data.creditType,
    amount_micros: data.amountMicros,
    balance_after_micros: data.after.balanceMicros,
    description: data.reason,
    reference: data.reference,
    order_id: data.orderId,
    payment_id: data.paymentId,
    generation_id: data.generationId,
    lot_id: data.lotId,
    action: null,
    service: null,
    model: null,
    actor_user_id: data.actorUserId,
    payment_method: data.paymentMethod,
    purchase_amount_minor: data.purchaseAmount?.amountMinor ?? null,
    purchase_currency: data.purchaseAmount?.currency ?? null,
    attributes: data.attributes,
    position: event.position,
  };
}

function lapsed(event: Projected<'LotLapsed'>): Row {
  const { creditType, amountMicros, lapsedAt } = event.data;
  const entry = ofLot(event, 'EXPIRY', -amountMicros, `expired: ${creditType}`);
  return { ...entry, attributes: { creditType, lapsedAt } };
}

function sharedKeys(event: Shared): readonly Partial<Row>[] {
  return event.data.shares.map((_share, index) => entryKey(event, index));
}

/** A movement that is all of its event. */
function ofLot(event: OfLot, type: string, amountMicros: bigint, description: string): Row {
  const { lotId, after } = event.data;
  const entry = { ...entryKey(event, 0), type, amount_micros: amountMicros, description, lot_id: lotId };
  return { ...NOTHING_BESIDE, ...entry, balance_after_micros: after.balanceMicros, position: event.position };
}

/** One entry per lot that credits were taken from. */
function ofShare(event: Shared, key: Partial<Row>, type: string, description: string): Row {
  const { shares, after } = event.data;
  const index = Number(key.entry_id!.slice(-INDEX_DIGITS));
  const share = shares[index];
  invariant(share !== undefined, 'a statement entry stands for a lot that was taken from');
  return {
    ...NOTHING_BESIDE,
    ...{ account_id: key.account_id!, at: event.at, entry_id: key.entry_id!, type, description },
    ...{ amount_micros: -share.amountMicros, lot_id: share.lotId, position: event.position },
    reference: 'reference' in event.data ? event.data.reference : null,
    balance_after_micros: after.balanceMicros + chargedAfter(shares, index),
  };
}

const NOTHING_BESIDE = {
  reference: null,
  order_id: null,
  payment_id: null,
  generation_id: null,
  action: null,
  service: null,
  model: null,
  actor_user_id: null,
  payment_method: null,
  purchase_amount_minor: null,
  purchase_currency: null,
  attributes: {},
} as const;

/** One entry per lot charged; the balance falls from lot to lot and ends at the one the event established. */
function charged(event: Completion, key: Partial<Row>): Row {
  const { data } = event;
  const index = Number(key.entry_id!.slice(-INDEX_DIGITS));
  const share = data.charged[index];
  invariant(share !== undefined, 'a statement entry stands for a lot that was charged');
  return {
    account_id: key.account_id!,
    at: event.at,
    entry_id: key.entry_id!,
    type: 'USAGE',
    amount_micros: -share.amountMicros,
    balance_after_micros: data.after.balanceMicros + chargedAfter(data.charged, index),
    description: describe(data),
    reference: null,
    order_id: null,
    payment_id: null,
    generation_id: 'generationId' in data ? data.generationId : null,
    lot_id: share.lotId,
    action: data.action,
    service: data.service,
    model: data.model,
    actor_user_id: data.actorUserId,
    payment_method: null,
    purchase_amount_minor: null,
    purchase_currency: null,
    attributes: data.attributes,
    position: event.position,
  };
}

function chargedAfter(shares: readonly LotShare[], index: number): bigint {
  let sum = 0n;
  for (let i = index + 1; i < shares.length; i++) sum += shares[i]!.amountMicros;
  return sum;
}

/** "prompt · gpt-4o-mini": the action, its subtype, and the model where that is another. */
function describe({ action, subtype, model }: Completion['data']): string {
  const kind = subtype === null ? action : `${action} · ${subtype}`;
  return model === null || model === subtype ? kind : `${kind} · ${model}`;
}
