import { Timestamp } from '@ledgerline/kernel';
import { AccountEvent } from '../domain/account-events';
import { AccountState } from '../domain/account-state';
import { AccountModel } from './account-model';
import { AccountScenario, Told } from './account-scenario';
import { differences } from './model-differences';
import { ModelJobs } from './model-jobs';
import { micros, ModelPolicy, tierOf } from './model-policy';
import { Step } from './random-steps';
import { asksOf } from './twin-commands';
import { Twins } from './twins';

const REFUSALS_PER_MINUTE = 60;
const ANSWERED_ANYHOW = ['account-closed'];

/** An account that commands are asked of, or were: wherever it is, or was, decided. */
export interface TwinAccount extends Pick<AccountScenario, 'when'> {
  readonly now: Timestamp;
  readonly state: AccountState;
  /** The name under which the next command's own things go. */
  readonly nextId: string;
  /** What time alone has caused; it gives nothing. */
  settle(): readonly AccountEvent[];
}

/** An account, just opened, and the model: each step is asked of both, and what differs is told. */
export class TwinSteps implements Twins {
  readonly model: AccountModel;
  readonly jobs: ModelJobs;
  private refusals = { minute: '', count: 0 };

  constructor(
    readonly scenario: TwinAccount,
    { tier, policy }: { readonly tier: string; readonly policy: ModelPolicy },
  ) {
    this.model = new AccountModel(tier, policy);
    this.jobs = new ModelJobs(this.model);
    const trial = micros(tierOf(policy, tier)!.trialGrant);
    if (trial > 0n && policy.environment.creditsEnabled) this.model.openWith(trial, this.now);
  }

  get now(): Timestamp {
    return this.scenario.now;
  }

  get state(): AccountState {
    return this.scenario.state;
  }

  get nextId(): string {
    return this.scenario.nextId;
  }

  ask(step: Exclude<Step, { kind: 'edit' }>): readonly string[] {
    const { model, now } = this;
    const timeCaused = this.settled(() => model.pass(now));
    const before = this.before();
    const { told, expected: wished } = asksOf(this, step);
    const expected = this.bounded(wished, told);
    if (expected === 'accepted') model.takings.clear(now);
    const caused = expected === 'accepted' ? this.crossings(before) : [];
    return differences(this, { told, expected, timeCaused, caused });
  }

  /** Time alone, as a sweep tells it, or as a command did that was not recorded. */
  sweep(before: 'sweep' | 'decision' = 'sweep'): readonly string[] {
    const pass = before === 'sweep' ? 'passIdly' : 'pass';
    const timeCaused = this.settled(() => this.model[pass](this.now));
    const settled = this.scenario.settle();
    const told = { outcome: 'accepted', reason: undefined, figures: undefined, events: [], settled } as const;
    return differences(this, { told, expected: 'accepted', timeCaused, caused: [] });
  }

  /** What the model says that time has caused; crossings only where it caused anything. */
  private settled(pass: () => boolean): readonly string[] {
    const before = this.before();
    return pass() ? this.crossings(before) : [];
  }

  private before() {
    const { model, now } = this;
    model.touched = [];
    return { had: model.lots.availableUntilTold(now), lots: model.lots.all.length };
  }

  private crossings(before: { had: bigint; lots: number }): readonly string[] {
    const { model, now } = this;
    return [...model.limits.crossings(model.touched, now), ...model.credits.crossings(before, now)];
  }

  /** Beyond so many refusals a minute an account is told nothing else. */
  private bounded(expected: string, { outcome }: Told): string {
    const minute = this.now.slice(0, 16);
    if (this.refusals.minute !== minute) this.refusals = { minute, count: 0 };
    if (outcome !== 'refused') return expected;
    if (this.refusals.count < REFUSALS_PER_MINUTE) this.refusals.count += 1;
    else if (!ANSWERED_ANYHOW.includes(expected)) return 'too-many-refusals';
    return expected;
  }
}
