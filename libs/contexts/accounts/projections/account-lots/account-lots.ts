import { invariant, Timestamp } from '@ledgerline/kernel';
import { LotShare } from '../../domain/account-events';
import {
  accountIdOf,
  accountProjection,
  Projected,
  CROSSINGS_IGNORED,
  SETTINGS_IGNORED,
} from '../account-projection';
import { accountLotColumns, AccountLotRow } from './account-lot-row';
import { drawn, granted, keptOf } from './new-lots';

type Row = AccountLotRow;
type Released = Projected<'GenerationFailed' | 'GenerationCancelled' | 'GenerationExpired'>;
type TakenBack = Projected<'CreditsTakenBack' | 'HeldCreditsTakenBack'>;
type Figure = 'amount_micros' | 'voided_micros' | 'moved_micros' | 'take_back_micros' | 'owed_micros';
type Keys = readonly Partial<Row>[];

export const accountLots = accountProjection<Row>({
  name: 'account_lots',
  version: 3,
  columns: accountLotColumns,
  key: ['account_id', 'lot_id'],
  // The second finds an account's open lots; the last two the few not yet effective or past their expiry.
  indexes: [
    ['account_id', 'granted_at', 'lot_id'],
    ['account_id', 'closed_at'],
    ['closed_at', 'effective_at'],
    ['closed_at', 'expires_at', 'account_id'],
  ],
  financial: true,
  balances: [
    {
      says: 'amount = remaining + spent + expired + voided + moved',
      left: ['amount_micros'],
      right: ['remaining_micros', 'spent_micros', 'expired_micros', 'voided_micros', 'moved_micros'],
    },
  ],
  on: {
    ...CROSSINGS_IGNORED,
    ...SETTINGS_IGNORED,
    UsageRecorded: {
      keys: (event) => lotKeys(event, event.data.charged),
      fold: (row, event) => charge(existing(row), event),
    },
    UsageRemoved: 'ignored',
    GaugeMoved: 'ignored',
    LotVoided: {
      keys: (event) => [lotKey(event, event.data.lotId)],
      fold: (row, event) => ({
        ...changed(row, event, { voided_micros: event.data.amountMicros }),
        void_reason: event.data.reason,
      }),
    },
    LotBarred: 'ignored',
    LotRolledOver: {
      keys: (event) => [lotKey(event, event.data.lotId), lotKey(event, event.data.toLotId)],
      fold: (row, event, key) =>
        key.lot_id === event.data.lotId
          ? changed(row, event, { moved_micros: event.data.amountMicros })
          : keptOf(row, event),
    },
    CreditsDeducted: {
      keys: (event) => lotKeys(event, event.data.shares),
      fold: (row, event) => changed(row, event, { voided_micros: shareOf(row, event.data.shares) }),
    },
    GenerationRefunded: 'ignored',
    PurchaseRefunded: 'ignored',
    CreditsTakenBack: { keys: takenFrom, fold: takenBack },
    HeldCreditsTakenBack: { keys: takenFrom, fold: takenBack },
    OverdraftDrawn: { keys: (event) => [lotKey(event, event.data.lotId)], fold: drawn },
    OverdraftReturned: {
      keys: (event) => [lotKey(event, event.data.lotId)],
      fold: (row, event) => changed(row, event, { amount_micros: -event.data.amountMicros }),
    },
    OverdraftRepaid: {
      keys: (event) => lotKeys(event, event.data.shares),
      fold: (row, event) => changed(row, event, { moved_micros: shareOf(row, event.data.shares) }),
    },
    AccountOpened: 'ignored',
    AccountClosed: 'ignored',
    AccountReopened: 'ignored',
    CreditsGranted: { keys: (event) => [lotKey(event, event.data.lotId)], fold: granted },
    LotLapsed: { keys: (event) => [lotKey(event, event.data.lotId)], fold: lapsed },
    GenerationRequested: { keys: (event) => lotKeys(event, event.data.lots), fold: held },
    HoldExtended: 'ignored',
    GenerationCompleted: {
      keys: (event) => lotKeys(event, event.data.held, event.data.charged),
      fold: (row, event) => charge(unhold(existing(row), event.data.held), event),
    },
    GenerationCompletedLate: {
      keys: (event) => lotKeys(event, event.data.charged),
      fold: (row, event) => charge(existing(row), event),
    },
    GenerationFailed: { keys: returnedKeys, fold: release },
    GenerationCancelled: { keys: returnedKeys, fold: release },
    GenerationExpired: { keys: returnedKeys, fold: release },
    CommandRefused: 'ignored',
    CommandHadNoEffect: 'ignored',
  },
});

function lotKey(event: { stream: string }, lotId: string): Partial<Row> {
  return { account_id: accountIdOf(event), lot_id: lotId };
}

function lotKeys(event: { stream: string }, ...shares: readonly (readonly LotShare[])[]): Keys {
  return [...new Set(shares.flat().map((share) => share.lotId))].map((lotId) => lotKey(event, lotId));
}

function returnedKeys(event: Released): Keys {
  return lotKeys(event, event.data.returned);
}

function changed(row: Row | undefined, event: Projected, changes: Partial<Record<Figure, bigint>>): Row {
  const next = { ...existing(row) };
  for (const [figure, change] of Object.entries(changes)) next[figure as Figure] += change;
  return settled(next, event.at);
}

function shareOf(row: Row | undefined, shares: readonly LotShare[]): bigint {
  return sumOf(shares, existing(row).lot_id);
}

function takenFrom(event: TakenBack): Keys {
  const { lotId, shares } = event.data;
  return lotId === null ? [] : lotKeys(event, [{ lotId, amountMicros: 0n }], shares);
}

/** What a refund waits for, or did not find, is told of the lot that its order granted. */
function takenBack(row: Row | undefined, event: TakenBack): Row {
  const { lotId, shares, amountMicros, missingMicros, pendingMicros } = event.data;
  const taken = changed(row, event, { voided_micros: shareOf(row, shares) });
  if (taken.lot_id !== lotId) return taken;
  const waited = event.type === 'CreditsTakenBack' ? pendingMicros : -amountMicros - missingMicros;
  return changed(taken, event, { take_back_micros: waited, owed_micros: missingMicros });
}

function lapsed(row: Row | undefined, event: Projected<'LotLapsed'>): Row {
  const next = { ...existing(row) };
  next.expired_micros += event.data.amountMicros;
  return settled(next, event.at);
}

function held(row: Row | undefined, event: Projected<'GenerationRequested'>): Row {
  const next = { ...existing(row) };
  next.held_micros += sumOf(event.data.lots, next.lot_id);
  return settled(next, event.at);
}

function release(row: Row | undefined, event: Released): Row {
  return settled(unhold(existing(row), event.data.returned), event.at);
}

function unhold(row: Row, shares: readonly LotShare[]): Row {
  return { ...row, held_micros: row.held_micros - sumOf(shares, row.lot_id) };
}

function charge(
  row: Row,
  event: Projected<'GenerationCompleted' | 'GenerationCompletedLate' | 'UsageRecorded'>,
): Row {
  const next = { ...row };
  next.spent_micros += sumOf(event.data.charged, next.lot_id);
  return settled(next, event.at);
}

function sumOf(shares: readonly LotShare[], lotId: string): bigint {
  return shares.reduce((sum, share) => (share.lotId === lotId ? sum + share.amountMicros : sum), 0n);
}

function existing(row: Row | undefined): Row {
  invariant(row !== undefined, 'a lot is granted before it is used');
  return row;
}

/** Completes a row of the fold's own making: what remains, and since when nothing does. */
function settled(next: Row, at: Timestamp): Row {
  const gone = next.spent_micros + next.expired_micros + next.voided_micros + next.moved_micros;
  const remaining = next.amount_micros - gone;
  invariant(
    remaining >= next.held_micros && next.held_micros >= 0n,
    'a lot never holds more than remains of it',
  );
  next.remaining_micros = remaining;
  next.closed_at = remaining === 0n ? (next.closed_at ?? at) : null;
  return next;
}
