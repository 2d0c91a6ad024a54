import { field } from '@ledgerline/platform/http';
import { COUNTRIES } from '../domain/party/countries';

const EMAIL_LENGTH_MAX = 254;
const EMAIL = /^[^\s@\p{Cc}\p{Cs}]{1,64}@[^\s@.\p{Cc}\p{Cs}]+(\.[^\s@.\p{Cc}\p{Cs}]+)+$/u;

/** An address that mail could reach; whether it does, `VerifyEmail` tells. */
export function EmailText(): PropertyDecorator {
  const isEmail = (value: unknown) =>
    typeof value === 'string' && value.length <= EMAIL_LENGTH_MAX && EMAIL.test(value);
  return field('emailText', {
    schema: { type: 'string', format: 'email', maxLength: EMAIL_LENGTH_MAX, example: 'ada@example.org' },
    check: (value) => (isEmail(value) ? undefined : 'is an e-mail address, e.g. "ada@example.org"'),
  });
}

/** ISO 3166-1 alpha-2. */
export function CountryCode(): PropertyDecorator {
  return field('countryCode', {
    schema: { type: 'string', pattern: '^[A-Z]{2}$', example: 'DE' },
    check: (value) =>
      COUNTRIES.has(value as string) ? undefined : 'is a country code of ISO 3166-1, e.g. "DE"',
  });
}
