import type { Decision } from '@ledgerline/kernel';
import type { Catalog } from '@ledgerline/contexts/catalog';
import type { DecisionContext } from '@ledgerline/platform/ledger';
import type { ProgramEvent } from './program-events';

export type ProgramDecision = Decision<ProgramEvent>;
export type ProgramContext = DecisionContext<ProgramEvent, Catalog>;

/** What became of one invitation. */
export function invitationSubject(invitationId: string): string {
  return `invitation:${invitationId}`;
}

/** What is told of one reward inside its program. */
export function rewardSubject(rewardId: string): string {
  return `reward:${rewardId}`;
}
