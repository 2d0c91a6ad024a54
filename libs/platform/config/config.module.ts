import { DynamicModule } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { LedgerlineConfig } from './load-config';

/**
 * Hands the checked configuration to Nest: `ConfigService<{ ledgerline: LedgerlineConfig }, true>` answers
 * `get('ledgerline')`. Files are not read and variables not looked up a second time, so nothing unchecked
 * slips in behind `loadConfig`.
 */
export function configModule(config: LedgerlineConfig): Promise<DynamicModule> | DynamicModule {
  return ConfigModule.forRoot({
    isGlobal: true,
    cache: true,
    ignoreEnvFile: true,
    ignoreEnvVars: true,
    skipProcessEnv: true,
    load: [() => ({ ledgerline: config })],
  });
}
