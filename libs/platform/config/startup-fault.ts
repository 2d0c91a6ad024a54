/** sysexits.h: what a supervisor can tell apart without reading the message. */
export const EXIT_CODES = {
  /** What was found does not belong together: a checkpoint of another log. A person must look at it. */
  data: 65,
  unavailable: 69,
  cannotCreate: 73,
  /** Another process has taken this one's place: starting it again would take it back. */
  replaced: 75,
  configuration: 78,
} as const;

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

/** Errors of other libraries, by the name they carry, whose message is all that whoever started us needs. */
const EXPLAINED: Readonly<Record<string, number>> = {
  SchemaMismatch: EXIT_CODES.configuration,
  ReadModelChanged: EXIT_CODES.configuration,
  CheckpointRefused: EXIT_CODES.data,
  PositionRefused: EXIT_CODES.data,
  ProjectorFenced: EXIT_CODES.replaced,
};

/** What a process says last, and the code it ends with. */
export function farewellOf(error: unknown): { text: string; exitCode: number } {
  if (error instanceof StartupFault) return { text: error.message, exitCode: error.exitCode };
  const explained = error instanceof Error ? EXPLAINED[error.name] : undefined;
  if (explained) return { text: (error as Error).message, exitCode: explained };
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error), exitCode: 1 };
}
