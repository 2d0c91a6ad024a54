import type { KeyRing } from './key-ring';
import type { Sessions } from './sessions';
import type { SignInBound } from './sign-in-bound';

/** Injection token of {@link AccessParts}. */
export const ACCESS = Symbol('access');

export interface AccessParts {
  readonly keyRing: KeyRing;
  readonly sessions: Sessions;
  readonly bound: SignInBound;
}
