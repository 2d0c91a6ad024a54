import type { Logger } from '@ledgerline/platform/telemetry';

/** Something this instance needs. */
export interface HealthCheck {
  /** One word for whoever reads it: `database`, `log`. */
  readonly name: string;
  /** When it fails the instance is still of use: it says so and goes on being sent requests. */
  readonly degrades?: true;
  /** Rejects when the part does not work; the reason goes to the log, not to the caller. */
  check(): Promise<unknown>;
}

export const CHECK_TIMEOUT_MS = 2_000;

/** The checks that did not pass, all asked at once, each bounded in time. */
export async function failedChecks(
  checks: readonly HealthCheck[],
  logger: Logger,
): Promise<readonly { readonly name: string; readonly finding: string }[]> {
  const findings = await Promise.all(
    checks.map(async (check) => ({ name: check.name, finding: await findingOf(check, logger) })),
  );
  return findings.flatMap(({ name, finding }) => (finding ? [{ name, finding }] : []));
}

async function findingOf({ name, check }: HealthCheck, logger: Logger): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('does not answer'), CHECK_TIMEOUT_MS);
  });
  const asked = Promise.resolve()
    .then(check)
    .then(
      () => undefined,
      (error: unknown) => {
        logger.warn({ check: name, err: error }, 'health check failed');
        return 'failed';
      },
    );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
