import { Map as ImmutableMap } from 'immutable';
import {
  BillingPeriod,
  bigints,
  boolean,
  Codec,
  integer,
  listOf,
  nullable,
  objectOf,
  pairOf,
  recordOf,
  text,
} from '@ledgerline/kernel';
import {
  GenerationFacts,
  LimitHold,
  LotShare,
  PriceSnapshot,
  PurchaseAmount,
  Rollover,
  Usage,
} from './account-events';
import {
  AccountState,
  CreditsFell,
  Hold,
  LimitCrossings,
  LimitOverride,
  LimitWindow,
  Lot,
  PendingTakeBack,
} from './account-state';

const lot = objectOf<Lot>({
  lotId: text(),
  creditType: text(),
  priority: integer,
  grantedAt: text(),
  effectiveAt: text(),
  expiresAt: nullable(text()),
  remainingMicros: bigints,
  heldMicros: bigints,
  cost: nullable(objectOf<PurchaseAmount>({ amountMinor: bigints, currency: text() })),
  voidReason: nullable(text()),
  rollover: nullable(objectOf<Rollover>({ capMicros: bigints, days: integer })),
});

const facts = objectOf<GenerationFacts>({
  generationId: text(),
  actorUserId: nullable(text()),
  action: text(),
  operation: nullable(text()),
  subtype: nullable(text()),
  service: nullable(text()),
  model: nullable(text()),
  project: nullable(text()),
  scene: nullable(text()),
  requestedAt: text(),
});

const limitHold = objectOf<LimitHold>({
  limit: text(),
  limitKind: text(),
  member: nullable(text()),
  measure: text(),
  window: text(),
  units: bigints,
  limitValue: bigints,
  source: text(),
  enforced: boolean,
  usedBefore: bigints,
  heldBefore: bigints,
});

const hold = objectOf<Hold>({
  facts,
  payloadHash: text(),
  estimate: objectOf<Usage>({
    quantity: integer,
    inputTokens: nullable(integer),
    outputTokens: nullable(integer),
  }),
  price: objectOf<PriceSnapshot>({
    kind: text(),
    flatMicros: bigints,
    inputMicrosPerMillion: bigints,
    outputMicrosPerMillion: bigints,
  }),
  heldMicros: bigints,
  lots: listOf(objectOf<LotShare>({ lotId: text(), amountMicros: bigints })),
  limits: listOf(limitHold),
  timeoutSeconds: integer,
  deadlineAt: text(),
});

const window = objectOf<LimitWindow>({
  window: text(),
  kind: text(),
  usedUnits: bigints,
  heldUnits: bigints,
});

const account = objectOf<AccountState>({
  status: text(),
  accountId: text(),
  tier: text(),
  plan: nullable(text()),
  period: nullable(objectOf<BillingPeriod>({ anchor: text(), months: integer })),
  catalogVersion: integer,
  lots: listOf(lot),
  holds: mapOf(hold),
  deadlineFloor: nullable(text()),
  windows: recordOf(listOf(window)),
  overrides: recordOf(objectOf<LimitOverride>({ value: bigints, until: nullable(text()) })),
  crossings: recordOf(
    listOf(objectOf<LimitCrossings>({ window: text(), crossed: listOf(text()), recovered: listOf(text()) })),
  ),
  balanceMicros: bigints,
  heldMicros: bigints,
  overdrawnMicros: bigints,
  takeBacks: listOf(objectOf<PendingTakeBack>({ orderId: text(), lotId: text(), amountMicros: bigints })),
  refundsOwedMicros: bigints,
  creditsFell: nullable(objectOf<CreditsFell>({ level: text(), at: text() })),
  refilledDay: nullable(text()),
  refilledMicros: bigints,
  refusals: objectOf<AccountState['refusals']>({ minute: text(), count: integer }),
});

/**
 * How an account's state is kept as a snapshot. Raise the version when `evolve` comes to another state from
 * the same history: the shape notices changed fields only, and account-snapshot.spec.ts the rest.
 */
export const accountSnapshot = { version: 3, codec: account };

function mapOf<T>(codec: Codec<T>): Codec<ImmutableMap<string, T>> {
  const pairs = listOf(pairOf(codec));
  return {
    shape: `map${pairs.shape}`,
    encode: (map) => pairs.encode([...map]),
    decode: (json) => ImmutableMap(pairs.decode(json)),
  };
}
