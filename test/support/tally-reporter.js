const { writeFileSync } = require('node:fs');
const contractBackends = require('./contract-backends');

const REASON = /\[skipped: ([^\]]+)\]/;

/**
 * Counts what ran, and says at the end, where nobody can miss it, what did not and why. `npm test` reads the
 * tally from the file that LEDGERLINE_TALLY_FILE names.
 */
module.exports = class TallyReporter {
  onRunComplete(_contexts, results) {
    const tally = tallyOf(results);
    const file = process.env.LEDGERLINE_TALLY_FILE;
    if (file) writeFileSync(file, JSON.stringify(tally));
    else print(tally);
    this.skippedWithoutReason = tally.skipped.filter(({ reason }) => reason === undefined);
  }

  /** Jest fails the run when a reporter has an error. */
  getLastError() {
    const [first] = this.skippedWithoutReason ?? [];
    return first && new Error(`"${first.name}" is skipped without a reason: use describeWhere`);
  }
};

function tallyOf(results) {
  const skipped = results.testResults.flatMap((suite) =>
    suite.testResults
      .filter(({ status }) => status === 'pending' || status === 'todo' || status === 'disabled')
      .map(({ fullName }) => ({
        name: fullName.replace(REASON, '').trim(),
        reason: REASON.exec(fullName)?.[1],
      })),
  );
  const unexplained = skipped.filter(({ reason }) => reason === undefined).length;
  return {
    passed: results.numPassedTests,
    // A file that cannot even be loaded runs no test, and must not look like one that has none.
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites + unexplained,
    skipped,
    backends: contractBackends(results),
  };
}

function print({ passed, failed, skipped, backends }) {
  for (const { name, reason } of skipped) console.log(`SKIPPED  ${name}: ${reason ?? 'NO REASON GIVEN'}`);
  for (const { name, missing } of backends) {
    console.log(`EVENT STORE  ${name}: ${missing ? `took no part, ${missing}` : 'took part'}`);
  }
  console.log(`tests: ${passed} passed, ${failed} failed, ${skipped.length} skipped`);
}
