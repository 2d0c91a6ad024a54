export { markSubscribedSlice } from './commands/mark-subscribed/mark-subscribed.http';
export { identityDescription, runningIdentity } from './identity.module';
export type { IdentityParts } from './identity-parts';
export type * from './domain/party/party-events';
export type { PartyState } from './domain/party/party-state';
export { partyFamily } from './party-family';
export { partyStream } from './streams/party-stream';
