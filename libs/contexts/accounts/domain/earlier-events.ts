import { earlierVersion, LimitKindName } from '@ledgerline/kernel';
import {
  ChargedShare,
  CreditsGranted,
  GenerationCancelled,
  GenerationCompleted,
  GenerationCompletedLate,
  GenerationExpired,
  GenerationFailed,
  GenerationRequested,
  LimitHold,
  LimitSettlement,
  LotLapsed,
  LotShare,
} from './account-events';

/*
 * Shapes that are no longer written and are read for ever. What changed between the first and the second: a
 * limit may be a member's own, any duration may roll, and what is charged tells its lot's terms and cost.
 */

type EarlierKind = Exclude<LimitKindName, 'rolling'> | 'rolling-hour';
type Earlier<Limit extends { member: string | null; limitKind: LimitKindName }> = Omit<
  Limit,
  'member' | 'limitKind'
> & { readonly limitKind: EarlierKind };
interface EarlierLimits<Limit extends { member: string | null; limitKind: LimitKindName }> {
  readonly limits: Earlier<Limit>[];
}
type EarlierRelease<Event extends { data: object }> = Omit<Event['data'], 'limits'> &
  EarlierLimits<LimitSettlement>;
type EarlierCompletion<Event extends { data: object }> = Omit<EarlierRelease<Event>, 'charged'> & {
  readonly charged: LotShare[];
};

const after = { 'after.balanceMicros': true, 'after.heldMicros': true } as const;
const settled = { 'limits[].heldUnits': true, 'limits[].usedUnits': true } as const;
const released = { ...after, ...settled, 'returned[].amountMicros': true, heldMicros: true } as const;
const completed = {
  ...after,
  ...settled,
  virtualCostUsdMicros: true,
  costMicros: true,
  chargedMicros: true,
  shortfallMicros: true,
  'charged[].amountMicros': true,
} as const;

export const creditsGrantedV1 = earlierVersion<
  Omit<CreditsGranted['data'], 'rollover'>,
  CreditsGranted['data']
>(
  'ledgerline.account.credits-granted.v1',
  { ...after, amountMicros: true, 'purchaseAmount.amountMinor': true },
  (old) => ({ ...old, rollover: null }),
);

export const lotLapsedV1 = earlierVersion<Omit<LotLapsed['data'], 'cost'>, LotLapsed['data']>(
  'ledgerline.account.lot-lapsed.v1',
  { ...after, amountMicros: true },
  (old) => ({ ...old, cost: null }),
);

export const generationRequestedV1 = earlierVersion<
  Omit<GenerationRequested['data'], 'limits'> & EarlierLimits<LimitHold>,
  GenerationRequested['data']
>(
  'ledgerline.account.generation-requested.v1',
  {
    ...after,
    heldMicros: true,
    'price.flatMicros': true,
    'price.inputMicrosPerMillion': true,
    'price.outputMicrosPerMillion': true,
    'lots[].amountMicros': true,
    'limits[].units': true,
    'limits[].limitValue': true,
    'limits[].usedBefore': true,
    'limits[].heldBefore': true,
  },
  (old) => ({ ...old, limits: old.limits.map(ofAccount) }),
);

export const generationCompletedV1 = earlierVersion<
  EarlierCompletion<GenerationCompleted>,
  GenerationCompleted['data']
>(
  'ledgerline.account.generation-completed.v1',
  { ...completed, 'held[].amountMicros': true, 'returned[].amountMicros': true, heldMicros: true },
  (old) => ({ ...old, limits: old.limits.map(ofAccount), charged: old.charged.map(ofUnknownLot) }),
);

export const generationCompletedLateV1 = earlierVersion<
  EarlierCompletion<GenerationCompletedLate>,
  GenerationCompletedLate['data']
>('ledgerline.account.generation-completed-late.v1', completed, (old) => ({
  ...old,
  limits: old.limits.map(ofAccount),
  charged: old.charged.map(ofUnknownLot),
}));

export const generationFailedV1 = earlierVersion<EarlierRelease<GenerationFailed>, GenerationFailed['data']>(
  'ledgerline.account.generation-failed.v1',
  released,
  (old) => ({ ...old, limits: old.limits.map(ofAccount) }),
);

export const generationCancelledV1 = earlierVersion<
  EarlierRelease<GenerationCancelled>,
  GenerationCancelled['data']
>('ledgerline.account.generation-cancelled.v1', released, (old) => ({
  ...old,
  limits: old.limits.map(ofAccount),
}));

export const generationExpiredV1 = earlierVersion<
  EarlierRelease<GenerationExpired>,
  GenerationExpired['data']
>('ledgerline.account.generation-expired.v1', released, (old) => ({
  ...old,
  limits: old.limits.map(ofAccount),
}));

/** Every limit was the account's as a whole, and the only duration that rolled was an hour. */
function ofAccount<Old extends { readonly limitKind: EarlierKind; readonly window: string }>(old: Old) {
  if (old.limitKind !== 'rolling-hour') return { ...old, limitKind: old.limitKind, member: null };
  return { ...old, limitKind: 'rolling' as const, window: `${old.window}:00.000Z/3600`, member: null };
}

/** The lot's terms were not told: a grant of the same lot tells them. */
function ofUnknownLot(share: LotShare): ChargedShare {
  return { ...share, creditType: null, expiresAt: null, cost: null };
}
