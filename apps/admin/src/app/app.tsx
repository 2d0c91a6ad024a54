import { QueryClientProvider, useQuery, type QueryClient } from '@tanstack/react-query';
import { whoAmI } from '../api/session';
import { Notice } from '../elements/notice';
import { Skeleton } from '../elements/skeleton';
import { SignIn } from '../views/sign-in/sign-in';
import { SESSION_KEY } from './query-client';
import { SessionContext } from './session-context';
import { Shell } from './shell';
import { View } from './view';

export function App({ client }: { client: QueryClient }) {
  return (
    <QueryClientProvider client={client}>
      <SessionGate />
    </QueryClientProvider>
  );
}

/** Nothing but the sign-in is shown to whoever has not signed in. */
function SessionGate() {
  const session = useQuery({
    queryKey: SESSION_KEY,
    queryFn: ({ signal }) => whoAmI(signal),
    staleTime: Infinity,
  });
  if (session.data) {
    return (
      <SessionContext value={session.data}>
        <Shell>
          <View />
        </Shell>
      </SessionContext>
    );
  }
  if (session.data === null) return <SignIn />;
  return (
    <main className="gate">
      {session.error ? (
        <Notice kind="error" error={session.error} onRetry={() => void session.refetch()} />
      ) : (
        <Skeleton lines={3} label="Opening Ledgerline" />
      )}
    </main>
  );
}
