/**
 * A suite that needs something this machine may lack (Chromium, Docker). Where it is missing the suite is
 * skipped, and the reason is listed at the end of `npm test`. This is the only door to a skipped test: a bare
 * `.skip` has no reason, and a skip without a reason counts as a failure.
 */
export function describeWhere(condition: boolean, reason: string, name: string, suite: () => void): void {
  if (condition) describe(name, suite);
  else describe.skip(`${name} [skipped: ${reason.replace(/[[\]]/g, '')}]`, suite);
}
