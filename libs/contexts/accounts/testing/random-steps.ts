import fc from 'fast-check';
import { ACTIONS, LIMIT_NAMES, policies, record } from './random-policies';

const pick = fc.nat({ max: 40 });
const actor = fc.constantFrom(null, null, 'ada', 'bob');
const asked = record({
  quantity: fc.constantFrom(1, 1, 1, 2, 3),
  inputTokens: fc.constantFrom(null, 0, 1, 120, 333),
  outputTokens: fc.constantFrom(null, 0, 1, 45),
});
const toldCost = fc.constantFrom(null, null, 0n, 50_000n);
const act = {
  action: fc.constantFrom(...ACTIONS),
  model: fc.constantFrom(null, 'small', 'other'),
  actor,
  asked,
};
const reference = fc.constantFrom(null, null, null, 'r1', 'r2', 'r3');
const part = {
  limit: fc.constantFrom(...LIMIT_NAMES, 'nowhere'),
  member: fc.constantFrom(null, null, 'ada'),
};
const period = fc.constantFrom(
  null,
  { anchor: '2026-10-31T12:30:00.000Z', months: 1 },
  { anchor: '2026-12-24T00:00:00.000Z', months: 1 },
  { anchor: '2025-02-15T09:00:00.000Z', months: 12 },
);

/** How a step spends time before it asks: so many seconds, then to an instant that something ends at. */
const wait = record({
  seconds: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(0, 0, 0.001, 1, 59, 60, 299) },
    { weight: 3, arbitrary: fc.constantFrom(900, 1_800, 3_540, 3_600, 3_660) },
    { weight: 1, arbitrary: fc.constantFrom(43_200, 86_400, 7 * 86_400) },
  ),
  leap: fc.constantFrom('none', 'none', 'none', 'none', 'just before', 'due', 'due', 'midnight', 'month end'),
  /** What else may happen: state lost and folded anew, or kept as a snapshot; time alone told by a sweep. */
  crash: fc.constantFrom('none', 'none', 'none', 'none', 'none', 'none', 'refold', 'snapshot', 'sweep'),
});

const grant = record({
  kind: fc.constant('grant'),
  type: fc.constantFrom('BONUS', 'PURCHASE', 'SUBSCRIPTION_GRANT', 'ADMIN_ADJUSTMENT'),
  credits: fc.constantFrom(1, 7, 60, 0.000001),
  priority: fc.constantFrom(10, 40, 50),
  effectiveIn: fc.constantFrom<number>(0, 0, 0, 300),
  expiresIn: fc.constantFrom<number | null>(null, 300, 900, 4_000, 100_000),
  rollover: fc.constantFrom(
    null,
    null,
    { credits: 5, days: 1 },
    { credits: 100, days: 30 },
    { credits: 0, days: 1 },
  ),
  paid: fc.constantFrom(null, 1_000n, 7n),
  reference,
});

const order = fc.constantFrom('1', '2');

/** What an order grants, or will have granted when its refund comes; it burns first, so that jobs hold it. */
const purchase = fc.tuple(grant, order).map(([granted, id]) => ({
  ...granted,
  ...{ type: 'PURCHASE', reference: `order:${id}`, priority: 5, credits: 25, effectiveIn: 0 },
  ...(granted.rollover === null && { expiresIn: null }),
}));

const steps = {
  grant,
  purchase,
  takeBack: record({
    kind: fc.constant('take-back'),
    order,
    /** Rather of an order that a job holds a part of. */
    held: fc.constantFrom(true, true, false),
    credits: fc.constantFrom(1, 7, 25, 0.000001, 500),
    reference: fc.constantFrom('b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'f1', 'f9'),
  }),
  request: record({
    kind: fc.constant('request'),
    ...act,
    timeoutSeconds: fc.constantFrom<number>(60, 900, 7_200, 86_400),
    /** Asked for again, with the same body or another one. */
    again: fc.constantFrom(null, null, null, null, null, null, { payload: 'a' }, { payload: 'b' }),
    pick,
  }),
  complete: record({ kind: fc.constant('complete'), pick, asked: fc.option(asked), toldCost }),
  end: record({ kind: fc.constantFrom('failed', 'cancelled'), pick }),
  extend: record({ kind: fc.constant('extend'), pick, seconds: fc.constantFrom<number>(300, 3_600, 86_400) }),
  record: record({
    kind: fc.constant('record'),
    ...act,
    status: fc.constantFrom('success', 'success', 'success', 'failed', 'cancelled'),
    toldCost,
  }),
  refund: record({
    kind: fc.constant('refund'),
    pick,
    credits: fc.constantFrom(null, null, 1, 3, 0.000001, 500),
    reference: fc.constantFrom('f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8', 'f9'),
  }),
  void: record({
    kind: fc.constant('void'),
    pick,
    by: fc.constantFrom(
      ...['lot', 'lot', 'lot'],
      ...[
        'BONUS/r1',
        'PURCHASE/r2',
        'PURCHASE/order:2',
        'SUBSCRIPTION_GRANT/r3',
        'ADMIN_ADJUSTMENT/r1',
        'REFUND/f1',
        'REFUND/f9',
      ],
    ),
  }),
  adjust: record({
    kind: fc.constant('adjust'),
    credits: fc.constantFrom(-30, -1, -0.5, 1, 8),
    reference,
  }),
  override: record({
    kind: fc.constant('override'),
    ...part,
    value: fc.constantFrom('-1', '0', '1', '4', '20', '0.5'),
    untilIn: fc.constantFrom<number | null>(null, null, 60, 4_000, 90_000, -1),
  }),
  removeOverride: record({ kind: fc.constant('remove-override'), ...part }),
  removeUsage: record({
    kind: fc.constant('remove-usage'),
    limit: fc.constantFrom('projects', 'projects', 'projects', 'projects', 'storage', 'nowhere'),
    member: part.member,
    quantity: fc.constantFrom(1n, 1n, 2n),
  }),
  gauge: record({
    kind: fc.constant('gauge'),
    limit: fc.constantFrom('storage', 'storage', 'seats', 'seats', 'projects', 'nowhere'),
    member: part.member,
    move: fc.constantFrom({ to: 0n }, { to: 4n }, { to: 9n }, { by: 1n }, { by: 3n }, { by: -2n }),
  }),
  tier: record({
    kind: fc.constant('tier'),
    tier: fc.constantFrom('free', 'pro', 'team', 'pro', 'free', 'gold'),
    plan: fc.constantFrom(null, null, 'plus', 'silver'),
    period,
  }),
  close: record({ kind: fc.constantFrom('close', 'reopen', 'reopen', 'reopen') }),
  edit: record({ kind: fc.constant('edit'), policy: policies }),
} as const;

const WEIGHTS: Readonly<Record<keyof typeof steps, number>> = {
  ...{ purchase: 9, takeBack: 9 },
  ...{ grant: 12, request: 26, complete: 16, end: 8, extend: 2, record: 10, refund: 7, void: 4, adjust: 4 },
  ...{ override: 4, removeOverride: 2, removeUsage: 3, gauge: 5, tier: 3, close: 2, edit: 4 },
};

export type Step = { [Kind in keyof typeof steps]: Drawn<(typeof steps)[Kind]> }[keyof typeof steps];
type Drawn<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;
export type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;
export type Wait = Drawn<typeof wait>;
export interface Turn {
  readonly wait: Wait;
  readonly step: Step;
}

const step = fc.oneof(
  ...Object.entries(steps).map(([kind, arbitrary]) => ({
    weight: WEIGHTS[kind as keyof typeof steps],
    arbitrary: arbitrary as fc.Arbitrary<Step>,
  })),
);

const turn = record({ wait, step });
const AT_ONCE: Wait = { seconds: 1, leap: 'none', crash: 'none' };

/** What seldom meets by chance: a purchase, a job that holds a part of it, its refund, and the job's end. */
const refundWhileHeld = fc
  .tuple(steps.purchase, steps.request, steps.takeBack, fc.oneof(turn, steps.complete, steps.end))
  .map(([bought, request, refund, last]): Turn[] => [
    { wait: AT_ONCE, step: bought },
    { wait: AT_ONCE, step: { ...request, action: 'image', again: null } },
    { wait: AT_ONCE, step: refund },
    'step' in last ? last : { wait: AT_ONCE, step: { ...last, pick: 0 } },
  ]);

const turnsTogether: fc.Arbitrary<Turn[]> = fc.oneof(
  { weight: 40, arbitrary: turn.map((one) => [one]) },
  { weight: 1, arbitrary: refundWhileHeld },
);

/** A life of one account: its tier, its first policy, and what happens to it. */
export function lives(turns: { readonly min: number; readonly max: number }) {
  return record({
    tier: fc.constantFrom('free', 'free', 'pro', 'team'),
    policy: policies,
    turns: fc
      .array(turnsTogether, { minLength: turns.min, maxLength: turns.max, size: 'max' })
      .map((parts) => parts.flat()),
  });
}
export type Life = Drawn<ReturnType<typeof lives>>;
