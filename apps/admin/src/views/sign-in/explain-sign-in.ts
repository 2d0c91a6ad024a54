import { ApiProblem } from '../../api/problem';

/** Why nobody was signed in, and what to do: wrong key, wrong kind of key, locked out, or no API at all. */
export function explainSignIn(error: Error): string {
  if (!(error instanceof ApiProblem)) {
    return `${error.message} Check that the service is running, then try again.`;
  }
  if (error.status === 401 || error.status === 422) {
    return 'This key is not known. Check that it was copied whole, without spaces.';
  }
  if (error.status === 403) {
    return 'This key is known, but it is not an admin key. This page needs a key of the role admin.';
  }
  if (error.status === 429) {
    return 'Too many wrong keys from here, so signing in is locked for a while. Wait, then try once more.';
  }
  return `${error.message} Try again in a moment.`;
}
