import { defineEvent, eventRegistry } from '@ledgerline/kernel';
import * as events from './account-events';
import {
  creditsGrantedV1,
  generationCancelledV1,
  generationCompletedLateV1,
  generationCompletedV1,
  generationExpiredV1,
  generationFailedV1,
  generationRequestedV1,
  lotLapsedV1,
} from './earlier-events';
import { purchaseEventDefinitions } from './purchase-event-definitions';

const after = { 'after.balanceMicros': true, 'after.heldMicros': true } as const;
const returned = {
  'returned[].amountMicros': true,
  'limits[].heldUnits': true,
  'limits[].usedUnits': true,
} as const;
const completion = {
  ...after,
  virtualCostUsdMicros: true,
  costMicros: true,
  chargedMicros: true,
  shortfallMicros: true,
  'charged[].amountMicros': true,
  'charged[].cost.amountMinor': true,
  'limits[].heldUnits': true,
  'limits[].usedUnits': true,
} as const;
const lotEnd = { ...after, amountMicros: true, 'cost.amountMinor': true } as const;
const shares = { 'shares[].amountMicros': true, 'shares[].cost.amountMinor': true } as const;
const unitChange = { usedBefore: true, usedAfter: true } as const;
const crossing = {
  thresholdUnits: true,
  usedUnits: true,
  heldUnits: true,
  limitValue: true,
} as const;
const creditCrossing = { availableMicros: true, thresholdMicros: true } as const;
const overdraft = { ...after, amountMicros: true, overdrawnMicros: true } as const;
const release = { ...after, ...returned, heldMicros: true } as const;

/**
 * The account stream's events as the log spells them. A new event is its type, one line here and its evolve.
 */
export const accountEvents = eventRegistry<events.AccountEvent>({
  AccountOpened: defineEvent<events.AccountOpened>('AccountOpened', 'ledgerline.account.opened.v1', {}),
  AccountClosed: defineEvent<events.AccountClosed>('AccountClosed', 'ledgerline.account.closed.v1', {}),
  AccountReopened: defineEvent<events.AccountReopened>(
    'AccountReopened',
    'ledgerline.account.reopened.v1',
    {},
  ),
  CreditsGranted: defineEvent<events.CreditsGranted>(
    'CreditsGranted',
    'ledgerline.account.credits-granted.v2',
    {
      ...after,
      amountMicros: true,
      'purchaseAmount.amountMinor': true,
      'rollover.capMicros': true,
    },
    [creditsGrantedV1],
  ),
  LotLapsed: defineEvent<events.LotLapsed>(
    'LotLapsed',
    'ledgerline.account.lot-lapsed.v2',
    {
      ...lotEnd,
    },
    [lotLapsedV1],
  ),
  GenerationRequested: defineEvent<events.GenerationRequested>(
    'GenerationRequested',
    'ledgerline.account.generation-requested.v2',
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
    [generationRequestedV1],
  ),
  HoldExtended: defineEvent<events.HoldExtended>('HoldExtended', 'ledgerline.account.hold-extended.v1', {}),
  GenerationCompleted: defineEvent<events.GenerationCompleted>(
    'GenerationCompleted',
    'ledgerline.account.generation-completed.v2',
    { ...completion, 'held[].amountMicros': true, 'returned[].amountMicros': true, heldMicros: true },
    [generationCompletedV1],
  ),
  GenerationCompletedLate: defineEvent<events.GenerationCompletedLate>(
    'GenerationCompletedLate',
    'ledgerline.account.generation-completed-late.v2',
    completion,
    [generationCompletedLateV1],
  ),
  GenerationFailed: defineEvent<events.GenerationFailed>(
    'GenerationFailed',
    'ledgerline.account.generation-failed.v2',
    release,
    [generationFailedV1],
  ),
  GenerationCancelled: defineEvent<events.GenerationCancelled>(
    'GenerationCancelled',
    'ledgerline.account.generation-cancelled.v2',
    release,
    [generationCancelledV1],
  ),
  GenerationExpired: defineEvent<events.GenerationExpired>(
    'GenerationExpired',
    'ledgerline.account.generation-expired.v2',
    release,
    [generationExpiredV1],
  ),
  TierChanged: defineEvent<events.TierChanged>('TierChanged', 'ledgerline.account.tier-changed.v1', {}),
  LimitOverridden: defineEvent<events.LimitOverridden>(
    'LimitOverridden',
    'ledgerline.account.limit-overridden.v1',
    { value: true },
  ),
  LimitOverrideRemoved: defineEvent<events.LimitOverrideRemoved>(
    'LimitOverrideRemoved',
    'ledgerline.account.limit-override-removed.v1',
    {},
  ),
  UsageRecorded: defineEvent<events.UsageRecorded>('UsageRecorded', 'ledgerline.account.usage-recorded.v1', {
    ...after,
    virtualCostUsdMicros: true,
    'price.flatMicros': true,
    'price.inputMicrosPerMillion': true,
    'price.outputMicrosPerMillion': true,
    costMicros: true,
    'charged[].amountMicros': true,
    'charged[].cost.amountMinor': true,
    'limits[].heldUnits': true,
    'limits[].usedUnits': true,
    'limits[].limitValue': true,
    'limits[].usedBefore': true,
    'limits[].heldBefore': true,
  }),
  UsageRemoved: defineEvent<events.UsageRemoved>(
    'UsageRemoved',
    'ledgerline.account.usage-removed.v1',
    unitChange,
  ),
  GaugeMoved: defineEvent<events.GaugeMoved>('GaugeMoved', 'ledgerline.account.gauge-moved.v1', {
    ...unitChange,
    limitValue: true,
  }),
  LotVoided: defineEvent<events.LotVoided>('LotVoided', 'ledgerline.account.lot-voided.v1', {
    ...lotEnd,
    pendingMicros: true,
  }),
  LotBarred: defineEvent<events.LotBarred>('LotBarred', 'ledgerline.account.lot-barred.v1', {}),
  LotRolledOver: defineEvent<events.LotRolledOver>(
    'LotRolledOver',
    'ledgerline.account.lot-rolled-over.v1',
    lotEnd,
  ),
  CreditsDeducted: defineEvent<events.CreditsDeducted>(
    'CreditsDeducted',
    'ledgerline.account.credits-deducted.v1',
    { ...after, ...shares, amountMicros: true },
  ),
  GenerationRefunded: defineEvent<events.GenerationRefunded>(
    'GenerationRefunded',
    'ledgerline.account.generation-refunded.v1',
    { amountMicros: true, refundedMicros: true, chargedMicros: true },
  ),
  OverdraftDrawn: defineEvent<events.OverdraftDrawn>(
    'OverdraftDrawn',
    'ledgerline.account.overdraft-drawn.v1',
    { ...overdraft, allowedMicros: true },
  ),
  OverdraftReturned: defineEvent<events.OverdraftReturned>(
    'OverdraftReturned',
    'ledgerline.account.overdraft-returned.v1',
    overdraft,
  ),
  OverdraftRepaid: defineEvent<events.OverdraftRepaid>(
    'OverdraftRepaid',
    'ledgerline.account.overdraft-repaid.v1',
    { ...overdraft, ...shares },
  ),
  ...purchaseEventDefinitions,
  LimitThresholdCrossed: defineEvent<events.LimitThresholdCrossed>(
    'LimitThresholdCrossed',
    'ledgerline.account.limit-threshold-crossed.v1',
    crossing,
  ),
  LimitThresholdRecovered: defineEvent<events.LimitThresholdRecovered>(
    'LimitThresholdRecovered',
    'ledgerline.account.limit-threshold-recovered.v1',
    crossing,
  ),
  LimitReached: defineEvent<events.LimitReached>(
    'LimitReached',
    'ledgerline.account.limit-reached.v1',
    crossing,
  ),
  LimitRecovered: defineEvent<events.LimitRecovered>(
    'LimitRecovered',
    'ledgerline.account.limit-recovered.v1',
    crossing,
  ),
  CreditsRanLow: defineEvent<events.CreditsRanLow>(
    'CreditsRanLow',
    'ledgerline.account.credits-ran-low.v1',
    creditCrossing,
  ),
  CreditsExhausted: defineEvent<events.CreditsExhausted>(
    'CreditsExhausted',
    'ledgerline.account.credits-exhausted.v1',
    creditCrossing,
  ),
  CreditsRecovered: defineEvent<events.CreditsRecovered>(
    'CreditsRecovered',
    'ledgerline.account.credits-recovered.v1',
    creditCrossing,
  ),
  CommandRefused: defineEvent<events.CommandRefused>(
    'CommandRefused',
    'ledgerline.account.command-refused.v1',
    {},
  ),
  CommandHadNoEffect: defineEvent<events.CommandHadNoEffect>(
    'CommandHadNoEffect',
    'ledgerline.account.command-had-no-effect.v1',
    {},
  ),
});
