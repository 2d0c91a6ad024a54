import { accept, refuse } from '@ledgerline/kernel';
import type { ProgramContext, ProgramDecision } from '../../domain/program/program-decision';
import type { ProgramEvent } from '../../domain/program/program-events';
import type { ProgramState } from '../../domain/program/program-state';

export interface OpenProgram {
  readonly partyId: string;
  readonly code: string;
  readonly customUrl: string | null;
  readonly message: string | null;
  /** Whether a loopback address may be led to. */
  readonly loopbackAllowed: boolean;
}

/** A party's program: one each, under a code that is theirs alone. */
export function openProgram(
  { loopbackAllowed, ...command }: OpenProgram,
  state: ProgramState,
  { now, policy }: Pick<ProgramContext, 'now' | 'policy'>,
): ProgramDecision {
  if (state.status !== 'missing') return refuse('program-already-exists', { code: state.code });
  if (!policy.document.referral) return refuse('referrals-not-offered');
  if (command.customUrl !== null && !leadsSafely(command.customUrl, loopbackAllowed)) {
    return refuse('custom-url-not-allowed', { customUrl: command.customUrl });
  }

  return accept<ProgramEvent>({ type: 'ProgramOpened', data: { ...command, openedAt: now } });
}

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

/** Whoever clicks is led there: over a connection that nobody reads, without a name that hides the host. */
function leadsSafely(text: string, loopbackAllowed: boolean): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hostname } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (loopbackAllowed && protocol === 'http:' && LOOPBACK.test(hostname));
}
