import { describeEventStore, MEMORY_TRAITS, memoryBackend } from '@ledgerline/testing';

describeEventStore('memory', memoryBackend, MEMORY_TRAITS);
