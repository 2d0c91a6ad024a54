import type { ContextDescription, RunningContext } from '@ledgerline/platform/contexts';
import { identityCommands } from './commands/registry';
import { identityDueSources } from './due-sources';
import { identityEvents } from './event-registries';
import type { IdentityParts } from './identity-parts';
import { IDENTITY_PROBLEMS } from './identity-problems';
import { identityQueries } from './projections/queries.http';
import { identityProjections } from './projections/registry';
import { identityReactions } from './reactions/registry';

export const identityDescription: ContextDescription = {
  name: 'Identity',
  events: identityEvents,
  projections: identityProjections,
  problems: IDENTITY_PROBLEMS,
};

export function runningIdentity(parts: IdentityParts): RunningContext {
  return {
    commands: identityCommands(parts),
    reactions: identityReactions(parts),
    due: identityDueSources(parts),
    controllers: identityQueries.controllers,
    providers: identityQueries.handlers,
  };
}
