/** One line as each part ends; its whole output only when it failed, for then somebody wants to read it. */
export function reportPart({ name, output, durationMs, passed, failed, skipped }) {
  const verdict = failed > 0 ? '✘' : '✔';
  const counts = [
    `${passed} passed`,
    failed && `${failed} FAILED`,
    skipped.length && `${skipped.length} skipped`,
  ];
  const line = `${verdict} ${name.padEnd(12)} ${seconds(durationMs)}  ${counts.filter(Boolean).join(', ')}`;
  console.log(failed > 0 ? `\n${line}\n${indented(output)}\n` : line);
}

/** What was skipped, what failed, and one line that counts everything. Answers the exit code. */
export function reportSummary(results, durationMs) {
  const skipped = results.flatMap((part) => part.skipped.map((test) => ({ ...test, part: part.name })));
  const failed = results.filter((part) => part.failed > 0);
  if (skipped.length > 0) {
    console.log(`\n${'!'.repeat(30)} SKIPPED, not tested here ${'!'.repeat(30)}`);
    for (const { part, name, reason } of skipped) {
      console.log(`  ${part}: ${name}\n    because ${reason ?? 'NO REASON GIVEN'}`);
    }
  }
  reportBackends(results.flatMap(({ backends }) => backends ?? []));
  if (failed.length > 0) console.log(`\nFailed: ${failed.map(({ name }) => name).join(', ')}`);
  const sum = (key) => results.reduce((total, part) => total + part[key], 0);
  console.log(`\n${results.length} parts in ${seconds(durationMs).trim()}`);
  console.log(`tests: ${sum('passed')} passed, ${sum('failed')} failed, ${skipped.length} skipped`);
  return failed.length > 0 ? 1 : 0;
}

/** Which stores the event store contract was held against in this run, and which not. */
function reportBackends(backends) {
  if (backends.length === 0) return;
  console.log('\nThe event store contract ran against');
  for (const { name, passed, failed, skipped, missing } of backends) {
    if (missing) console.log(`  - NOT ${name}: ${missing}`);
    else
      console.log(
        `  ${failed > 0 ? '✘' : '✔'} ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`,
      );
  }
}

function seconds(durationMs) {
  return `${(durationMs / 1000).toFixed(1)} s`.padStart(8);
}

function indented(output) {
  return output.trimEnd().replace(/^/gm, '    ');
}
