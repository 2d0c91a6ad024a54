import { Fault } from './fault';

/** `pg_terminate_backend`: the server ends sessions of ours, in the middle of what they do. */
export const terminateBackends: Fault = {
  name: 'pg_terminate_backend',
  inject: ({ chance, withAdmin }) =>
    withAdmin(async (db) => {
      const { rows } = await db.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and application_name like 'ledgerline-%'`,
      );
      const doomed = rows.filter(() => chance.happens(0.5)).map(({ pid }) => pid);
      await db.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [doomed]);
      return doomed.length > 0;
    }),
};
