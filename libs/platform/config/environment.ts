import { IsOptional, ValidateBy } from 'class-validator';
import { parseApiKeys } from './api-key';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export const EVENT_STORES = ['postgres', 'memory', 'eventstoredb'] as const;
export const NODE_ENVS = ['production', 'development', 'test'] as const;

export const MASTER_KEY_BYTES = 32;

/**
 * The variables as they arrive: texts. Each says what is expected of it, and none of these sentences quotes a
 * value, for a log must not hold a password that was put into the wrong variable.
 */
export class Environment {
  @IsOptional()
  @Expected('a URL postgresql://user:password@host:port/database', isPostgresUrl)
  DATABASE_URL?: string;

  @IsOptional()
  @Expected('a URL postgresql://user:password@host:port/database', isPostgresUrl)
  DATABASE_OWNER_URL?: string;

  @Expected(`one of ${EVENT_STORES.join(', ')}`, oneOf(EVENT_STORES))
  EVENT_STORE: string = 'postgres';

  /** What is in it is checked by the adapter's own reading of it, see `loadConfig`. */
  @IsOptional()
  @Expected('a connection string esdb://user:password@host:port?tls=true', (text) =>
    /^esdb(?:\+discover)?:\/\/\S{1,2000}$/.test(text),
  )
  EVENT_STORE_URL?: string;

  @Expected('a host name or address to listen on', (text) => /^[A-Za-z0-9.:_-]{1,253}$/.test(text))
  HTTP_HOST: string = '127.0.0.1';

  @Expected(
    'a port from 0 to 65535 (0 = any free one)',
    (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
  )
  HTTP_PORT: string = '3000';

  @IsOptional()
  @Expected(
    'a port from 0 to 65535 for health and metrics of the projector or the reactor',
    (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
  )
  OPERATIONS_PORT?: string;

  @Expected('true or false', oneOf(['true', 'false']))
  HTTP_TRUST_PROXY: string = 'false';

  @Expected('true or false', oneOf(['true', 'false']))
  TEST_CLOCKS_ENABLED: string = 'false';

  @Expected('base64 of exactly 32 random bytes (openssl rand -base64 32)', isMasterKey)
  LEDGERLINE_MASTER_KEY: string;

  @IsOptional()
  @Expected('earlier master keys, comma-separated, each base64 of 32 bytes', (text) =>
    text.split(',').every((key) => isMasterKey(key.trim())),
  )
  LEDGERLINE_RETIRED_MASTER_KEYS?: string;

  @Expected(
    'comma-separated name:role:sha256hex, role service, finance or admin, sha256hex of the bearer token',
    (text) => typeof parseApiKeys(text) !== 'string',
  )
  LEDGERLINE_API_KEYS: string;

  @IsOptional()
  @Expected('the SHA-256 of the bearer token that may read /metrics, 64 hex digits', (text) =>
    /^[0-9a-f]{64}$/.test(text),
  )
  METRICS_KEY?: string;

  @Expected(`one of ${LOG_LEVELS.join(', ')}`, oneOf(LOG_LEVELS))
  LOG_LEVEL: string = 'info';

  @Expected(`one of ${NODE_ENVS.join(', ')}`, oneOf(NODE_ENVS))
  NODE_ENV: string = 'development';

  @Expected('true or false', oneOf(['true', 'false']))
  USAGE_TRACKING_ENABLED: string = 'true';

  @Expected('true or false', oneOf(['true', 'false']))
  USAGE_LIMITS_ENFORCED: string = 'true';

  @Expected('true or false', oneOf(['true', 'false']))
  USAGE_ANALYTICS_ENABLED: string = 'true';

  @Expected('true or false', oneOf(['true', 'false']))
  CREDITS_ENABLED: string = 'true';

  @Expected(
    'how many seconds to wait at the start for what is not there yet, from 0 to 3600',
    (text) => /^\d{1,4}$/.test(text) && Number(text) <= 3_600,
  )
  LEDGERLINE_START_TIMEOUT_SECONDS: string = '60';

  @Expected(
    'a folder for the data of the embedded database',
    (text) => text.length <= 1_000 && !text.includes('\0'),
  )
  LEDGERLINE_DATA: string = '.ledgerline';
}

/** A rule of one variable; its message is the expectation alone, the listing adds name and finding. */
function Expected(expectation: string, holds: (text: string) => boolean): PropertyDecorator {
  const validate = (value: unknown) => typeof value === 'string' && holds(value);
  return ValidateBy({ name: 'expected', validator: { validate, defaultMessage: () => expectation } });
}

function isPostgresUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname } = new URL(text);
  return ['postgres:', 'postgresql:'].includes(protocol) && hostname !== '' && pathname.length > 1;
}

function isMasterKey(text: string): boolean {
  const isBase64 = /^[A-Za-z0-9+/]{43}=$/.test(text);
  return isBase64 && Buffer.from(text, 'base64').length === MASTER_KEY_BYTES;
}

function oneOf(allowed: readonly string[]): (text: string) => boolean {
  return (text) => allowed.includes(text);
}
