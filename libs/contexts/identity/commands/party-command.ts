import type { AnyCommandSlice, CommandSlice } from '@ledgerline/platform/commands';
import type { PartyEvent } from '../domain/party/party-events';
import type { PartyState } from '../domain/party/party-state';

export type PartyCommandSlice<Body extends object, Command> = CommandSlice<
  Body,
  Command,
  PartyState,
  PartyEvent,
  undefined
>;

type Slice<Body extends object, Command> = PartyCommandSlice<Body, Command>;
type Route = AnyCommandSlice['route'];

/** A command on a party, decided by the party's stream, which its path names unless it says otherwise. */
export function partyCommand<Body extends object, Command>(
  slice: Omit<Slice<Body, Command>, 'streamId' | 'facts' | 'route'> &
    Partial<Pick<Slice<Body, Command>, 'streamId' | 'facts'>> & { readonly route: Omit<Route, 'tag'> },
): PartyCommandSlice<Body, Command> {
  return {
    streamId: ({ params }) => params.partyId!,
    facts: (_events, { params }) => ({ partyId: params.partyId }),
    ...slice,
    route: { tag: 'parties', ...slice.route },
  };
}
