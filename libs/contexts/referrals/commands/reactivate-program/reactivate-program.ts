import { accept, noEffect, refuse } from '@ledgerline/kernel';
import type { ProgramContext, ProgramDecision } from '../../domain/program/program-decision';
import type { ProgramEvent } from '../../domain/program/program-events';
import type { ProgramState } from '../../domain/program/program-state';

export interface ReactivateProgram {
  readonly reason: string;
}

/** The program’s code and links bring new parties again. */
export function reactivateProgram(
  { reason }: ReactivateProgram,
  { status, partyId }: ProgramState,
  { now }: ProgramContext,
): ProgramDecision {
  if (status === 'missing') return refuse('program-not-found');
  if (status === 'active') return noEffect('program-is-active');

  return accept<ProgramEvent>({ type: 'ProgramReactivated', data: { partyId, reason, reactivatedAt: now } });
}
