import { ProblemRenderer } from '@ledgerline/platform/http';
import type { CommandAnswer } from './command-call';
import { refusalOf } from './command-refusal';
import { ExecuteCommand } from './execute-command';

/** What became of one item of a batch: what its own route would have answered. */
export interface BatchResult {
  readonly status: number;
  /** The recorded facts again: sent before, or twice in one batch. */
  readonly replayed?: true;
  readonly body: object;
}

/** A result per item, in the items' order. */
export function batchResults(
  items: readonly (ExecuteCommand | Error)[],
  answers: readonly (CommandAnswer | Error)[],
  { problems, requestId }: { problems: ProblemRenderer; requestId: string },
): readonly BatchResult[] {
  const problem = (error: Error): BatchResult => {
    const { status, body } = problems.renderItem(error, requestId);
    return { status, body };
  };
  return answers.map((answer, index) => {
    if (answer instanceof Error) return problem(answer);
    const replayed = answer.replayed ? { replayed: true as const } : {};
    if (!answer.refusal) return { status: answer.status, ...replayed, body: answer.body };
    const { summaryName } = (items[index] as ExecuteCommand).family;
    return { ...problem(refusalOf(answer, summaryName)), ...replayed };
  });
}
