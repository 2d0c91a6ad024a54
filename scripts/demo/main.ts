import { DEMO_USAGE, parseDemoFlags } from './flags';
import { problemsOf, reportText } from './report/demo-report';
import { planDemo, runDemo } from './run-demo';
import { CannotServe, startServing } from './system/serving';
import { UnusableTrace } from './trace/read-trace';
import { traceSource } from './trace-source';

const EXIT_USAGE = 64;
const EXIT_INTERRUPTED = 130;

async function main(args: readonly string[]): Promise<number> {
  const flags = parseDemoFlags(args);
  if ('errors' in flags) return misused(flags.errors);
  if (flags.help) return (say(`${DEMO_USAGE}\n`), 0);
  const source = traceSource(flags);
  const plan = await planDemo(source, flags.accounts);
  const serving = await startServing(flags.port);
  const interrupted = new Promise<number>((resolve) => {
    process.once('SIGINT', () => resolve(EXIT_INTERRUPTED));
    process.once('SIGTERM', () => resolve(EXIT_INTERRUPTED));
    void serving.gone.then(() => resolve(1));
  });
  try {
    say(`\nLedgerline serves ${serving.url}; replaying ${source.name}\n\n`);
    const replayed = runDemo(source, { plan, flags, serving });
    const report = await Promise.race([replayed, interrupted]);
    if (typeof report === 'number') return report;
    say(`\n${reportText(report)}\n\n  ${serving.url}  (admin key ${serving.adminKey})\n\n`);
    const exitCode = problemsOf(report).length === 0 ? 0 : 1;
    if (flags.exit) return exitCode;
    await serveOn(interrupted);
    return exitCode;
  } finally {
    await serving.stop();
  }
}

async function serveOn(interrupted: Promise<number>): Promise<void> {
  say('  Serving until Ctrl-C.\n');
  await interrupted;
  say('\nStopping: what is under way is finished.\n');
}

function misused(errors: readonly string[]): number {
  process.stderr.write(`${errors.map((error) => `  ${error}`).join('\n')}\n\n${DEMO_USAGE}\n`);
  return EXIT_USAGE;
}

function say(text: string): void {
  process.stdout.write(text);
}

main(process.argv.slice(2)).then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    const expected = error instanceof UnusableTrace || error instanceof CannotServe;
    process.stderr.write(`${expected ? error.message : (error as Error).stack}\n`);
    process.exit(error instanceof CannotServe ? error.exitCode : 1);
  },
);
