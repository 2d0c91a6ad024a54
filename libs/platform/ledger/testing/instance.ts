import { EventStore, Position } from '@ledgerline/platform/eventstore';
import { Ledger, LedgerBounds, LedgerFault, LedgerResult } from '@ledgerline/platform/ledger';
import { NOON, TallyCommand, TallyEvent, TallyState, tallyStream } from './tally';

export type TallyResult = LedgerResult<TallyState, TallyEvent>;

/** One process's ledger on a store that others share. */
export class Instance {
  readonly ledger: Ledger;
  readonly appended: { outcome: string; commands: number; events: number }[] = [];
  replays = 0;

  constructor(
    store: EventStore,
    bounds: Partial<LedgerBounds> = {},
    private readonly stream = tallyStream(),
  ) {
    this.ledger = new Ledger({
      store,
      now: () => Date.now(),
      bounds: { resendDelayMs: 1, resendDelayMsMax: 1, ...bounds },
      observer: {
        appended: ({ outcome, commands, events }) => this.appended.push({ outcome, commands, events }),
        replayed: () => this.replays++,
      },
    });
  }

  ask(command: TallyCommand): Promise<TallyResult> {
    return this.ledger.execute(this.stream, command);
  }

  askAll(commands: readonly TallyCommand[]): Promise<TallyResult[]> {
    return Promise.all(commands.map((command) => this.ask(command)));
  }

  settle(now = NOON): Promise<Position | undefined> {
    return this.ledger.settle(this.stream, 's', now);
  }

  async sum(): Promise<bigint> {
    return (await this.ledger.read(this.stream, 's')).state.sum;
  }
}

/** What a command that is not decided hears instead. */
export async function faultOf(asked: Promise<unknown>): Promise<LedgerFault['code'] | 'no fault'> {
  try {
    await asked;
    return 'no fault';
  } catch (fault) {
    if (fault instanceof LedgerFault) return fault.code;
    throw fault;
  }
}
