import { ServerWritableStream, ServiceError } from '@grpc/grpc-js';
import { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { consumerTooSlow } from './double-faults';
import { DoubleLog } from './double-log';
import {
  caughtUpResponse,
  checkpointResponse,
  confirmationResponse,
  eventResponse,
  filterOf,
} from './double-messages';

/** A live consumer with so many events waiting for it is dropped. */
const LIVE_BACKLOG_MAX = 2_000;
/** Written in one turn of the event loop. */
const TURN_EVENTS = 500;

/** One subscriber to all: confirmation, events, caught up, live events, as observed. */
export class DoubleSubscription {
  private next: number;
  private scanned = 0;
  private live = false;
  private ended = false;
  private stalled = false;
  private busy = false;
  private readonly filter: ReturnType<typeof filterOf>;

  constructor(
    private readonly call: ServerWritableStream<ReadReq, ReadResp>,
    private readonly log: DoubleLog,
  ) {
    const options = call.request.getOptions()!;
    this.filter = filterOf(options);
    this.next = this.startOf(options);
    const stop = (): void => void (this.ended = true);
    call.on('cancelled', stop).on('close', stop).on('error', stop);
    call.write(confirmationResponse(randomUUID()));
  }

  get isOver(): boolean {
    return this.ended;
  }

  /** From now on silent, though nothing looks broken. */
  stall(): void {
    this.stalled = true;
  }

  /** With an error, or as though it were the normal end. */
  drop(error?: Partial<ServiceError>): void {
    if (this.ended) return;
    this.ended = true;
    if (error) this.call.emit('error', error);
    else this.call.end();
  }

  /** An event was taken out of the log, before the place it has reached. */
  shifted(at: number): void {
    if (at < this.next) this.next -= 1;
  }

  async pump(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    for (let turn = 0; !this.ended && !this.stalled; turn += 1) {
      if (turn % TURN_EVENTS === TURN_EVENTS - 1) await nextTurn();
      const event = this.log.all[this.next];
      if (!event) break;
      this.next += 1;
      this.scanned += 1;
      let taken = true;
      if (this.filter.passes(event)) taken = this.call.write(eventResponse(event));
      if (this.scanned % this.filter.every === 0) taken = this.call.write(checkpointResponse(event.offset));
      if (!taken) await this.drained();
    }
    if (!this.live && !this.ended && !this.stalled) {
      this.live = true;
      this.call.write(caughtUpResponse());
    }
    this.busy = false;
  }

  /** Until the call takes more; a live consumer for which too much waits meanwhile is dropped. */
  private async drained(): Promise<void> {
    while (this.call.writableNeedDrain && !this.ended) {
      const backlog = this.log.all.length - this.next;
      if (this.live && backlog > LIVE_BACKLOG_MAX) return this.drop(consumerTooSlow());
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  /** Exclusive, the way the server does it: what it finds first at or after the position is passed over. */
  private startOf(options: ReadReq.Options): number {
    const all = options.getAll()!;
    if (all.hasStart()) return 0;
    if (all.hasEnd()) return this.log.all.length;
    const from = this.log.indexFrom(BigInt(all.getPosition()!.getCommitPosition()));
    return Math.min(from + 1, this.log.all.length);
  }
}
