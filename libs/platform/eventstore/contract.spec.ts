import { describeEventStore, memoryBackend } from '@ledgerline/testing';

describeEventStore('memory', memoryBackend);
