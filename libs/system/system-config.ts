import { providerVariables } from '@ledgerline/contexts/billing';
import { LedgerlineConfig, loadConfig, LoadConfigOptions } from '@ledgerline/platform/config';

/**
 * The configuration of a process of the whole system, with the variables of every provider of payments.
 * @throws ConfigurationInvalid naming every bad variable at once
 */
export function systemConfig(
  variables: Readonly<Record<string, string | undefined>> = process.env,
  options: Omit<LoadConfigOptions, 'providers'> = {},
): LedgerlineConfig {
  return loadConfig(variables, { ...options, providers: providerVariables });
}
