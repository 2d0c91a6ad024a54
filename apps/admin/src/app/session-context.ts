import { createContext, useContext } from 'react';
import type { Session } from '../api/contract';

export const SessionContext = createContext<Session>({ name: '', role: 'finance' });

export function useSession(): Session {
  return useContext(SessionContext);
}
