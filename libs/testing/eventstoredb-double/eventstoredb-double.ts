/**
 * A protocol double of EventStoreDB: the real client talks to it over a real socket. It is built from
 * "Facts, part 1" (observed on EventStoreDB 23.10.6 with client 6.2.1), and holds to these:
 * - Append: the whole table. Ids matter only behind the head; the same ids at the head's revision are written
 *   again; identical appends at the same instant: one is answered, the others get a deadline error after 2 s;
 *   more than 1 MiB of data is refused with the limit; no events succeed without making the stream.
 * - Read: a missing stream is told as such, beyond the end is empty, reads are inclusive, and `readAll` knows
 *   no filter.
 * - Subscribe: confirmation, events, caught up, live events; exclusive of the start; only here are filters;
 *   checkpoints every 32 × interval scanned events with prepare position 0; a live consumer that is too slow
 *   is dropped with code 10; nobody is subscribed again.
 * - Errors: codes, texts and trailers as the tables list them for a starting, a dying and a refusing server.
 * - Log: commit and prepare position are the same byte offset; the server's own events stand between ours.
 * One thing comes from the server's source of that version: a subscription passes over the first event that
 * it finds at or after its start, even when that is another one than the start.
 * It keeps everything in memory, or in a file as well; it knows no users, no deleted streams and no cluster.
 */
import {
  Server,
  ServerReadableStream,
  ServerWritableStream,
  ServiceError,
  UntypedServiceImplementation,
  sendUnaryData,
  status,
} from '@grpc/grpc-js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { AppendReq, AppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import {
  DoubleAppendFault,
  MAX_APPEND_SIZE,
  connectionDropped,
  deadlineExceeded,
  idIsNoUuid,
  notReady,
  tooLarge,
} from './double-faults';
import { DoubleJournal } from './double-journal';
import { DoubleLog, ProposedEvent } from './double-log';
import { DoubleOptions, credentialsOf, listen } from './double-listening';
import { appendResponse, expectedRevision, proposedEvent, streamName } from './double-messages';
import { readResponses } from './double-reads';
import { DoubleSubscription } from './double-subscription';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** How long an identical append at the same instant gets no answer. */
const TWIN_MS = 2_000;

type Respond = sendUnaryData<AppendResp>;

export class EventStoreDbDouble {
  readonly log = new DoubleLog();
  /** Calls of the RPC that the adapter must never use. */
  batchAppends = 0;
  /** Bounded reads so far: what a command costs beside its append. */
  reads = 0;
  private readonly faults: DoubleAppendFault[] = [];
  private readonly subscriptions = new Set<DoubleSubscription>();
  private readonly inFlight = new Set<string>();
  private readonly late: (() => void)[] = [];
  private readonly held: (() => void)[] = [];
  private starting = false;
  private address = '';

  private constructor(
    private readonly server: Server,
    private readonly tls: boolean,
    private readonly journal: DoubleJournal | undefined,
  ) {}

  /** Listens on this machine alone. */
  static async start({ port = 0, tls, file }: DoubleOptions = {}): Promise<EventStoreDbDouble> {
    const server = new Server({ 'grpc.max_receive_message_length': 4 * 1024 * 1024 });
    const journal = file === undefined ? undefined : new DoubleJournal(file);
    const double = new EventStoreDbDouble(server, tls !== undefined, journal);
    journal?.restore(double.log);
    server.addService(StreamsService, double.streams());
    server.addService(ServerFeaturesService, double.features());
    double.address = `127.0.0.1:${await listen(server, port, credentialsOf(tls))}`;
    return double;
  }

  /** Connection string. */
  get url(): string {
    return `esdb://${this.address}?tls=${this.tls}`;
  }

  /** The next appends go wrong so, one after the other; those after them are served. */
  failNext(...faults: readonly DoubleAppendFault[]): void {
    this.faults.push(...faults);
  }

  /** Answers the appends that were to be answered late. */
  answerLate(): void {
    for (const answer of this.late.splice(0)) answer();
  }

  get waitingLate(): number {
    return this.late.length;
  }

  /** Writes the appends that were to be held, and answers them. */
  releaseHeld(): void {
    for (const write of this.held.splice(0)) write();
  }

  get waitingHeld(): number {
    return this.held.length;
  }

  get subscribers(): number {
    return [...this.subscriptions].filter((subscription) => !subscription.isOver).length;
  }

  /** Port open, nothing served: as in the first seconds after its start. */
  setReady(ready: boolean): void {
    this.starting = !ready;
  }

  /** Ends every subscription: with the error of a broken connection, or without any. */
  dropSubscriptions(how: 'error' | 'end'): void {
    for (const subscription of this.subscriptions) {
      subscription.drop(how === 'error' ? connectionDropped() : undefined);
    }
  }

  /** Those who are subscribed now hear nothing more, and no error either. */
  stallSubscriptions(): void {
    for (const subscription of this.subscriptions) subscription.stall();
  }

  scavenge(offset: bigint): void {
    const at = this.log.indexFrom(offset);
    this.log.scavenge(offset);
    for (const subscription of this.subscriptions) subscription.shifted(at);
  }

  writeStatistics(): void {
    this.log.writeStatistics();
    this.wake();
  }

  /** At once, as a killed process: whatever is in flight breaks. */
  async stop(): Promise<void> {
    this.server.forceShutdown();
    this.journal?.close();
  }

  private streams(): UntypedServiceImplementation {
    return {
      append: (call: ServerReadableStream<AppendReq, AppendResp>, respond: Respond) =>
        this.append(call, respond),
      read: (call: ServerWritableStream<ReadReq, ReadResp>) => this.read(call),
      batchAppend: (call: ServerWritableStream<ReadReq, ReadResp>) => {
        this.batchAppends += 1;
        call.emit('error', { code: status.UNIMPLEMENTED, details: 'the double appends once per call' });
      },
      delete: unimplemented,
      tombstone: unimplemented,
    };
  }

  private features(): UntypedServiceImplementation {
    return {
      getSupportedMethods: (_: unknown, respond: sendUnaryData<SupportedMethods>) =>
        respond(null, new SupportedMethods().setEventStoreServerVersion('23.10.6')),
    };
  }

  private append(call: ServerReadableStream<AppendReq, AppendResp>, respond: Respond): void {
    let options: AppendReq.Options | undefined;
    const events: ProposedEvent[] = [];
    call.on('data', (request: AppendReq) => {
      options ??= request.getOptions();
      const proposed = request.getProposedMessage();
      if (proposed) events.push(proposedEvent(proposed));
    });
    call.on('error', () => undefined);
    call.on('end', () => {
      if (options)
        this.decide(streamName(options.getStreamIdentifier()), expectedRevision(options), events, respond);
    });
  }

  private decide(
    stream: string,
    expected: bigint | undefined,
    events: ProposedEvent[],
    respond: Respond,
  ): void {
    const fault = this.faults.shift();
    const bytes = events.reduce((sum, { data }) => sum + data.length, 0);
    if (this.starting || fault === 'not-ready') return respond(notReady());
    if (events.some(({ id }) => !UUID.test(id))) return respond(idIsNoUuid());
    if (bytes > MAX_APPEND_SIZE || fault === 'too-large') return respond(tooLarge());
    if (fault === 'request-lost') return respond(connectionDropped());
    if (fault === 'conflict') {
      return respond(
        null,
        appendResponse({ kind: 'wrong-revision', actual: this.log.head(stream) }, expected),
      );
    }
    const twin = `${stream} ${expected} ${events.map(({ id }) => id).join()}`;
    if (this.inFlight.has(twin) && this.log.head(stream) === expected)
      return void setTimeout(() => respond(deadlineExceeded()), TWIN_MS).unref();
    this.inFlight.add(twin);
    const write = (): void => {
      this.inFlight.delete(twin);
      const before = this.log.all.length;
      const appended = this.log.append(stream, expected, events);
      if (this.log.all.length > before) this.journal?.write(stream, events);
      const response = appendResponse(appended, expected);
      this.wake();
      if (fault === 'answer-lost') respond(connectionDropped());
      else if (fault === 'late') this.late.push(() => respond(null, response));
      else respond(null, response);
    };
    if (fault === 'held') this.held.push(write);
    else setImmediate(write);
  }

  private read(call: ServerWritableStream<ReadReq, ReadResp>): void {
    const options = call.request.getOptions()!;
    if (this.starting) return void call.emit('error', notReady());
    if (options.hasSubscription()) return this.subscribe(call);
    this.reads += 1;
    for (const response of readResponses(this.log, options)) call.write(response);
    call.end();
  }

  private subscribe(call: ServerWritableStream<ReadReq, ReadResp>): void {
    const subscription = new DoubleSubscription(call, this.log);
    this.subscriptions.add(subscription);
    call.on('close', () => this.subscriptions.delete(subscription));
    void subscription.pump();
  }

  private wake(): void {
    for (const subscription of this.subscriptions) void subscription.pump();
  }
}

function unimplemented(_: unknown, respond: (error: Partial<ServiceError>) => void): void {
  respond({ code: status.UNIMPLEMENTED, details: 'the double deletes nothing' });
}
