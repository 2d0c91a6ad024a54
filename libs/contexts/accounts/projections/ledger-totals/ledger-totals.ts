import { invariant } from '@ledgerline/kernel';
import { accountProjection, Projected, CROSSINGS_IGNORED, SETTINGS_IGNORED } from '../account-projection';

/**
 * The whole ledger in one row, counted from the events themselves and not from `account_balances`: that both
 * agree is a check, and a dashboard need not sum all accounts.
 */
export interface LedgerTotalRow {
  /** Always `all`: one writer, one row. */
  scope: string;
  accounts: bigint;
  open_accounts: bigint;
  open_holds: bigint;
  generations: bigint;
  refused: bigint;
  granted_micros: bigint;
  purchased_micros: bigint;
  balance_micros: bigint;
  held_micros: bigint;
  spent_micros: bigint;
  expired_micros: bigint;
  voided_micros: bigint;
  overdrawn_micros: bigint;
  owed_micros: bigint;
  shortfall_micros: bigint;
}

type Row = LedgerTotalRow;
type Figures = Omit<Row, 'scope'>;
type Released = Projected<'GenerationFailed' | 'GenerationCancelled' | 'GenerationExpired'>;

const keys = () => [{ scope: 'all' }];
const released = {
  keys,
  fold: (row: Row | undefined, { data }: Released) =>
    add(row, { open_holds: -1n, held_micros: -data.heldMicros }),
};

const takenBack = {
  keys,
  fold: (row: Row | undefined, { data }: Projected<'LotVoided' | 'CreditsDeducted'>) =>
    add(row, { balance_micros: -data.amountMicros, voided_micros: data.amountMicros }),
};
const refunded = {
  keys,
  fold: (row: Row | undefined, { data }: Projected<'CreditsTakenBack' | 'HeldCreditsTakenBack'>) =>
    add(row, {
      balance_micros: -data.amountMicros,
      voided_micros: data.amountMicros,
      owed_micros: data.missingMicros,
    }),
};
const owedNoMore = {
  keys,
  fold: (row: Row | undefined, { data }: Projected<'OverdraftReturned' | 'OverdraftRepaid'>) =>
    add(row, { balance_micros: -data.amountMicros, overdrawn_micros: -data.amountMicros }),
};

export const ledgerTotals = accountProjection<Row>({
  name: 'ledger_totals',
  version: 4,
  columns: {
    scope: 'text',
    accounts: 'bigint',
    open_accounts: 'bigint',
    open_holds: 'bigint',
    generations: 'bigint',
    refused: 'bigint',
    granted_micros: 'sum',
    purchased_micros: 'sum',
    balance_micros: 'sum',
    held_micros: 'sum',
    spent_micros: 'sum',
    expired_micros: 'sum',
    voided_micros: 'sum',
    overdrawn_micros: 'sum',
    owed_micros: 'sum',
    shortfall_micros: 'sum',
  },
  key: ['scope'],
  indexes: [],
  financial: true,
  balances: [
    {
      says: 'granted + overdrawn = balance + spent + expired + voided',
      left: ['granted_micros', 'overdrawn_micros'],
      right: ['balance_micros', 'spent_micros', 'expired_micros', 'voided_micros'],
    },
  ],
  on: {
    ...CROSSINGS_IGNORED,
    ...SETTINGS_IGNORED,
    UsageRecorded: {
      keys,
      fold: (row, { data }) => add(row, { balance_micros: -data.costMicros, spent_micros: data.costMicros }),
    },
    UsageRemoved: 'ignored',
    GaugeMoved: 'ignored',
    LotVoided: takenBack,
    LotBarred: 'ignored',
    LotRolledOver: 'ignored',
    CreditsDeducted: takenBack,
    GenerationRefunded: 'ignored',
    PurchaseRefunded: 'ignored',
    CreditsTakenBack: refunded,
    HeldCreditsTakenBack: refunded,
    OverdraftDrawn: {
      keys,
      fold: (row, { data }) =>
        add(row, { balance_micros: data.amountMicros, overdrawn_micros: data.amountMicros }),
    },
    OverdraftReturned: owedNoMore,
    OverdraftRepaid: owedNoMore,
    AccountOpened: { keys, fold: (row) => add(row, { accounts: 1n, open_accounts: 1n }) },
    AccountClosed: { keys, fold: (row) => add(row, { open_accounts: -1n }) },
    AccountReopened: { keys, fold: (row) => add(row, { open_accounts: 1n }) },
    CreditsGranted: { keys, fold: granted },
    LotLapsed: {
      keys,
      fold: (row, { data }) =>
        add(row, { balance_micros: -data.amountMicros, expired_micros: data.amountMicros }),
    },
    GenerationRequested: {
      keys,
      fold: (row, { data }) => add(row, { generations: 1n, open_holds: 1n, held_micros: data.heldMicros }),
    },
    HoldExtended: 'ignored',
    GenerationCompleted: {
      keys,
      fold: (row, event) =>
        add(row, { ...charged(event), open_holds: -1n, held_micros: -event.data.heldMicros }),
    },
    GenerationCompletedLate: { keys, fold: (row, event) => add(row, charged(event)) },
    GenerationFailed: released,
    GenerationCancelled: released,
    GenerationExpired: released,
    CommandRefused: { keys, fold: (row) => add(row, { refused: 1n }) },
    CommandHadNoEffect: 'ignored',
  },
});

function granted(row: Row | undefined, { data }: Projected<'CreditsGranted'>): Row {
  const ofGeneration = data.creditType === 'REFUND' && data.generationId !== null;
  return add(row, {
    balance_micros: data.amountMicros,
    ...(ofGeneration ? { spent_micros: -data.amountMicros } : { granted_micros: data.amountMicros }),
    ...(data.creditType === 'PURCHASE' && { purchased_micros: data.amountMicros }),
  });
}

function charged({
  data,
}: Projected<'GenerationCompleted'> | Projected<'GenerationCompletedLate'>): Partial<Figures> {
  return {
    balance_micros: -data.chargedMicros,
    spent_micros: data.chargedMicros,
    shortfall_micros: data.shortfallMicros,
  };
}

function add(row: Row | undefined, changes: Partial<Figures>): Row {
  const next = { ...(row ?? nothing) };
  for (const [figure, change] of Object.entries(changes)) next[figure as keyof Figures] += change;
  invariant(
    next.granted_micros + next.overdrawn_micros ===
      next.balance_micros + next.spent_micros + next.expired_micros + next.voided_micros,
    'granted + overdrawn = balance + spent + expired + voided',
  );
  invariant(next.held_micros >= 0n && next.open_holds >= 0n, 'what is held is never negative');
  return next;
}

const nothing: Row = {
  scope: 'all',
  accounts: 0n,
  open_accounts: 0n,
  open_holds: 0n,
  generations: 0n,
  refused: 0n,
  granted_micros: 0n,
  purchased_micros: 0n,
  balance_micros: 0n,
  held_micros: 0n,
  spent_micros: 0n,
  expired_micros: 0n,
  voided_micros: 0n,
  overdrawn_micros: 0n,
  owed_micros: 0n,
  shortfall_micros: 0n,
};
