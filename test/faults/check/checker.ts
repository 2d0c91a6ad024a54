import type { Client } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStore } from '@ledgerline/platform/eventstore';
import { readCheckpoints } from '@ledgerline/platform/projections';
import { decode, projections } from '@ledgerline/system';
import { Lived } from '../load/command';
import { AccountBooks } from './account-books';
import { CommandCheck } from './command-check';
import { FoldCheck } from './fold-check';
import { Violations } from './violations';

const PAGE_EVENTS = 5_000;
const CATCH_UP_TIMEOUT_MS = 180_000;
/** Once something is known to be wrong nobody waits long for the rest. */
const CATCH_UP_BROKEN_TIMEOUT_MS = 3_000;
const LOOK_AGAIN_MS = 100;

export interface CheckerOptions {
  /** The log, read past every link. */
  readonly store: EventStore;
  /** Opens a connection to the read models, past every link; the server may have restarted since the last. */
  readonly connect: () => Promise<Client>;
  readonly violations: Violations;
  /** Whether the log numbers its events without a hole; else they only ascend. */
  readonly gapless: boolean;
}

/**
 * The judge. Called after each round, when the clients rest and nothing is broken: it reads what the log has
 * gained, beside what the clients lived, and keeps what it needs to go on from there.
 */
export class Checker {
  readonly commands: CommandCheck;
  private readonly folds: FoldCheck;
  private position: string | undefined;
  private undecodableAt: string | undefined;

  private db!: Client;

  constructor(private readonly options: CheckerOptions) {
    this.commands = new CommandCheck(options.violations, options.gapless);
    this.folds = new FoldCheck(projections, options.violations);
  }

  async check(lived: readonly Lived[]): Promise<void> {
    await this.connected(() => this.checkRound(lived));
  }

  /** Once, at the very end, the whole tables as well. Answers how many rows they hold. */
  async finalCheck(): Promise<number> {
    return this.connected(async () => {
      await this.checkRound([]);
      return this.folds.compareTotals(this.db);
    });
  }

  private async connected<T>(use: () => Promise<T>): Promise<T> {
    this.db = await this.options.connect();
    try {
      return await use();
    } finally {
      await this.db.end();
    }
  }

  private async checkRound(lived: readonly Lived[]): Promise<void> {
    this.commands.expect(lived);
    do {
      await this.readOn();
      if (!(await this.readModelsCaughtUp())) return this.commands.finish();
      // What was on its way when its writer was stopped may have arrived meanwhile.
    } while ((await this.options.store.head()) !== this.position);
    this.commands.finish();
    await this.folds.compare(this.db);
    await this.compareBooks();
  }

  private async readOn(): Promise<void> {
    for (;;) {
      const page = await this.options.store.readAll({ after: this.position, countMax: PAGE_EVENTS });
      for (const recorded of page) {
        this.position = recorded.position;
        const event = this.decoded(recorded);
        this.commands.take(recorded, event);
        if (event) this.folds.take(event);
      }
      if (page.length < PAGE_EVENTS) return;
    }
  }

  private decoded(recorded: Parameters<typeof decode>[0]) {
    try {
      return decode(recorded);
    } catch {
      this.undecodableAt ??= recorded.position;
      return undefined;
    }
  }

  /** Also says what stands still: nothing that follows could be compared then. */
  private async readModelsCaughtUp(): Promise<boolean> {
    const { none } = this.options.violations;
    const end = performance.now() + (none ? CATCH_UP_TIMEOUT_MS : CATCH_UP_BROKEN_TIMEOUT_MS);
    for (;;) {
      const checkpoints = await readCheckpoints(this.db, projections);
      if (this.undecodableAt !== undefined) return this.haltedAtPoison(checkpoints, end);
      const behind = checkpoints.filter(({ position }) => (position ?? '') < (this.position ?? ''));
      if (behind.length === 0 && checkpoints.length === projections.length) return true;
      const halted = behind.find(({ state }) => state === 'halted');
      if (halted || performance.now() > end) {
        const named = (halted ? [halted] : behind).map(
          (c) => `${c.name} ${c.state} at ${c.position}: ${c.error}`,
        );
        this.options.violations.add(
          halted ? 'read-model-halted' : 'read-models-stuck',
          `${named.join('; ')}; the log ends at ${this.position}`,
        );
        return false;
      }
      await pause(LOOK_AGAIN_MS);
    }
  }

  /** An event that nobody can read: what is financial stands before it, and says so. */
  private async haltedAtPoison(
    first: Awaited<ReturnType<typeof readCheckpoints>>,
    endMs: number,
  ): Promise<false> {
    const financial = new Set(projections.filter((p) => p.financial).map(({ name }) => name));
    for (let checkpoints = first; ; checkpoints = await readCheckpoints(this.db, projections)) {
      const passed = checkpoints.filter(
        (c) => financial.has(c.name) && (c.position ?? '') >= this.undecodableAt!,
      );
      for (const { name, position } of passed) {
        const what = `${name} stands at ${position}, past the poison at ${this.undecodableAt}`;
        this.options.violations.add('row-differs', what);
      }
      const halted = checkpoints.filter(
        (c) => financial.has(c.name) && c.errorPosition === this.undecodableAt,
      );
      if (passed.length > 0 || halted.length === financial.size) return false;
      if (performance.now() > endMs) {
        this.options.violations.add('read-models-stuck', `no halt at the poison at ${this.undecodableAt}`);
        return false;
      }
      await pause(LOOK_AGAIN_MS);
    }
  }

  /** Granted = available + held + spent + expired, in the model, and in the ledger's own totals. */
  private async compareBooks(): Promise<void> {
    const sums = sumOf([...this.commands.streams.values()].map(({ books }) => books));
    const { granted, spent, expired, balance, held } = sums;
    if (granted !== balance + spent + expired) this.options.violations.add('books-differ', wordsOf(sums));
    const { rows } = await this.db.query<Record<string, bigint>>(
      'select granted_micros, spent_micros, expired_micros, balance_micros, held_micros from read_accounts.ledger_totals',
    );
    const [stored] = rows;
    if (!stored) return;
    const told = {
      granted: stored.granted_micros!,
      spent: stored.spent_micros!,
      expired: stored.expired_micros!,
      balance: stored.balance_micros!,
      held: stored.held_micros!,
    };
    const same = told.granted === granted && told.spent === spent && told.expired === expired;
    if (same && told.balance === balance && told.held === held) return;
    this.options.violations.add('books-differ', `totals ${wordsOf(told)}; model ${wordsOf(sums)}`);
  }
}

type Sums = ReturnType<typeof sumOf>;

function sumOf(all: readonly AccountBooks[]) {
  const sums = { granted: 0n, spent: 0n, expired: 0n, balance: 0n, held: 0n };
  for (const { model } of all) {
    sums.granted += model.sums.granted;
    sums.spent += model.sums.spent;
    sums.expired += model.sums.expired;
    sums.balance += model.balance;
    sums.held += model.held;
  }
  return sums;
}

function wordsOf({ granted, spent, expired, balance, held }: Sums): string {
  return `granted ${granted} = available ${balance - held} + held ${held} + spent ${spent} + expired ${expired}`;
}
