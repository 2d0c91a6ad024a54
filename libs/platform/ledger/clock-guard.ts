import { EventStore } from '@ledgerline/platform/eventstore';
import { LedgerFault } from './ledger-result';

const CHECK_EVERY_MS = 10_000;

/**
 * Refuses to decide while this instance's clock differs from the log's by more than the bound: an expiry
 * recorded too early cannot be taken back.
 */
export class ClockGuard {
  private skewMs = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: Pick<EventStore, 'clock'>,
    private readonly now: () => number,
    private readonly skewMsMax: number,
  ) {}

  async start(): Promise<void> {
    await this.measure();
    this.timer = setInterval(() => void this.measure().catch(() => undefined), CHECK_EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** @throws LedgerFault `clock-skewed` */
  assertTrustworthy(): void {
    if (Math.abs(this.skewMs) <= this.skewMsMax) return;
    const skew = `${(this.skewMs / 1000).toFixed(1)} s`;
    throw new LedgerFault(
      'clock-skewed',
      `this instance's clock is ${skew} off the log's; set its clock right`,
    );
  }

  /** Half of the round trip is the error of the measurement, and is given in the instance's favour. */
  async measure(): Promise<void> {
    const asked = this.now();
    const theirs = (await this.store.clock()).getTime();
    const answered = this.now();
    const skew = (asked + answered) / 2 - theirs;
    const error = (answered - asked) / 2;
    this.skewMs = Math.sign(skew) * Math.max(0, Math.abs(skew) - error);
  }
}
