import { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { DoubleLog, LoggedEvent } from './double-log';
import { eventResponse, notFoundResponse, streamName } from './double-messages';

const { FORWARDS } = ReadReq.Options.ReadDirection;

/** What a bounded read answers: inclusive of its start, empty beyond the end, and deaf to filters. */
export function readResponses(log: DoubleLog, options: ReadReq.Options): readonly ReadResp[] {
  const count = Number(options.getCount());
  if (!options.hasStream()) return logPage(log, options, count).map(eventResponse);
  const name = streamName(options.getStream()!.getStreamIdentifier());
  const stored = log.stream(name);
  return stored ? streamPage(stored, options, count).map(eventResponse) : [notFoundResponse(name)];
}

function streamPage(
  { first, events }: { readonly first: bigint; readonly events: readonly LoggedEvent[] },
  options: ReadReq.Options,
  count: number,
): readonly LoggedEvent[] {
  const of = options.getStream()!;
  const last = first + BigInt(events.length) - 1n;
  const from = of.hasRevision() ? BigInt(of.getRevision()) : of.hasEnd() ? last : 0n;
  const at = Number(from - first);
  if (options.getReadDirection() === FORWARDS) return events.slice(Math.max(at, 0), Math.max(at, 0) + count);
  return from > last ? [] : events.slice(Math.max(0, at + 1 - count), at + 1).reverse();
}

function logPage(log: DoubleLog, options: ReadReq.Options, count: number): readonly LoggedEvent[] {
  const of = options.getAll()!;
  const offset = of.hasPosition() ? BigInt(of.getPosition()!.getCommitPosition()) : undefined;
  const edge = of.hasEnd() ? log.all.length : 0;
  if (options.getReadDirection() === FORWARDS) {
    const start = offset === undefined ? edge : log.indexFrom(offset);
    return log.all.slice(start, start + count);
  }
  const end = offset === undefined ? edge : log.indexFrom(offset + 1n);
  return log.all.slice(Math.max(0, end - count), end).reverse();
}
