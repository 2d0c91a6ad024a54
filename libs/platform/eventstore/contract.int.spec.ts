import { describeEventStore, describeWithPostgres, postgresBackend } from '@ledgerline/testing';

describeWithPostgres('with PostgreSQL', () => {
  describeEventStore('PostgreSQL, one transaction in flight', postgresBackend);

  describeEventStore('PostgreSQL, two transactions in flight', async () => {
    const backend = await postgresBackend();
    return { ...backend, open: () => backend.open({ lanes: 2 }) };
  });
});
