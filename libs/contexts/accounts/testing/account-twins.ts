import { addSeconds, nextUtcMidnight, nextUtcMonth, Timestamp } from '@ledgerline/kernel';
import { compileCatalog } from '@ledgerline/contexts/catalog';
import { accountSnapshot } from '../domain/account-snapshot';
import { openAccount } from '../commands/open-account/open-account';
import { AccountScenario } from './account-scenario';
import { Deciders, THE_DECIDERS } from './deciders';
import { ModelPolicy } from './model-policy';
import { Life, Turn, Wait } from './random-steps';
import { TwinSteps } from './twin-steps';

/** The account as the domain decides it, and the model, through the same life. */
export class AccountTwins {
  readonly scenario: AccountScenario;
  private readonly steps: TwinSteps;
  private version = 1;

  constructor({ tier, policy }: Pick<Life, 'tier' | 'policy'>, deciders: Deciders = THE_DECIDERS) {
    this.scenario = new AccountScenario(this.compiled(policy), deciders);
    this.scenario.when(openAccount, { ownerKind: 'user', ownerId: 'ada', tier });
    this.steps = new TwinSteps(this.scenario, { tier, policy });
  }

  get now(): Timestamp {
    return this.scenario.now;
  }

  /** One turn of a life; what the two do not agree upon, in words. */
  turn({ wait, step }: Turn): readonly string[] {
    this.pass(wait);
    const swept = () => (wait.crash === 'sweep' ? this.steps.sweep() : []);
    if (step.kind !== 'edit') return [...swept(), ...this.steps.ask(step)];
    this.edit(step.policy);
    return swept();
  }

  private edit(policy: ModelPolicy): void {
    this.version += 1;
    this.scenario.catalog = this.compiled(policy);
    this.steps.model.policy = policy;
  }

  private compiled({ document, environment }: ModelPolicy) {
    return compileCatalog(this.version ?? 1, document, environment);
  }

  private pass({ seconds, leap, crash }: Wait): void {
    const { scenario } = this;
    scenario.after(seconds);
    if (leap === 'midnight') scenario.at(nextUtcMidnight(this.now));
    if (leap === 'month end') scenario.at(addSeconds(nextUtcMonth(this.now), -0.001));
    const due = leap === 'due' || leap === 'just before' ? this.steps.model.nextDue(this.now) : undefined;
    if (leap === 'due' && due) scenario.at(due);
    if (leap === 'just before' && due && addSeconds(due, -0.001) > this.now)
      scenario.at(addSeconds(due, -0.001));
    if (crash === 'refold') scenario.state = scenario.refold();
    if (crash === 'snapshot') {
      const { codec } = accountSnapshot;
      scenario.state = codec.decode(JSON.parse(JSON.stringify(codec.encode(scenario.state))));
    }
  }
}
