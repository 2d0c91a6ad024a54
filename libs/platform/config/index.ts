export { apiKeyEntry, mintApiKey, ROLES, TOKEN_LENGTH_MIN, tokenDigest } from './api-key';
export type { ApiKey, Role } from './api-key';
export { configModule } from './config.module';
export { ConfigurationInvalid, loadConfig } from './load-config';
export type { ConfigurationProblem, LedgerlineConfig, LoadConfigOptions } from './load-config';
export { NO_POLICY_VARIABLES } from './policy-variables';
export type { PolicyVariable, PolicyVariables } from './policy-variables';
export { PUBLISHED_MASTER_KEY, PUBLISHED_TOKEN } from './published-keys';
export { EXIT_CODES, exitOnFailure, StartupFault } from './startup-fault';
