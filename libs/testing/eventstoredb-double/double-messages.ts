import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { AppendReq, AppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { DoubleAppend, LoggedEvent, ProposedEvent } from './double-log';

/** The event in an append's message. */
export function proposedEvent(message: AppendReq.ProposedMessage): ProposedEvent {
  const metadata = message.getMetadataMap();
  return {
    id: message.getId()?.getString() ?? '',
    type: metadata.get('type') ?? '',
    contentType: metadata.get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** Undefined for NO_STREAM. The double knows no ANY: nothing of ours sends one. */
export function expectedRevision(options: AppendReq.Options): bigint | undefined {
  if (options.hasNoStream()) return undefined;
  if (options.hasRevision()) return BigInt(options.getRevision());
  throw new Error('an append without an exact revision');
}

export function streamName(identifier: StreamIdentifier | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
}

export function appendResponse(answer: DoubleAppend, expected: bigint | undefined): AppendResp {
  const response = new AppendResp();
  if (answer.kind === 'ok') {
    const success = new AppendResp.Success();
    success.setCurrentRevision(String(answer.revision));
    if (answer.offset === undefined) {
      success.setNoPosition(new Empty());
    } else {
      const position = new AppendResp.Position();
      position.setCommitPosition(String(answer.offset));
      position.setPreparePosition(String(answer.offset));
      success.setPosition(position);
    }
    return response.setSuccess(success);
  }
  const wrong = new AppendResp.WrongExpectedVersion();
  if (answer.actual === undefined) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentRevision(String(answer.actual));
  if (expected === undefined) wrong.setExpectedNoStream(new Empty());
  else wrong.setExpectedRevision(String(expected));
  return response.setWrongExpectedVersion(wrong);
}

export function eventResponse(event: LoggedEvent): ReadResp {
  const recorded = new ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(new UUID().setString(event.id));
  recorded.setStreamIdentifier(identifierOf(event.stream));
  recorded.setStreamRevision(String(event.revision));
  recorded.setCommitPosition(String(event.offset));
  recorded.setPreparePosition(String(event.offset));
  recorded.setData(event.data);
  recorded.setCustomMetadata(event.metadata);
  const metadata = recorded.getMetadataMap();
  metadata.set('type', event.type);
  metadata.set('content-type', event.contentType);
  // Ticks of 100 ns.
  metadata.set('created', String(BigInt(event.recordedAtMs) * 10_000n));
  const read = new ReadResp.ReadEvent();
  read.setEvent(recorded);
  read.setCommitPosition(String(event.offset));
  return new ReadResp().setEvent(read);
}

export function notFoundResponse(stream: string): ReadResp {
  return new ReadResp().setStreamNotFound(
    new ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(stream)),
  );
}

export function confirmationResponse(subscriptionId: string): ReadResp {
  return new ReadResp().setConfirmation(
    new ReadResp.SubscriptionConfirmation().setSubscriptionId(subscriptionId),
  );
}

export function caughtUpResponse(): ReadResp {
  return new ReadResp().setCaughtUp(new ReadResp.CaughtUp());
}

/** As observed, the prepare position of a checkpoint is always 0. */
export function checkpointResponse(offset: bigint): ReadResp {
  const checkpoint = new ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(offset));
  checkpoint.setPreparePosition('0');
  return new ReadResp().setCheckpoint(checkpoint);
}

/** What a subscription's filter lets through, and how many scanned events lie between two checkpoints. */
export function filterOf(options: ReadReq.Options): {
  passes: (event: LoggedEvent) => boolean;
  every: number;
} {
  const filter = options.getFilter();
  if (!filter) return { passes: () => true, every: Number.MAX_SAFE_INTEGER };
  const every = 32 * filter.getCheckpointintervalmultiplier();
  const onType = filter.getEventType();
  const expression = onType ?? filter.getStreamIdentifier();
  const prefixes = expression?.getPrefixList() ?? [];
  const regex = expression?.getRegex() ? new RegExp(expression.getRegex()) : undefined;
  const passes = (event: LoggedEvent): boolean => {
    const text = onType ? event.type : event.stream;
    return regex ? regex.test(text) : prefixes.some((prefix) => text.startsWith(prefix));
  };
  return { passes, every };
}

function identifierOf(stream: string): StreamIdentifier {
  return new StreamIdentifier().setStreamName(Buffer.from(stream));
}
