import { invariant } from '@ledgerline/kernel';
import { LotShare } from '../../domain/account-events';
import {
  accountIdOf,
  accountProjection,
  Projected,
  CROSSINGS_IGNORED,
  SETTINGS_IGNORED,
} from '../account-projection';
import { accountStatementColumns, AccountStatementRow } from './account-statement-row';

type Row = AccountStatementRow;
type Completion = Projected<'GenerationCompleted' | 'GenerationCompletedLate' | 'UsageRecorded'>;
type Shared = Projected<'CreditsDeducted' | 'CreditsTakenBack' | 'HeldCreditsTakenBack' | 'OverdraftRepaid'>;
type OfLot = Projected<'LotLapsed' | 'LotVoided' | 'OverdraftDrawn' | 'OverdraftReturned'>;

export const accountStatement = accountProjection<Row>({
  name: 'account_statement',
  version: 1,
  columns: accountStatementColumns,
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
    PurchaseRefunded: 'ignored',
    CreditsTakenBack: {
      keys: sharedKeys,
      fold: (_row, event, key) => ofShare(event, key, 'REFUND', event.data.reason),
    },
    HeldCreditsTakenBack: {
      keys: sharedKeys,
      fold: (_row, event, key) => ofShare(event, key, 'REFUND', 'returned after its purchase was refunded'),
    },
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
    order_id: 'orderId' in event.data ? event.data.orderId : null,
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
