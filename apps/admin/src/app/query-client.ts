import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem';

export const SESSION_KEY = ['session'];

/**
 * No retries behind the reader's back: every view asks again by itself within seconds, and until then it
 * says that the API does not answer. `networkMode: always`: the browser's idea of being offline is a guess.
 */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: signOutWhenRefused }),
    defaultOptions: {
      queries: { retry: false, networkMode: 'always', staleTime: 1_000, refetchOnWindowFocus: true },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  function signOutWhenRefused(error: Error) {
    if (error instanceof ApiProblem && error.status === 401) client.setQueryData(SESSION_KEY, null);
  }
  return client;
}
