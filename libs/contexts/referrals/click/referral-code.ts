/** What a program's code may be; in any case it is the same. */
export const PROGRAM_CODE = /^[A-Za-z0-9_-]{3,30}$/;

const GIVEN_CODE = /^([A-Za-z0-9_-]{3,30})(?:\.([0-9a-f-]{36}))?$/;

/** What a link may name as its invitation. */
export const INVITATION_ID = /^[0-9a-f-]{36}$/;

export interface GivenCode {
  readonly code: string;
  /** The click that led to the sign-up, or the invitation; null: the code alone was given. */
  readonly cameBy: string | null;
}

/** What whoever signs up gives: a code, alone or with the click or invitation, `SPRING-26.<click>`. */
export function readGivenCode(text: string): GivenCode | undefined {
  const [, code, cameBy = null] = GIVEN_CODE.exec(text.trim()) ?? [];
  return code === undefined ? undefined : { code: code.toUpperCase(), cameBy };
}
