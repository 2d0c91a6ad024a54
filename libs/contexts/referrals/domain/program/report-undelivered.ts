import { accept } from '@ledgerline/kernel';
import type { ProgramContext, ProgramDecision } from './program-decision';
import type { ProgramState } from './program-state';

export interface ReportUndelivered {
  readonly rewardId: string;
  readonly referralId: string;
  readonly beneficiaryId: string;
  readonly reason: string;
}

/** Credits that an account would not take: told where a person looks, never left without a word. */
export function reportUndelivered(
  command: ReportUndelivered,
  { partyId }: ProgramState,
  { now }: ProgramContext,
): ProgramDecision {
  return accept({ type: 'RewardUndelivered', data: { partyId, ...command, undeliveredAt: now } });
}
