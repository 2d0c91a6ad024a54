import { ApiProblem, ApiUnreachable } from '../../api/problem';
import { explainSignIn } from './explain-sign-in';

describe('explaining why nobody was signed in', () => {
  it('tells a wrong key from a key of the wrong role and from a lock-out', () => {
    expect(explainSignIn(new ApiProblem(401, { code: 'unauthenticated' }))).toContain('not known');
    expect(explainSignIn(new ApiProblem(403, { code: 'forbidden' }))).toContain('not an admin key');
    expect(explainSignIn(new ApiProblem(429, { code: 'too-many-sign-ins' }, 60))).toContain('locked');
  });

  it('says when the API does not answer, and repeats what it says otherwise', () => {
    expect(explainSignIn(new ApiUnreachable())).toContain('does not answer');
    expect(explainSignIn(new ApiProblem(500, { detail: 'It broke.' }))).toContain('It broke.');
  });
});
