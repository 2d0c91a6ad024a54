import { Problem } from '@ledgerline/platform/http';
import { problems } from '@ledgerline/system';
import { CliResult } from './cli-command';
import { EXIT } from './exit-codes';

interface Explanation {
  readonly says: readonly string[];
  readonly position: string;
}

/** Plain words for a person, the whole structure for a program; what cannot be found ends with 1. */
export async function explained<T extends Explanation>(
  asking: Promise<T>,
  more: (explanation: T) => readonly string[],
): Promise<CliResult> {
  try {
    const explanation = await asking;
    const lines = [
      ...explanation.says,
      ...more(explanation),
      `as the log says up to ${explanation.position}`,
    ];
    return { exitCode: EXIT.ok, lines, json: explanation };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { title, description } = problems.get(error.code);
    const json = { error: error.code, message: description };
    return { exitCode: EXIT.found, lines: [`${title}. ${description}`], json };
  }
}
