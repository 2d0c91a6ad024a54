import { invariant, Timestamp } from '@ledgerline/kernel';
import { ProjectedOf, totalProjection } from '@ledgerline/platform/projections';
import type { ProgramEvent } from '../../domain/program/program-events';
import type { Reward } from '../../domain/reward';

/** A program's ledger in one currency. */
export interface ProgramFundsRow {
  party_id: string;
  currency: string;
  earned_minor: bigint;
  vesting_minor: bigint;
  /** Below zero it is owed. */
  available_minor: bigint;
  reserved_minor: bigint;
  paid_out_minor: bigint;
  clawed_back_minor: bigint;
  changed_at: Timestamp;
}

type Figure = Extract<keyof ProgramFundsRow, `${string}_minor`>;
type Changes = Partial<Record<Figure, bigint>>;
type Rewarding = ProjectedOf<ProgramEvent, 'RewardEarned' | 'RewardVested' | 'RewardClawedBack'>;
type Paying = ProjectedOf<ProgramEvent, 'PayoutReserved' | 'PayoutPaidOut' | 'PayoutReleased'>;

export const programFunds = totalProjection<ProgramFundsRow, ProgramEvent>({
  name: 'program_funds',
  version: 1,
  schema: 'read_referrals',
  columns: {
    party_id: 'text',
    currency: 'text',
    earned_minor: 'bigint',
    vesting_minor: 'bigint',
    available_minor: 'bigint',
    reserved_minor: 'bigint',
    paid_out_minor: 'bigint',
    clawed_back_minor: 'bigint',
    changed_at: 'timestamp',
  },
  key: ['party_id', 'currency'],
  indexes: [],
  financial: true,
  streamOf: { prefix: 'referralProgram-', column: 'party_id' },
  balances: [
    {
      says: 'earned = vesting + available + reserved + paid out + clawed back',
      left: ['earned_minor'],
      right: ['vesting_minor', 'available_minor', 'reserved_minor', 'paid_out_minor', 'clawed_back_minor'],
    },
  ],
  on: {
    ProgramOpened: 'ignored',
    ProgramDeactivated: 'ignored',
    ProgramReactivated: 'ignored',
    ReferralClicked: 'ignored',
    RefereeInvited: 'ignored',
    InvitationAccepted: 'ignored',
    InvitationExpired: 'ignored',
    RewardEarned: {
      keys: currenciesOf,
      fold: rewarded((worth) => ({ earned_minor: worth, vesting_minor: worth })),
    },
    RewardVested: {
      keys: currenciesOf,
      fold: rewarded((worth) => ({ vesting_minor: -worth, available_minor: worth })),
    },
    RewardClawedBack: {
      keys: currenciesOf,
      fold: rewarded((worth, { data }) => ({
        [data.from === 'vesting' ? 'vesting_minor' : 'available_minor']: -worth,
        clawed_back_minor: worth,
      })),
    },
    RewardUndelivered: 'ignored',
    PayoutReserved: {
      keys: currencyOf,
      fold: paid((worth) => ({ available_minor: -worth, reserved_minor: worth })),
    },
    PayoutPaidOut: {
      keys: currencyOf,
      fold: paid((worth) => ({ reserved_minor: -worth, paid_out_minor: worth })),
    },
    PayoutReleased: {
      keys: currencyOf,
      fold: paid((worth) => ({ reserved_minor: -worth, available_minor: worth })),
    },
  },
});

function currenciesOf({ data }: Rewarding): readonly Partial<ProgramFundsRow>[] {
  const currencies = data.rewards.flatMap((reward) => (reward.kind === 'money' ? [reward.currency] : []));
  return [...new Set(currencies)].map((currency) => ({ party_id: data.partyId, currency }));
}

function currencyOf({ data }: Paying): readonly Partial<ProgramFundsRow>[] {
  return [{ party_id: data.partyId, currency: data.currency }];
}

function rewarded<Event extends Rewarding>(changes: (worth: bigint, event: Event) => Changes) {
  return (row: ProgramFundsRow | undefined, event: Event, key: Partial<ProgramFundsRow>) =>
    changed(row, { event, key, changes: changes(worthIn(event.data.rewards, key.currency!), event) });
}

function paid(changes: (worth: bigint) => Changes) {
  return (row: ProgramFundsRow | undefined, event: Paying, key: Partial<ProgramFundsRow>) =>
    changed(row, { event, key, changes: changes(event.data.amountMinor) });
}

function worthIn(rewards: readonly Reward[], currency: string): bigint {
  return rewards.reduce(
    (sum, reward) =>
      reward.kind === 'money' && reward.currency === currency ? sum + reward.amountMinor : sum,
    0n,
  );
}

function changed(
  row: ProgramFundsRow | undefined,
  { event, key, changes }: { event: { at: Timestamp }; key: Partial<ProgramFundsRow>; changes: Changes },
): ProgramFundsRow {
  const next = { ...(row ?? nothingYet(key)), changed_at: event.at };
  for (const [figure, by] of Object.entries(changes)) next[figure as Figure] += by;
  invariant(next.vesting_minor >= 0n && next.reserved_minor >= 0n, 'only what is available may be owed');
  return next;
}

function nothingYet({ party_id, currency }: Partial<ProgramFundsRow>): ProgramFundsRow {
  return {
    ...{ party_id: party_id!, currency: currency! },
    ...{ earned_minor: 0n, vesting_minor: 0n, available_minor: 0n },
    ...{ reserved_minor: 0n, paid_out_minor: 0n, clawed_back_minor: 0n, changed_at: '' },
  };
}
