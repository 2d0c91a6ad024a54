export { identityDescription, runningIdentity } from './identity.module';
export type { IdentityParts } from './identity-parts';
