import {
  DOUBLE_TRAITS,
  describeEventStore,
  describeWithPostgres,
  doubleBackend,
  POSTGRES_TRAITS,
  postgresBackend,
} from '@ledgerline/testing';

describeWithPostgres('with PostgreSQL', () => {
  describeEventStore('PostgreSQL, one transaction in flight', postgresBackend, POSTGRES_TRAITS);

  describeEventStore(
    'PostgreSQL, two transactions in flight',
    async () => {
      const backend = await postgresBackend();
      return { ...backend, open: () => backend.open({ lanes: 2 }) };
    },
    POSTGRES_TRAITS,
  );

  describeEventStore("EventStoreDB's protocol double", doubleBackend, DOUBLE_TRAITS);
});
