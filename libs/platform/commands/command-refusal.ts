import { Problem, problemOfRefusal } from '@ledgerline/platform/http';
import type { CommandAnswer } from './command-call';

/** The refusal as a problem: its figures, its place in the log, and the account beside them. */
export function refusalOf(answer: CommandAnswer, summaryName: string): Problem {
  const problem = problemOfRefusal(answer.refusal!, answer.position);
  const { commandId, decidedAt, dryRun, [summaryName]: summary } = answer.body;
  return new Problem(problem.code, {
    ...problem.options,
    figures: {
      ...problem.options.figures,
      ...(dryRun === true ? { dryRun } : { commandId }),
      decidedAt,
      ...(summary !== undefined && { [summaryName]: summary }),
    },
  });
}
