import { contractBackends, describeEventStore } from '@ledgerline/testing';

// The largest tests move tens of thousands of events through gRPC, server and client on the same cores.
jest.setTimeout(180_000);

for (const backend of contractBackends()) describeEventStore(backend);
