import {
  asEntry,
  Check,
  checkMinorUnits,
  credits,
  dashedName,
  description,
  instant,
  listOf,
  money,
  MONEY_FIELDS,
  name,
  named,
  nullOr,
  object,
  percent,
  positiveCredits,
  test,
  text,
  usd,
  wholeNumber,
  yesOrNo,
} from './shape';
import { checkValues } from './policy-shapes';

const DAYS_MAX = 3660;
const days = wholeNumber(0, DAYS_MAX);
const UNITS_MAX = Number.MAX_SAFE_INTEGER;

export const packageShape = object({
  name: dashedName,
  description,
  credits,
  price: money,
  expiresAfterDays: nullOr(wholeNumber(1, DAYS_MAX)),
});

const creditPrice = object({ name: dashedName, credits: positiveCredits, price: money });

/** Named once each, and no currency twice: there is one price for an amount. */
export const creditPrices: Check = (value, at, report) => {
  named(creditPrice)(value, at, report);
  const seen = new Set<unknown>();
  (Array.isArray(value) ? (value as unknown[]) : []).forEach((item, i) => {
    const currency = asEntry(asEntry(item)?.price)?.currency;
    if (seen.has(currency)) report(`${at}[${i}].price.currency`, 'has a price already');
    seen.add(currency);
  });
};

const countryCode = test(
  (value) => typeof value === 'string' && /^[A-Z]{2}$/.test(value),
  'is a country of ISO 3166, two capitals',
);

export const taxRate = object({ name: dashedName, country: countryCode, percent, inclusive: yesOrNo });

const rewards: Readonly<Record<string, Check>> = {
  fixed: (value, at, report) => {
    object({ kind: () => undefined, ...MONEY_FIELDS })(value, at, report);
    checkMinorUnits(value, at, report);
  },
  percent: object({ kind: () => undefined, percent }),
  credits: object({ kind: () => undefined, referrer: credits, referee: credits }),
};

export const referral = object({
  attributionDays: days,
  expiryDays: days,
  vestingDays: days,
  reward: (value, at, report) => {
    const kind = String(asEntry(value)?.kind);
    if (Object.hasOwn(rewards, kind)) rewards[kind]!(value, at, report);
    else report(`${at}.kind`, 'is "fixed", "percent" or "credits"');
  },
  minimumPayout: money,
  rewardsPerDayMax: wholeNumber(1, 1_000_000),
});

export const providerRate = object({
  name: text(200),
  inputPerMillion: usd,
  outputPerMillion: usd,
  perUnit: usd,
});

export const providerBudget: Check = (value, at, report) => {
  object({ name: dashedName, ...MONEY_FIELDS, from: instant, until: instant })(value, at, report);
  checkMinorUnits(value, at, report);
  const { from, until } = asEntry(value) ?? {};
  if (typeof from === 'string' && typeof until === 'string' && until <= from) {
    report(`${at}.until`, 'is later than from');
  }
};

/** A plan; its tier, and the limits it values and prices, are of the same catalog. */
export function plan(tiers: ReadonlySet<unknown>, limits: ReadonlyMap<unknown, unknown>): Check {
  const tierName = test((value) => tiers.has(value), 'is not a tier of this catalog');
  const limitName = test((value) => limits.has(value), 'is not a limit of this catalog');
  const terms = object(
    { price: money, trialDays: days, creditsPerMonth: credits, rolloverCap: nullOr(credits) },
    {
      unusedAtEnd: test((value) => value === 'void' || value === 'keep', 'is "void" or "keep"'),
      usage: listOf(object({ limit: limitName, included: wholeNumber(0, UNITS_MAX), unitPrice: money }), 100),
    },
  );
  const values: Check = (value, at, report) => {
    for (const key of Object.keys(asEntry(value) ?? {})) {
      const given = { values: { [key]: asEntry(value)![key] }, at, names: new Set(limits.keys()) };
      checkValues(asEntry(limits.get(key)) ?? {}, { ...given, of: 'a limit' }, report);
    }
  };
  return object({ name, description, tier: tierName }, { values, monthly: terms, yearly: terms });
}
