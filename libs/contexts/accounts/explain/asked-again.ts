import { Timestamp } from '@ledgerline/kernel';
import type { Catalog } from '@ledgerline/contexts/catalog';
import { recordUsageSlice } from '../commands/record-usage/record-usage.http';
import { requestGenerationSlice } from '../commands/request-generation/request-generation.http';
import { AccountEvent } from '../domain/account-events';
import { AccountState } from '../domain/account-state';
import type { ActExplanation } from './explanation';
import { refusalSentence } from './refusal-sentence';

/** The commands that ask whether something may run, by the name they are recorded under. */
const ASKING = { RequestGeneration: requestGenerationSlice, RecordUsage: recordUsageSlice };

/** What a refused request would hear now, decided and not recorded; null for what is not asked so. */
export function askedAgain(
  { type, data }: AccountEvent,
  { state, catalog, now }: { state: AccountState; catalog: Catalog; now: Timestamp },
): ActExplanation['again'] {
  if (type !== 'CommandRefused' || !(data.command in ASKING)) return null;
  const { decide, command } = ASKING[data.command as keyof typeof ASKING];
  const { accountId: _accountId, ...body } = data.parameters;
  const request = {
    params: { accountId: state.accountId },
    principal: '',
    role: '',
    payloadHash: '',
    sealed: null,
  };
  const asked = command({ ...request, body: body as never });
  const context = { now, policy: catalog, newId: 'asked-again', history: new Map<string, never>() };
  const decision = decide({ ...asked, generationId: null } as never, state, context);
  if (decision.kind !== 'refused')
    return { allowed: true, says: 'Asked again now, with a new key, it would be allowed.' };
  const says = `Asked again now it would be refused: ${refusalSentence(decision.reason, decision.figures)}`;
  return { allowed: false, says };
}
