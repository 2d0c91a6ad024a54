import type { Session } from './contract';
import { ApiProblem } from './problem';
import { request } from './request';

/** Who is signed in; null when nobody is. */
export async function whoAmI(signal?: AbortSignal): Promise<Session | null> {
  try {
    return await request<Session>('/v1/me', { signal });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}

export function signIn(key: string): Promise<Session> {
  return request<Session>('/v1/session', { method: 'POST', body: { key } });
}

export function signOut(): Promise<void> {
  return request<void>('/v1/session', { method: 'DELETE' });
}
