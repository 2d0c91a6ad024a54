import type { Figures } from '@ledgerline/platform/http';
import { ACCOUNT_PROBLEMS } from '../account-problems';

/** What the caller was told of a refusal, word for word. */
export function refusalSentence(reason: string, figures: Figures): string {
  const problem = ACCOUNT_PROBLEMS.find(({ code }) => code === reason);
  return problem?.sentence?.(figures) ?? problem?.description ?? `It was refused: ${reason}.`;
}
