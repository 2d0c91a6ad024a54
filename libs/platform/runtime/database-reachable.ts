import { createClient } from '@ledgerline/platform/postgres';
import { Reachable, untilReachable } from './until-reachable';

/** Answers of a server that will be the same in a minute, and what to do about them. */
const LASTING: Readonly<Record<string, string>> = {
  '28000': 'Correct the user in the URL, or let it in (pg_hba.conf).',
  '28P01': 'Correct the user or the password in the URL.',
  '3D000': 'Correct the name of the database in the URL, or create it.',
  '42501': 'Give the role the right to connect to this database.',
};

/**
 * Waits until a database takes a connection of this role.
 * @param variable where the URL stands, for the message: the URL itself may hold a password
 * @throws StartupFault at once for a wrong user, password or name, else when the patience is over
 */
export function untilDatabaseReachable(
  { url, variable }: { readonly url: string; readonly variable: string },
  waiting: Pick<Reachable, 'patienceMs' | 'onWait'>,
): Promise<void> {
  const { hostname, port, pathname, username } = new URL(url);
  const name = decodeURIComponent(pathname.slice(1));
  const role = decodeURIComponent(username);
  return untilReachable({
    what: `The database "${name}" at ${hostname}:${port || 5432}, as ${role || 'nobody'} (${variable}),`,
    attempt: async () => {
      const client = createClient({ url, applicationName: 'ledgerline-start' });
      try {
        await client.connect();
        await client.query('select 1');
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    remedyOf: (error) => LASTING[(error as { code?: string }).code ?? ''],
    ...waiting,
  });
}
