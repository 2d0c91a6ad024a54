import {
  DOUBLE_TRAITS,
  describeEventStore,
  describeWithPostgres,
  doubleBackend,
  POSTGRES_TRAITS,
  postgresBackend,
} from '@ledgerline/testing';

// The largest tests move tens of thousands of events through gRPC, double and client on the same cores.
jest.setTimeout(180_000);

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
