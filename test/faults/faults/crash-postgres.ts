import { Fault } from './fault';

/** A backend is killed: the server throws every session out, recovers from its log, and goes on. */
export const crashPostgres: Fault = {
  name: 'PostgreSQL crashes and recovers',
  inject: ({ chance, withAdmin }) =>
    withAdmin(async (db) => {
      const { rows } = await db.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and application_name like 'ledgerline-%'`,
      );
      if (rows.length === 0) return false;
      process.kill(chance.pick(rows).pid, 'SIGKILL');
      return true;
    }),
};
