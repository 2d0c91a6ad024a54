/** sysexits.h: what a supervisor can tell apart without reading the message. */
export const EXIT_CODES = { unavailable: 69, cannotCreate: 73, configuration: 78 } as const;

/** Why a process cannot start, in words for whoever started it: the message is all they need, no stack. */
export class StartupFault extends Error {
  constructor(
    message: string,
    readonly exitCode: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StartupFault';
  }
}

/**
 * The last line of defence of every main: `main().catch(exitOnFailure)`. A startup fault prints its sentence
 * and ends with its code; anything else is a defect and shows its stack, with code 1.
 */
export function exitOnFailure(error: unknown): never {
  const { text, exitCode } = farewellOf(error);
  process.stderr.write(`${text}\n`);
  process.exit(exitCode);
}

/** What a process says last, and the code it ends with. */
export function farewellOf(error: unknown): { text: string; exitCode: number } {
  if (error instanceof StartupFault) return { text: error.message, exitCode: error.exitCode };
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error), exitCode: 1 };
}
