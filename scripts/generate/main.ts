import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { renderProblemTable } from '@ledgerline/platform/http';
import { problems } from '@ledgerline/system';

/** `npm run generate`: writes what is derived from the code and committed beside it. */
function main(): void {
  write('docs/generated/problems.md', renderProblemTable(problems));
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`wrote ${file}\n`);
}

main();
