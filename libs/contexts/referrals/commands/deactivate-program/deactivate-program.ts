import { accept, noEffect, refuse } from '@ledgerline/kernel';
import type { ProgramContext, ProgramDecision } from '../../domain/program/program-decision';
import type { ProgramEvent } from '../../domain/program/program-events';
import type { ProgramState } from '../../domain/program/program-state';

export interface DeactivateProgram {
  readonly reason: string;
}

/** From now on nobody new comes by this program; what it earned, and who came before, stay. */
export function deactivateProgram(
  { reason }: DeactivateProgram,
  { status, partyId }: ProgramState,
  { now }: ProgramContext,
): ProgramDecision {
  if (status === 'missing') return refuse('program-not-found');
  if (status === 'inactive') return noEffect('program-is-inactive');

  return accept<ProgramEvent>({ type: 'ProgramDeactivated', data: { partyId, reason, deactivatedAt: now } });
}
