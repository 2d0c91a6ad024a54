import { randomUUID } from 'node:crypto';
import { historyOf, PositionRefused } from '@ledgerline/platform/eventstore';
import { Bell, LogReader, pause } from '@ledgerline/platform/projections';
import { beginningsMoved } from './known-reactions';
import { ReactionSession, SessionOptions } from './reaction-session';
import { Lead, LeadLost } from './reaction-store';

export type ReactionRunnerOptions = Omit<SessionOptions, 'signal'>;

/** So much of the log is taken at once: its place is durable when all of it is done, or kept. */
const BATCH_EVENTS_MAX = 1_000;
/** An event waits so long for others: on a busy log not each of them moves the checkpoint. */
const COMPANY_MS = 10;
/** How often a lead is confirmed, and asked for where another has it. */
export const LEAD_EVERY_MS = 1_000;
const DUE_EVERY_MS = 250;
const RETRY_MS_MIN = 100;
const RETRY_MS_MAX = 5_000;

/**
 * Keeps the reactions up with the log until the signal aborts. Of several runners one leads and the others
 * stand by; that two of them should do the same is harmless, for the ids of what they do are the same.
 */
export class ReactionRunner {
  private readonly holder = randomUUID();

  constructor(private readonly options: ReactionRunnerOptions) {}

  /** Faults of the database or the log are tried again without end, from the last durable place. */
  async run(signal: AbortSignal): Promise<void> {
    const { items, observer } = this.options;
    let retryInMs = RETRY_MS_MIN;
    while (!signal.aborted) {
      try {
        const lead = await items.takeLead(this.holder);
        if (!lead) await pause(LEAD_EVERY_MS, signal);
        else await this.leading(lead, signal);
        retryInMs = RETRY_MS_MIN;
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof LeadLost) continue;
        observer.faultMet({ error, retryInMs });
        await pause(retryInMs, signal);
        retryInMs = Math.min(2 * retryInMs, RETRY_MS_MAX);
      }
    }
  }

  private async leading(taken: Lead, signal: AbortSignal): Promise<void> {
    const { items, reactions, observer } = this.options;
    const ended = new AbortController();
    const either = AbortSignal.any([signal, ended.signal]);
    observer.leads(true);
    try {
      await items.know(
        taken,
        reactions.map(({ name }) => name),
      );
      const lead = await this.ofThisLog(taken);
      const session = new ReactionSession({ ...this.options, signal: either }, lead);
      await session.begin();
      const poked = new Bell();
      const work = [
        this.reading(session, lead, { signal: either, poked }),
        this.retrying(session, { signal: either, poked }),
        this.keeping(lead, either),
      ];
      const first = Promise.race(work);
      await first.catch(() => undefined);
      ended.abort();
      await Promise.allSettled(work);
      await first;
    } finally {
      ended.abort();
      observer.leads(false);
      await items.giveUpLead(taken).catch(() => undefined);
    }
  }

  /** Of a log that was restored to an earlier point nothing is known: what was done is found in it again. */
  private async ofThisLog(lead: Lead): Promise<Lead> {
    const { items, ledger, observer } = this.options;
    const history = historyOf(ledger.store);
    try {
      if (lead.position !== undefined) history.sequenceOf(lead.position);
      return lead;
    } catch (error) {
      if (!(error instanceof PositionRefused)) throw error;
      observer.faultMet({ error, retryInMs: 0 });
      await items.startOver(lead, beginningsMoved(await items.known(), history, await ledger.store.head()));
      return { ...lead, position: undefined };
    }
  }

  private async reading(session: ReactionSession, lead: Lead, { signal, poked }: Working): Promise<void> {
    const reader = new LogReader(this.options.ledger.store, BATCH_EVENTS_MAX);
    const reading = reader.read(lead.position, signal);
    try {
      for (;;) {
        const entries = await reader.take(COMPANY_MS);
        if (!entries) return;
        await session.react(entries);
        poked.ring();
      }
    } finally {
      if (signal.aborted) await reading;
    }
  }

  /** Each in its own time: one that takes long holds up nothing but its key. */
  private async retrying(session: ReactionSession, { signal, poked }: Working): Promise<void> {
    const working = new Set<Promise<void>>();
    const failed: unknown[] = [];
    const stop = (): void => poked.ring();
    signal.addEventListener('abort', stop);
    while (!signal.aborted && failed.length === 0) {
      for (const item of await session.takeDue()) {
        const work: Promise<void> = session
          .retry(item)
          .catch((error: unknown) => void failed.push(error))
          .finally(() => {
            working.delete(work);
            poked.ring();
          });
        working.add(work);
      }
      await poked.heard(DUE_EVERY_MS);
    }
    signal.removeEventListener('abort', stop);
    await Promise.all(working);
    if (failed.length > 0) throw failed[0];
  }

  private async keeping(lead: Lead, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.options.items.keepLead(lead);
      await pause(LEAD_EVERY_MS, signal);
    }
  }
}

interface Working {
  readonly signal: AbortSignal;
  readonly poked: Bell;
}
