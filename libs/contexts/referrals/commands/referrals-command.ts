import type { DomainEvent } from '@ledgerline/kernel';
import type { Catalog } from '@ledgerline/contexts/catalog';
import type { CommandSlice } from '@ledgerline/platform/commands';
import type { PayoutEvent } from '../domain/payout/payout-events';
import type { PayoutState } from '../domain/payout/payout-state';
import type { ProgramEvent } from '../domain/program/program-events';
import type { ProgramState } from '../domain/program/program-state';
import type { ReferralEvent } from '../domain/referral/referral-events';
import type { ReferralState } from '../domain/referral/referral-state';

type Of<Slice> = Omit<Slice, 'streamId'>;

/** A command on the program of the account in its path. */
export function programCommand<Body extends object, Command>(
  slice: Of<CommandSlice<Body, Command, ProgramState, ProgramEvent, Catalog>>,
): CommandSlice<Body, Command, ProgramState, ProgramEvent, Catalog> {
  return { ...slice, streamId: ({ params }) => params.accountId! };
}

/** A command on the referral of the account in its path: the party that was brought. */
export function referralCommand<Body extends object, Command>(
  slice: Of<CommandSlice<Body, Command, ReferralState, ReferralEvent, Catalog>>,
): CommandSlice<Body, Command, ReferralState, ReferralEvent, Catalog> {
  return { ...slice, streamId: ({ params }) => params.accountId! };
}

/** A command on one payout of the account in its path. */
export function payoutCommand<Body extends object, Command>(
  slice: Of<CommandSlice<Body, Command, PayoutState, PayoutEvent, undefined>>,
): CommandSlice<Body, Command, PayoutState, PayoutEvent, undefined> {
  return { ...slice, streamId: ({ params }) => params.payoutId! };
}

/** Finds the one event of a type among a command's recorded facts. */
export function factOf<Event extends DomainEvent, Type extends Event['type']>(
  events: readonly Event[],
  type: Type,
): Extract<Event, { type: Type }>['data'] | undefined {
  return events.find((event) => event.type === type)?.data;
}
