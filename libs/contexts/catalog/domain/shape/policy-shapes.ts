import { limitKinds, parseCredits } from '@ledgerline/kernel';
import {
  asEntry,
  Check,
  credits,
  dashedName,
  description,
  Entry,
  listOf,
  mapOf,
  name,
  nullOr,
  object,
  oneOf,
  Report,
  test,
  text,
  wholeNumber,
  yesOrNo,
} from './shape';

const DURATION_SECONDS_MAX = 366 * 86_400;
const TOKENS_MAX = 1_000_000_000;
const THRESHOLD = /^(?:[1-9]\d?%|100%|[1-9]\d{0,14}|\d{1,12}\.\d{1,6})$/;
const WHOLE_MEASURES: readonly unknown[] = ['count', 'tokens'];

export const tier = object(
  { name: dashedName, trialGrant: credits, dailyRefill: credits },
  {
    overdraft: (value, at, report) => {
      if (value !== 'none' && value !== 'unlimited') credits(value, at, report);
    },
    lowCredits: credits,
  },
);

const limitFields = object(
  {
    name,
    description,
    kind: oneOf(...Object.keys(limitKinds)),
    measure: oneOf('count', 'tokens', 'credits', 'cost'),
    active: yesOrNo,
    values: mapOf(() => undefined, 'maps tiers to values'),
  },
  {
    durationSeconds: test(
      (value) =>
        Number.isSafeInteger(value) &&
        (value as number) >= 60 &&
        (value as number) <= DURATION_SECONDS_MAX &&
        (value as number) % 60 === 0,
      'is a whole number of minutes in seconds, up to 366 days',
    ),
    memberValues: mapOf(() => undefined, 'maps tiers to values'),
    enforcement: oneOf('hard', 'soft'),
    thresholds: listOf(
      test(
        (value) => typeof value === 'string' && THRESHOLD.test(value),
        'is a percentage like "80%", or an amount like "50"',
      ),
      10,
    ),
  },
);

/** A limit by itself; `tiers` are the names its values may speak of. */
export function limit(tiers: ReadonlySet<unknown>): Check {
  return (value, at, report) => {
    limitFields(value, at, report);
    const entry = asEntry(value) ?? {};
    const isRolling = entry.kind === 'rolling';
    if (isRolling && entry.durationSeconds === undefined) {
      report(`${at}.durationSeconds`, 'is how long a rolling limit looks back');
    }
    if (!isRolling && entry.durationSeconds !== undefined && Object.hasOwn(limitKinds, String(entry.kind))) {
      report(`${at}.durationSeconds`, 'belongs to rolling limits only');
    }
    checkValues(entry, { values: entry.values, at: `${at}.values`, names: tiers, of: 'a tier' }, report);
    checkValues(
      entry,
      { values: entry.memberValues, at: `${at}.memberValues`, names: tiers, of: 'a tier' },
      report,
    );
  };
}

/** Values of a limit by tier, or of a plan by limit: whole numbers, or decimal texts where it measures so. */
export function checkValues(
  limitEntry: Entry,
  given: { values: unknown; at: string; names: ReadonlySet<unknown>; of: string },
  report: Report,
): void {
  for (const [key, value] of Object.entries(asEntry(given.values) ?? {})) {
    const at = `${given.at}.${key}`;
    if (!given.names.has(key)) report(at, `is not ${given.of} of this catalog`);
    limitValue(limitEntry.measure)(value, at, report);
  }
}

export function limitValue(measure: unknown): Check {
  if (measure === undefined || WHOLE_MEASURES.includes(measure)) {
    return test(
      (value) => Number.isSafeInteger(value) && (value as number) >= -1,
      'is a whole number from 0, or -1 for unlimited',
    );
  }
  return test(
    (value) =>
      value === -1 || value === '-1' || (typeof value === 'string' && (parseCredits(value) ?? -1n) >= 0n),
    'is a decimal string of at most 6 places, or -1 for unlimited',
  );
}

export function action(limits: ReadonlySet<unknown>): Check {
  const known = test((value) => limits.has(value), 'is not a limit of this catalog');
  return object(
    { name, description, limits: listOf(known), price: checkPrice },
    { defaultSubtype: text(200) },
  );
}

const tokenPrice = object({ inputPerMillion: credits, outputPerMillion: credits });
const kind: Check = () => undefined;
const prices: Readonly<Record<string, Check>> = {
  free: object({ kind }),
  flat: object({ kind, credits }),
  tokens: object(
    { kind, models: mapOf(tokenPrice, 'maps models to prices'), fallback: nullOr(tokenPrice) },
    {
      bound: object({ inputTokens: wholeNumber(0, TOKENS_MAX), outputTokens: wholeNumber(0, TOKENS_MAX) }),
    },
  ),
};

function checkPrice(value: unknown, at: string, report: Report): void {
  const price = asEntry(value);
  if (!price) return report(at, 'is an object with a kind');
  const known = Object.hasOwn(prices, String(price.kind)) ? prices[String(price.kind)] : undefined;
  if (known) known(value, at, report);
  else report(`${at}.kind`, 'is "free", "flat" or "tokens"');
}
