const SUITE = /^event store: (.+)$/;

/**
 * Which event stores the contract suite was held against, from Jest's results: each with how many claims it
 * kept and broke, or with the reason why it took no part.
 */
module.exports = function contractBackends(results) {
  const backends = new Map();
  for (const { ancestorTitles, status, title } of results.testResults.flatMap((file) => file.testResults)) {
    const name = ancestorTitles.map((each) => SUITE.exec(each)?.[1]).find(Boolean);
    if (!name) continue;
    const backend = backends.get(name) ?? { name, passed: 0, failed: 0, skipped: 0, missing: undefined };
    backends.set(name, backend);
    if (status === 'passed') backend.passed += 1;
    else if (status === 'failed') backend.failed += 1;
    else backend.skipped += 1;
    if (title.startsWith('keeps the contract')) backend.missing = /\[skipped: ([^\]]+)\]/.exec(title)?.[1];
  }
  // A run of other tests skips these as well, by name: then no store was asked to take part.
  return [...backends.values()].filter(({ passed, failed, missing }) => passed + failed > 0 || missing);
};
