import { isCurrency, isTimestamp, parseCredits, parseMoney, parseUsdMicros } from '@ledgerline/kernel';
import { field } from './field';

/** Credits above zero (or from zero), as a decimal string of at most 6 places: read with `parseCredits`. */
export function CreditsText({ zeroAllowed = false }: { zeroAllowed?: boolean } = {}): PropertyDecorator {
  const bound = zeroAllowed ? 'not negative' : 'above 0';
  const message = `is credits as a decimal string ${bound} with at most 6 decimals, e.g. "12.5"`;
  return field('creditsText', {
    schema: { type: 'string', pattern: String.raw`^\d{1,13}(\.\d{1,6})?$`, example: '12.5' },
    check: (value) => {
      if (typeof value === 'number')
        return `${message}: write it in quotes, for numbers lose digits on the way`;
      const micros = typeof value === 'string' ? parseCredits(value) : undefined;
      return micros === undefined || micros < 0n || (micros === 0n && !zeroAllowed) ? message : undefined;
    },
  });
}

/** Money in the currency that the field `currency` beside it names: read with `parseMoney`. */
export function MoneyText(): PropertyDecorator {
  const message =
    'is an amount as a decimal string with no more decimals than its currency has, e.g. "10.00"';
  return field('moneyText', {
    schema: { type: 'string', pattern: String.raw`^\d{1,12}(\.\d{1,3})?$`, example: '10.00' },
    check: (value, { currency }) =>
      typeof value === 'string' && parseMoney(value, String(currency)) !== undefined ? undefined : message,
  });
}

/** US dollars to the millionth: read with `parseUsdMicros`. */
export function UsdText(): PropertyDecorator {
  const message = 'is US dollars as a decimal string up to 1000000 with at most 6 decimals, e.g. "0.0123"';
  return field('usdText', {
    schema: { type: 'string', pattern: String.raw`^\d{1,7}(\.\d{1,6})?$`, example: '0.0123' },
    check: (value) =>
      typeof value === 'string' && parseUsdMicros(value) !== undefined ? undefined : message,
  });
}

/** ISO 4217 code. */
export function Currency(): PropertyDecorator {
  const message = 'is a currency of ISO 4217 in capital letters, e.g. "USD"';
  return field('currency', {
    schema: { type: 'string', pattern: '^[A-Z]{3}$', example: 'USD' },
    check: (value) => (typeof value === 'string' && isCurrency(value) ? undefined : message),
  });
}

/** An instant in UTC to the millisecond that exists in the calendar. */
export function TimestampText(): PropertyDecorator {
  const message = 'is an instant in UTC with milliseconds, e.g. "2026-11-21T09:00:00.000Z"';
  return field('timestampText', {
    schema: { type: 'string', format: 'date-time', example: '2026-11-21T09:00:00.000Z' },
    check: (value) => (typeof value === 'string' && isTimestamp(value) ? undefined : message),
  });
}

const IDENTIFIER = /^(?!\.{1,2}$)[A-Za-z0-9._~-]{1,100}$/;
const IDENTIFIER_MESSAGE = 'is an identifier of 1 to 100 letters, digits and . _ ~ -';

/** A name that is safe in URLs and stream names as it is. */
export function Identifier(): PropertyDecorator {
  return matching(IDENTIFIER, IDENTIFIER_MESSAGE, 'ada');
}

/** What is wrong with a text as an identifier, if anything: for what does not arrive in a body. */
export function identifierFinding(text: unknown): string | undefined {
  return typeof text === 'string' && IDENTIFIER.test(text) ? undefined : IDENTIFIER_MESSAGE;
}

/** Free text of 1 to `lengthMax` UTF-16 units that every store and file can hold. */
export function Text(lengthMax: number): PropertyDecorator {
  const message = `is a text of 1 to ${lengthMax} characters`;
  return field('text', {
    schema: { type: 'string', minLength: 1, maxLength: lengthMax },
    check: (value) => {
      if (typeof value !== 'string' || value.length < 1 || value.length > lengthMax) return message;
      return isStorable(value) ? undefined : `${message}, without NUL and broken surrogates`;
    },
  });
}

/** An address of the web, where a browser may be sent; read with `new URL`. */
export function WebUrl(): PropertyDecorator {
  const message =
    'is an address of at most 2000 characters that begins with https:// or http://, ' +
    'without spaces, a user or a password';
  return field('webUrl', {
    schema: { type: 'string', format: 'uri', maxLength: 2_000, example: 'https://shop.example/thanks' },
    check: (value) =>
      typeof value === 'string' &&
      value.length <= 2_000 &&
      isStorable(value) &&
      /^https?:\/\/[^\s\p{Cc}\p{Cf}]+$/iu.test(value) &&
      URL.canParse(value) &&
      new URL(value).username + new URL(value).password === ''
        ? undefined
        : message,
  });
}

/** A NUL cannot be stored as text, and half a surrogate pair comes back from UTF-8 as something else. */
export function isStorable(text: string): boolean {
  // Node 20 has it, the library of ES2023 does not name it yet.
  return !text.includes('\0') && (text as string & { isWellFormed(): boolean }).isWellFormed();
}

function matching(pattern: RegExp, message: string, example: string): PropertyDecorator {
  return field('matching', {
    schema: { type: 'string', pattern: pattern.source, example },
    check: (value) => (typeof value === 'string' && pattern.test(value) ? undefined : message),
  });
}
