import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BENCH_USAGE, parseBenchFlags } from './flags';
import { benchMarkdown } from './report/bench-table';
import { BenchFigures } from './report/figures';
import { runBench } from './run-bench';

const EXIT_USAGE = 64;

async function main(args: readonly string[]): Promise<number> {
  const flags = parseBenchFlags(args);
  if ('errors' in flags) {
    process.stderr.write(`${flags.errors.map((error) => `  ${error}`).join('\n')}\n\n${BENCH_USAGE}\n`);
    return EXIT_USAGE;
  }
  if (flags.help) {
    process.stdout.write(`${BENCH_USAGE}\n`);
    return 0;
  }
  const folder = resolve(process.env.LEDGERLINE_DATA || '.ledgerline', 'bench');
  const say = (line: string) => process.stderr.write(`  ${line}\n`);
  const figures = await runBench({
    secondsPerCell: flags.seconds,
    only: flags.only,
    store: flags.store,
    rules: flags.rules,
    folder,
    say,
  });
  const markdown = benchMarkdown(figures);
  process.stdout.write(`\n${markdown}\n\nWritten to ${write(folder, figures, markdown)}.{json,md}\n`);
  return 0;
}

function write(folder: string, figures: BenchFigures, markdown: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, figures.machine.at.replaceAll(/[:.]/g, '-'));
  writeFileSync(`${file}.json`, `${JSON.stringify(figures, null, 2)}\n`);
  writeFileSync(`${file}.md`, `${markdown}\n`);
  return file;
}

main(process.argv.slice(2)).then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exit(1);
  },
);
