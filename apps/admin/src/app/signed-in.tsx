import { useMutation, useQueryClient } from '@tanstack/react-query';
import { signOut } from '../api/session';
import { humanWords } from '../figures/words';
import { Icon } from '../elements/icon';
import { ThemeToggle } from '../elements/theme-toggle';
import { SESSION_KEY } from './query-client';
import { useSession } from './session-context';

/** Who is signed in, and the way out. */
export function SignedIn() {
  const session = useSession();
  const client = useQueryClient();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      client.setQueryData(SESSION_KEY, null);
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
    },
  });
  return (
    <div className="side__foot">
      <p className="whoami">
        <span className="whoami__name" title={session.name}>
          {session.name}
        </span>
        <span className="faint">{humanWords(session.role)} key</span>
      </p>
      <div className="side__buttons">
        <ThemeToggle />
        <button
          type="button"
          className="button button--quiet"
          disabled={leave.isPending}
          onClick={() => leave.mutate()}
        >
          <Icon name="leave" />
          Sign out
        </button>
      </div>
      {leave.isError && (
        <p className="whoami" role="alert">
          Not signed out: {leave.error.message}
        </p>
      )}
    </div>
  );
}
