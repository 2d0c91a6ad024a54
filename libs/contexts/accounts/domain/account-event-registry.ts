import { defineEvent, eventRegistry } from '@ledgerline/kernel';
import * as events from './account-events';

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
  'limits[].heldUnits': true,
  'limits[].usedUnits': true,
} as const;
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
    'ledgerline.account.credits-granted.v1',
    {
      ...after,
      amountMicros: true,
      'purchaseAmount.amountMinor': true,
    },
  ),
  LotLapsed: defineEvent<events.LotLapsed>('LotLapsed', 'ledgerline.account.lot-lapsed.v1', {
    ...after,
    amountMicros: true,
  }),
  GenerationRequested: defineEvent<events.GenerationRequested>(
    'GenerationRequested',
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
  ),
  HoldExtended: defineEvent<events.HoldExtended>('HoldExtended', 'ledgerline.account.hold-extended.v1', {}),
  GenerationCompleted: defineEvent<events.GenerationCompleted>(
    'GenerationCompleted',
    'ledgerline.account.generation-completed.v1',
    { ...completion, 'held[].amountMicros': true, 'returned[].amountMicros': true, heldMicros: true },
  ),
  GenerationCompletedLate: defineEvent<events.GenerationCompletedLate>(
    'GenerationCompletedLate',
    'ledgerline.account.generation-completed-late.v1',
    completion,
  ),
  GenerationFailed: defineEvent<events.GenerationFailed>(
    'GenerationFailed',
    'ledgerline.account.generation-failed.v1',
    release,
  ),
  GenerationCancelled: defineEvent<events.GenerationCancelled>(
    'GenerationCancelled',
    'ledgerline.account.generation-cancelled.v1',
    release,
  ),
  GenerationExpired: defineEvent<events.GenerationExpired>(
    'GenerationExpired',
    'ledgerline.account.generation-expired.v1',
    release,
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
