import { contractInMemory, describeEventStore } from '@ledgerline/testing';

describeEventStore(contractInMemory());
