import { CliCommand } from './cli-command';
import { runCli } from './run-cli';

type Variables = Readonly<Record<string, string | undefined>>;

/** The tool for specs: a line of words in, exit code and both outputs out. No system runs unless named. */
export function givenCli(commands: readonly CliCommand[], given: Variables = {}) {
  const variables = { LEDGERLINE_DATA: 'no-such-folder', ...given };
  return async (words: string | readonly string[]) => {
    let [out, err] = ['', ''];
    const stdout = { write: (text: string | Uint8Array) => ((out += text as string), true) };
    const stderr = { write: (text: string | Uint8Array) => ((err += text as string), true) };
    const list = typeof words === 'string' ? words.split(' ').filter(Boolean) : words;
    const exitCode = await runCli(commands, list, { stdout, stderr, variables });
    return { exitCode, out, err };
  };
}
