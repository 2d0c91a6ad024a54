import { accountFamily, accountStream, type CatalogSource } from '@ledgerline/contexts/accounts';
import { formatMoney } from '@ledgerline/kernel';
import type { CommandFamily } from '@ledgerline/platform/commands';
import type { PayoutState } from './domain/payout/payout-state';
import type { ProgramState } from './domain/program/program-state';
import type { ReferralState } from './domain/referral/referral-state';
import { payoutBatchStream } from './streams/payout-batch-stream';
import { payoutStream } from './streams/payout-stream';
import { programStream } from './streams/program-stream';
import { referralStream } from './streams/referral-stream';

type FamilyOf<Stream> = Stream extends CommandFamily<infer S, infer E, infer C>['stream']
  ? CommandFamily<S, E, C>
  : never;

/** The streams that this context commands, its neighbours' accounts among them. */
export function referralsFamilies(catalogs: CatalogSource) {
  const program: FamilyOf<ReturnType<typeof programStream>> = {
    stream: programStream(catalogs),
    summaryName: 'program',
    summary: programSummary,
    ownerOf: (partyId) => partyId,
    opensStream: ({ name }) => name === 'OpenProgram',
  };
  const referral: FamilyOf<ReturnType<typeof referralStream>> = {
    stream: referralStream(catalogs),
    summaryName: 'referral',
    summary: referralSummary,
    ownerOf: (refereeId) => refereeId,
    opensStream: () => false,
  };
  const payout: FamilyOf<typeof payoutStream> = {
    stream: payoutStream,
    summaryName: 'payout',
    summary: payoutSummary,
    ownerOf: (_payoutId, params) => params.accountId!,
    opensStream: () => false,
  };
  const payoutBatch: FamilyOf<typeof payoutBatchStream> = {
    stream: payoutBatchStream,
    summaryName: 'payoutBatch',
    summary: () => undefined,
    // Nothing personal stands in it, and nobody has a key of its id.
    ownerOf: (batchId) => batchId,
    opensStream: () => false,
  };
  return { program, referral, payout, payoutBatch, account: accountFamily(accountStream(catalogs)) };
}

export type ReferralsFamilies = ReturnType<typeof referralsFamilies>;

function programSummary({ status, partyId, code, funds }: ProgramState): object | undefined {
  if (status === 'missing') return undefined;
  const ledger = Object.entries(funds).map(([currency, figures]) => ({
    currency,
    vesting: formatMoney(figures.vestingMinor, currency),
    available: formatMoney(figures.availableMinor, currency),
    reserved: formatMoney(figures.reservedMinor, currency),
    paidOut: formatMoney(figures.paidOutMinor, currency),
  }));
  return { accountId: partyId, status, code, funds: ledger };
}

function referralSummary({ status, referralId, referrerId }: ReferralState): object | undefined {
  return status === 'missing' ? undefined : { referralId, referrerId, status };
}

function payoutSummary(state: PayoutState): object | undefined {
  const { status, payoutId, accountId, method, amountMinor, currency } = state;
  if (status === 'missing') return undefined;
  return { payoutId, accountId, status, method, amount: formatMoney(amountMinor, currency), currency };
}
