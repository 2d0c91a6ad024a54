import { Chance } from '../chance';
import { Action, tierOf } from './catalog';
import { Ask, Command, Lived } from './command';

export interface WorkloadOptions {
  readonly worker: string;
  readonly chance: Chance;
  /** Accounts that every worker uses; the first of them get half of everything. */
  readonly accounts: readonly string[];
  /** RFC 3339, for what is to expire soon. */
  readonly nowMs: () => number;
}

interface Open {
  readonly accountId: string;
  readonly generationId: string;
  readonly ask: Extract<Ask, { type: 'RequestGeneration' }>;
}

const OPEN_MAX = 200;
export const HOT_ACCOUNTS = 4;
/** Credits of an action of one credit each: no account comes to own them, however long a run is. */
const MORE_THAN_ANYBODY_HAS = 1_000_000;
const HOLD_LONG_SECONDS = 3_600;

/** What one client asks for next: it remembers what it started, and ends it, or does so twice. */
export class Workload {
  private readonly open: Open[] = [];
  private readonly ended: Open[] = [];
  private asked = 0;

  constructor(private readonly options: WorkloadOptions) {}

  next(): Command {
    const { chance } = this.options;
    const draw = chance.below(100);
    if (draw < 2 && this.ended.length > 0) return this.endAgain();
    if (draw < 8) return this.grant();
    if (draw < 9) return this.command(this.account(), { type: 'OpenAccount', tier: 'plain' });
    if (draw < 18 && this.open.length > 0) return this.requestAgain();
    const enough = this.open.length >= OPEN_MAX;
    if (this.open.length > 0 && (enough || draw < 60)) return this.end();
    return this.request();
  }

  /** What came of a command of this workload. */
  told({ command: { accountId, ask }, answer }: Lived): void {
    if (ask.type !== 'RequestGeneration' || answer?.outcome !== 'accepted') return;
    this.open.push({ accountId, ask, generationId: ask.generationId ?? answer.commandId! });
  }

  private request(): Command {
    const { chance, worker } = this.options;
    const accountId = this.account();
    // A name of the caller's own has to be looked up in the log first: not all give one.
    const generationId = chance.happens(0.3) ? `g-${worker}-${this.asked}` : null;
    const action = chance.pick<Action>(['svg', 'svg', 'image', 'render']);
    const timeoutSeconds = chance.happens(0.05) ? chance.between(1, 8) : HOLD_LONG_SECONDS;
    const quantity = chance.happens(0.02) ? MORE_THAN_ANYBODY_HAS : chance.between(1, 4);
    const ask = { type: 'RequestGeneration', generationId, action, quantity, timeoutSeconds } as const;
    return this.command(accountId, ask);
  }

  /** The same generation under another key changes nothing. */
  private requestAgain(): Command {
    const { accountId, ask } = this.options.chance.pick(this.open);
    return ask.generationId ? this.command(accountId, ask) : this.end();
  }

  private end(): Command {
    const at = this.options.chance.below(this.open.length);
    const [open] = this.open.splice(at, 1) as [Open];
    this.ended.push(open);
    if (this.ended.length > OPEN_MAX) this.ended.shift();
    return this.ending(open);
  }

  private endAgain(): Command {
    return this.ending(this.options.chance.pick(this.ended));
  }

  private ending({ accountId, generationId, ask: { quantity } }: Open): Command {
    const { chance } = this.options;
    const draw = chance.below(10);
    if (draw === 0) return this.command(accountId, { type: 'FailGeneration', generationId });
    if (draw === 1) return this.command(accountId, { type: 'CancelGeneration', generationId });
    const used = chance.pick([quantity, quantity, quantity - 1, 0, quantity + 2]);
    return this.command(accountId, { type: 'CompleteGeneration', generationId, quantity: used });
  }

  private grant(): Command {
    const { chance, nowMs } = this.options;
    const soon = chance.happens(0.3) ? new Date(nowMs() + chance.between(500, 10_000)).toISOString() : null;
    // As much as is spent, or most commands would be refused for want of credits.
    const credits = chance.between(20, 90);
    const creditType = soon ? 'BONUS' : 'PURCHASE';
    const accountId = this.account();
    // One that may spend little would come to own thousands of lots.
    if (tierOf(accountId) === 'tight' && !chance.happens(0.05)) return this.request();
    return this.command(accountId, { type: 'GrantCredits', credits, creditType, expiresAt: soon });
  }

  private account(): string {
    const { chance, accounts } = this.options;
    const hot = chance.happens(0.5);
    return accounts[chance.below(hot ? Math.min(HOT_ACCOUNTS, accounts.length) : accounts.length)]!;
  }

  private command(accountId: string, ask: Ask): Command {
    return { accountId, ask, key: `${this.options.worker}-${this.asked++}` };
  }
}
