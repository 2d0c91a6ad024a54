import {
  isCurrency,
  isTimestamp,
  minorDigits,
  parseCredits,
  parseMoney,
  parseUsdMicros,
} from '@ledgerline/kernel';

/** Says what is wrong, and where. */
export type Report = (field: string, message: string) => void;

/** Reports whatever keeps `value` from being what stands at `at`. */
export type Check = (value: unknown, at: string, report: Report) => void;

export type Entry = Readonly<Record<string, unknown>>;

const ENTRIES_MAX = 500;
const NAME = /^[a-z][a-z0-9_]{0,63}$/;
const DASHED_NAME = /^[a-z][a-z0-9_-]{0,63}$/;

export function asEntry(value: unknown): Entry | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entry) : undefined;
}

/** An object of exactly these fields; those of `optional` may be left out. */
export function object(
  fields: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  return (value, at, report) => {
    const entry = asEntry(value);
    if (!entry) return report(at, 'is an object');
    for (const key of Object.keys(entry)) {
      if (!Object.hasOwn(fields, key) && !Object.hasOwn(optional, key)) {
        report(join(at, key), 'is not a field of a catalog');
      }
    }
    for (const [key, check] of Object.entries(fields)) check(entry[key], join(at, key), report);
    for (const [key, check] of Object.entries(optional)) {
      if (entry[key] !== undefined) check(entry[key], join(at, key), report);
    }
  };
}

/** A list of entries, each named once. */
export function named(check: Check): Check {
  return (value, at, report) => {
    if (!Array.isArray(value)) return report(at, 'is a list');
    if (value.length > ENTRIES_MAX) report(at, `holds at most ${ENTRIES_MAX} entries`);
    const seen = new Set<unknown>();
    value.slice(0, ENTRIES_MAX).forEach((item: unknown, i) => {
      const name = asEntry(item)?.name;
      if (name !== undefined && seen.has(name)) {
        report(`${at}[${i}].name`, `${JSON.stringify(name)} is named twice`);
      }
      seen.add(name);
      check(item, `${at}[${i}]`, report);
    });
  };
}

/** A list of values, each once. */
export function listOf(check: Check, countMax = ENTRIES_MAX): Check {
  return (value, at, report) => {
    if (!Array.isArray(value)) return report(at, 'is a list');
    if (value.length > countMax) report(at, `holds at most ${countMax} entries`);
    value.slice(0, countMax).forEach((item: unknown, i) => {
      if (value.indexOf(item) !== i) report(`${at}[${i}]`, 'is named twice');
      else check(item, `${at}[${i}]`, report);
    });
  };
}

export function mapOf(check: Check, message: string): Check {
  return (value, at, report) => {
    const entry = asEntry(value);
    if (!entry) return report(at, message);
    for (const [key, item] of Object.entries(entry)) check(item, `${at}.${key}`, report);
  };
}

export function oneOf(...words: readonly string[]): Check {
  return test((value) => typeof value === 'string' && words.includes(value), `is one of ${words.join(', ')}`);
}

export function nullOr(check: Check): Check {
  return (value, at, report) => {
    if (value !== null) check(value, at, report);
  };
}

export function wholeNumber(min: number, max: number): Check {
  return test(
    (value) => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
    `is a whole number from ${min} to ${max}`,
  );
}

export function test(holds: (value: unknown) => boolean, message: string): Check {
  return (value, at, report) => {
    if (!holds(value)) report(at, message);
  };
}

export const yesOrNo = test((value) => typeof value === 'boolean', 'is true or false');
export const name = test(
  (value) => typeof value === 'string' && NAME.test(value),
  'is 1–64 lower-case letters, digits and underscores',
);
export const dashedName = test(
  (value) => typeof value === 'string' && DASHED_NAME.test(value),
  'is a lower-case name',
);
export const description = text(200);
export const credits = test(
  (value) => typeof value === 'string' && (parseCredits(value) ?? -1n) >= 0n,
  'is credits as a decimal string of at most 6 places, e.g. "12.5"',
);

export const positiveCredits = test(
  (value) => typeof value === 'string' && (parseCredits(value) ?? 0n) > 0n,
  'is credits above 0 as a decimal string of at most 6 places, e.g. "100"',
);
export const usd = test(
  (value) => typeof value === 'string' && parseUsdMicros(value) !== undefined,
  'is US dollars as a decimal string up to 1000000 of at most 6 places, e.g. "0.15"',
);
export const instant = test(
  (value) => typeof value === 'string' && isTimestamp(value),
  'is an instant like 2026-11-21T09:00:00.000Z',
);
export const percent = test(
  (value) => typeof value === 'string' && /^(?:100|\d{1,2}(?:\.\d{1,4})?)$/.test(value),
  'is a percentage from "0" to "100" of at most 4 places',
);

export function text(lengthMax: number): Check {
  return test(
    (value) => typeof value === 'string' && value.length <= lengthMax,
    `is a text of at most ${lengthMax} characters`,
  );
}

const currency = test((value) => typeof value === 'string' && isCurrency(value), 'is a currency of ISO 4217');
export const MONEY_FIELDS = { amount, currency };

/** An amount in its currency's minor units: its digits depend on the currency beside it. */
export const money: Check = (value, at, report) => {
  object(MONEY_FIELDS)(value, at, report);
  checkMinorUnits(value, at, report);
};

export const checkMinorUnits: Check = (value, at, report) => {
  const { amount: text, currency: code } = asEntry(value) ?? {};
  if (typeof text !== 'string' || typeof code !== 'string' || !/^\d{1,12}(?:\.\d{1,6})?$/.test(text)) return;
  if (parseMoney(text, code) === undefined) {
    report(`${at}.amount`, `has at most ${minorDigits(code)} decimals in ${code}`);
  }
};

function amount(value: unknown, at: string, report: Report): void {
  if (typeof value !== 'string' || !/^\d{1,12}(?:\.\d{1,6})?$/.test(value)) {
    report(at, 'is an amount as a decimal string, e.g. "10.00"');
  }
}

function join(at: string, key: string): string {
  return at ? `${at}.${key}` : key;
}
