import type { EventRegistry } from '@ledgerline/kernel';
import { claimStream } from '@ledgerline/platform/claims';
import { partyStream } from './streams/party-stream';
import { testClockStream } from './streams/test-clock-stream';

/** Every event that the streams of the identity context hold. */
export const identityEvents: readonly EventRegistry[] = [
  claimStream.events,
  partyStream.events,
  testClockStream.events,
];
