import fc from 'fast-check';
import { addSeconds, limitKinds, nextUtcMidnight, nextUtcMonth, timestamp } from '@ledgerline/kernel';
import { AccountModel } from '../testing/account-model';
import { Told } from '../testing/account-scenario';
import { AnAccount } from '../testing/an-account';
import { ledgerOf } from '../testing/lot-ledger';
import { MODEL_ACTIONS, MODEL_LIMITS, ModelAction } from '../testing/model-actions';
import { SCENARIO_DOCUMENT } from '../testing/scenario-catalog';
import { AccountState } from './account-state';
import { countLimit } from './limit-windows';
import { availableMicros, pendingMicros } from './lots';

const asked = fc.record({
  quantity: fc.integer({ min: 1, max: 3 }),
  inputTokens: fc.integer({ min: 0, max: 400 }),
  outputTokens: fc.integer({ min: 0, max: 30 }),
});
const pick = fc.nat({ max: 30 });
const moment = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, 0.001, 1, 59, 60, 299, 300) },
  { weight: 3, arbitrary: fc.constantFrom(900, 1_800, 3_599, 3_600, 3_660) },
  { weight: 1, arbitrary: fc.constantFrom(43_200, 86_400, 7 * 86_400) },
);

const step = fc.oneof(
  fc.record({
    kind: fc.constant('grant'),
    credits: fc.constantFrom(1n, 7n, 60n),
    priority: fc.constantFrom(10, 40),
    effectiveIn: fc.constantFrom(0, 0, 300),
    expiresIn: fc.constantFrom(null, 300, 900, 4_000, 100_000),
  }),
  fc.record({
    kind: fc.constant('request'),
    action: fc.constantFrom(...(Object.keys(MODEL_ACTIONS) as ModelAction[])),
    asked,
    timeoutSeconds: fc.constantFrom(60, 900, 7_200, 86_400),
  }),
  fc.record({ kind: fc.constant('complete'), pick, asked: fc.option(asked) }),
  fc.record({ kind: fc.constantFrom('fail', 'cancel'), pick }),
  fc.record({ kind: fc.constant('extend'), pick, seconds: fc.constantFrom(300, 3_600, 86_400) }),
  fc.record({ kind: fc.constantFrom('close', 'reopen') }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Of<Kind> = Extract<Step, { kind: Kind }>;
type Resolving = Extract<Step, { pick: number }>;

const leap = fc.constantFrom('none', 'none', 'none', 'before midnight', 'midnight', 'month end');
const steps = fc.array(fc.record({ wait: moment, leap, step }), { minLength: 1, maxLength: 45 });
const tier = fc.constantFrom(
  { name: 'plain', bounded: true, refill: 0n, trial: 0n },
  { name: 'pro', bounded: false, refill: 1_000_000_000n, trial: 10_000_000n },
);

/** The account and the model, through the same history. */
class Twins {
  readonly account: AnAccount;
  readonly model: AccountModel;
  private count = 0;

  constructor({
    name,
    bounded,
    refill,
    trial,
  }: {
    name: string;
    bounded: boolean;
    refill: bigint;
    trial: bigint;
  }) {
    this.account = AnAccount.opened(name);
    this.model = new AccountModel({ bounded, refill });
    if (trial > 0n) this.model.add('trial', { credits: trial, priority: 20, expiresAt: null }, this.now);
  }

  get now() {
    return this.account.scenario.now;
  }

  get state(): AccountState {
    return this.account.scenario.state;
  }

  pass(seconds: number, to: string): void {
    this.account.after(seconds);
    const midnight = nextUtcMidnight(this.now);
    if (to === 'before midnight') this.account.at(timestamp(Date.parse(midnight) - 1));
    if (to === 'midnight') this.account.at(midnight);
    if (to === 'month end') this.account.at(timestamp(Date.parse(nextUtcMonth(this.now)) - 1));
  }

  /** What the account does, and what the model expects of it. */
  take(step: Step): { told: Told; expected: string } {
    this.model.pass(this.now);
    this.count++;
    if (step.kind === 'close') return { told: this.account.close(), expected: this.model.close() };
    if (step.kind === 'reopen') return { told: this.account.reopen(), expected: this.model.reopen() };
    if (step.kind === 'grant') return this.grant(step);
    if (step.kind === 'request') return this.request(step);
    return this.resolve(step as Resolving);
  }

  private grant({ credits, priority, effectiveIn, expiresIn }: Of<'grant'>) {
    const effectiveAt = addSeconds(this.now, effectiveIn);
    const expiresAt = expiresIn === null ? null : addSeconds(this.now, expiresIn);
    const terms = { priority, effectiveAt, expiresAt };
    // The account's first command opened it: the ids of its lots are those of its commands.
    const told = this.account.grant(credits.toString(), terms);
    const expected = this.model.add(
      `id-${this.count + 1}`,
      { credits: credits * 1_000_000n, ...terms },
      this.now,
    );
    return { told, expected };
  }

  private request({ action, asked, timeoutSeconds }: Of<'request'>) {
    const id = `g${this.count}`;
    const told = this.account.request(id, action, { ...asked, model: 'small', timeoutSeconds });
    return { told, expected: this.model.request(id, action, { ...asked, timeoutSeconds }, this.now) };
  }

  private resolve(step: Resolving): { told: Told; expected: string } {
    const { generations } = this.model;
    const generation = generations[step.pick % Math.max(1, generations.length)];
    if (!generation) return { told: this.account.fail('nobody'), expected: 'generation-not-found' };
    const { id } = generation;
    if (step.kind === 'fail') {
      return { told: this.account.fail(id), expected: this.model.end(generation, 'failed', this.now) };
    }
    if (step.kind === 'cancel') {
      return { told: this.account.cancel(id), expected: this.model.end(generation, 'cancelled', this.now) };
    }
    if ('seconds' in step) {
      const told = this.account.extend(id, step.seconds);
      return { told, expected: this.model.extend(generation, step.seconds, this.now) };
    }
    const actual = ('asked' in step ? step.asked : null) ?? generation.estimate;
    const told = this.account.complete(id, actual);
    return { told, expected: this.model.complete(generation, actual, this.now) };
  }
}

function expectSameCredits({ state, model, now }: Twins): void {
  const shown = ({ lots }: AccountState) =>
    lots.map(({ lotId, remainingMicros, heldMicros }) => [lotId, remainingMicros, heldMicros] as const);
  const expected = model.lots
    .map((lot) => [lot.id, model.leftOf(lot), model.heldOf(lot)] as const)
    .filter(([, left]) => left > 0n);
  expect(new Map(shown(state).map(([id, ...rest]) => [id, rest]))).toEqual(
    new Map(expected.map(([id, ...rest]) => [id, rest])),
  );
  expect(availableMicros(state.lots, now)).toBe(model.availableAt(now));
}

function expectSameUnits({ state, model, now }: Twins): void {
  for (const { name, kind } of SCENARIO_DOCUMENT.limits) {
    if (!(name in MODEL_LIMITS)) continue;
    const { usedUnits, heldUnits } = countLimit(state.windows, name, limitKinds[kind], now);
    expect([name, usedUnits + heldUnits]).toEqual([
      name,
      model.counted(name as keyof typeof MODEL_LIMITS, now),
    ]);
  }
}

/**
 * granted = available + held + pending + spent + expired, from the facts on one side and the state on the
 * other.
 */
function expectNothingLost({ account, state, now }: Twins): void {
  const { granted, spent, expired } = ledgerOf(account.scenario.history);
  const available = availableMicros(state.lots, now);
  const pending = pendingMicros(state.lots, now);
  const total = (figures: ReadonlyMap<string, bigint>) => [...figures.values()].reduce((a, b) => a + b, 0n);
  expect(total(granted)).toBe(available + state.heldMicros + pending + total(spent) + total(expired));
  expect(state.balanceMicros).toBe(available + state.heldMicros + pending);
  for (const [lotId, amount] of granted) {
    const left = state.lots.find((lot) => lot.lotId === lotId)?.remainingMicros ?? 0n;
    expect(amount).toBe(left + (spent.get(lotId) ?? 0n) + (expired.get(lotId) ?? 0n));
  }
}

describe('an account through any history', () => {
  it('does what the plain model does, loses no credit and counts every unit', () => {
    fc.assert(
      fc.property(tier, steps, (tier, steps) => {
        const twins = new Twins(tier);
        for (const { wait, leap, step } of steps) {
          twins.pass(wait, leap);
          const { told, expected } = twins.take(step);
          expect(told.reason ?? told.outcome).toBe(expected);
          expectSameCredits(twins);
          expectSameUnits(twins);
          expectNothingLost(twins);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('folds to the same state from its history alone, resolves a hold once and overruns no limit', () => {
    fc.assert(
      fc.property(tier, steps, (tier, steps) => {
        const twins = new Twins(tier);
        for (const { wait, leap, step } of steps) {
          twins.pass(wait, leap);
          twins.take(step);
        }
        const { scenario } = twins.account;
        expect(plain(scenario.refold())).toEqual(plain(scenario.state));
        const { resolutions, overruns } = ledgerOf(scenario.history);
        expect([...resolutions.values()].filter((count) => count > 1)).toEqual([]);
        expect(overruns).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

function plain({ holds, ...state }: AccountState) {
  return { ...state, holds: [...holds.entries()].sort(([a], [b]) => (a < b ? -1 : 1)) };
}
