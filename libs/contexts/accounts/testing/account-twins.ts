import { addSeconds, nextUtcMidnight, nextUtcMonth, Timestamp } from '@ledgerline/kernel';
import { compileCatalog } from '@ledgerline/contexts/catalog';
import { accountSnapshot } from '../domain/account-snapshot';
import { AccountState } from '../domain/account-state';
import { openAccount } from '../commands/open-account/open-account';
import { AccountModel } from './account-model';
import { AccountScenario, Told } from './account-scenario';
import { Deciders, THE_DECIDERS } from './deciders';
import { differences } from './model-differences';
import { ModelJobs } from './model-jobs';
import { ModelPolicy, micros } from './model-policy';
import { Life, Turn, Wait } from './random-steps';
import { asksOf } from './twin-commands';
import { Twins } from './twins';

const REFUSALS_PER_MINUTE = 60;
const ANSWERED_ANYHOW = ['account-closed'];

/** The account as the domain decides it, and the model, through the same life. */
export class AccountTwins implements Twins {
  readonly scenario: AccountScenario;
  readonly model: AccountModel;
  readonly jobs: ModelJobs;
  private version = 1;
  private refusals = { minute: '', count: 0 };

  constructor({ tier, policy }: Pick<Life, 'tier' | 'policy'>, deciders: Deciders = THE_DECIDERS) {
    this.scenario = new AccountScenario(this.compiled(policy), deciders);
    this.model = new AccountModel(tier, policy);
    this.jobs = new ModelJobs(this.model);
    this.scenario.when(openAccount, { ownerKind: 'user', ownerId: 'ada', tier });
    const trial = micros(policy.document.tiers.find(({ name }) => name === tier)!.trialGrant);
    if (trial > 0n && policy.environment.creditsEnabled) this.model.openWith(trial, this.now);
  }

  get now(): Timestamp {
    return this.scenario.now;
  }

  get state(): AccountState {
    return this.scenario.state;
  }

  /** The name under which the next command's own things go. */
  get nextId(): string {
    return `id-${this.scenario.commandCount + 1}`;
  }

  /** One turn of a life; what the two do not agree upon, in words. */
  turn({ wait, step }: Turn): readonly string[] {
    this.pass(wait);
    if (step.kind === 'edit') this.edit(step.policy);
    if (wait.crash === 'sweep') return [...this.sweep(), ...this.ask(step)];
    return this.ask(step);
  }

  private ask(step: Turn['step']): readonly string[] {
    if (step.kind === 'edit') return [];
    const { model, now } = this;
    const timeCaused = this.settled(() => model.pass(now));
    const before = this.before();
    const { told, expected: wished } = asksOf(this, step);
    const expected = this.bounded(wished, told);
    if (expected === 'accepted') model.lots.clear(now);
    const caused = expected === 'accepted' ? this.crossings(before) : [];
    return differences(this, { told, expected, timeCaused, caused });
  }

  private sweep(): readonly string[] {
    const timeCaused = this.settled(() => this.model.passIdly(this.now));
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

  private edit(policy: ModelPolicy): void {
    this.version += 1;
    this.scenario.catalog = this.compiled(policy);
    this.model.policy = policy;
  }

  private compiled({ document, environment }: ModelPolicy) {
    return compileCatalog(this.version ?? 1, document, environment);
  }

  private pass({ seconds, leap, crash }: Wait): void {
    const { scenario } = this;
    scenario.after(seconds);
    if (leap === 'midnight') scenario.at(nextUtcMidnight(this.now));
    if (leap === 'month end') scenario.at(addSeconds(nextUtcMonth(this.now), -0.001));
    const due = leap === 'due' || leap === 'just before' ? this.model.nextDue(this.now) : undefined;
    if (leap === 'due' && due) scenario.at(due);
    if (leap === 'just before' && due && addSeconds(due, -0.001) > this.now)
      scenario.at(addSeconds(due, -0.001));
    if (crash === 'refold') scenario.state = scenario.refold();
    if (crash === 'snapshot') {
      const { codec } = accountSnapshot;
      scenario.state = codec.decode(JSON.parse(JSON.stringify(codec.encode(this.state))));
    }
  }
}
