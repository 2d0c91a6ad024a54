import { MICROS_PER_CREDIT, parseCredits } from '@ledgerline/kernel';
import { CatalogDocument, costMicros, DEFAULT_CATALOG, Price } from '@ledgerline/contexts/catalog';
import { Zipf } from '../chance/zipf';
import { durationMsOf } from './plan-request';
import { TraceFacts } from './trace-facts';

export const DEMO_ACTION = 'chat_completion';
export const DEMO_MODEL = 'demo-chat';
export const DEMO_LIMITS = {
  daily: 'chat_daily',
  monthly: 'chat_monthly',
  concurrent: 'chat_concurrent',
} as const;

const UNLIMITED = -1;

/** Credits per million tokens: a mean request of the trace costs about as much as an export. */
const INPUT_PER_MILLION = 20_000n;
const OUTPUT_PER_MILLION = 80_000n;
const PRICE: Price = {
  kind: 'tokens',
  flatMicros: 0n,
  inputMicrosPerMillion: INPUT_PER_MILLION * 1_000_000n,
  outputMicrosPerMillion: OUTPUT_PER_MILLION * 1_000_000n,
};

/**
 * What each tier may do, as multiples of what the busiest account of the tier asks for in the whole trace,
 * or has running at once on average. Busy accounts have larger plans, as anywhere; without them Zipf's law
 * would put nearly all refusals on two accounts, and an account records only 60 of them a minute.
 */
const TIERS = {
  /** The busiest twentieth of the accounts: no cap but on jobs at once. */
  enterprise: {
    accountsShare: 0.05,
    daily: null,
    monthly: null,
    jobsAtOnce: { least: 8, times: 3 },
    credits: 1.2,
  },
  /** The next three twentieths: a monthly pool. */
  team: {
    accountsShare: 0.15,
    daily: null,
    monthly: 0.88,
    jobsAtOnce: { least: 3, times: 4 },
    credits: 0.98,
  },
  /** Everybody else: a cap a day. */
  pro: { accountsShare: 0.8, daily: 0.44, monthly: null, jobsAtOnce: { least: 1, times: 2 }, credits: 0.48 },
} as const;

export type DemoTier = keyof typeof TIERS;
const TIER_NAMES = Object.keys(TIERS) as DemoTier[];

export interface TierOffer {
  /** -1 is unlimited. */
  readonly daily: number;
  readonly monthly: number;
  readonly concurrent: number;
  /** The subscription grant an account of the tier gets when it opens. */
  readonly grantMicros: bigint;
}

/** Prices, limits and grants that let 85 to 95 % of a trace pass and let every reason to refuse occur. */
export interface DemoOffer {
  readonly price: Price;
  readonly outputTokensMax: number;
  readonly tiers: Readonly<Record<DemoTier, TierOffer>>;
  tierOf(accountRank: number): DemoTier;
}

export function demoOffer(facts: TraceFacts, law: Zipf): DemoOffer {
  const firstRanks = firstRankPerTier(law.count);
  const meanCostMicros = costMicros(PRICE, {
    quantity: 1,
    inputTokens: Math.ceil(facts.contextTokensMean),
    outputTokens: Math.ceil(facts.generatedTokensMean),
  });
  const durationMsMean = durationMsOf(facts.contextTokensMean, facts.generatedTokensMean);
  const offerOf = (tier: DemoTier): TierOffer => {
    const { daily, monthly, jobsAtOnce, credits } = TIERS[tier];
    const rank = Math.min(firstRanks[tier], law.count - 1);
    const asked = facts.requests * law.shareOf(rank);
    const atOnceMean = facts.spanMs > 0 ? (asked * durationMsMean) / facts.spanMs : 0;
    const capOf = (share: number | null) =>
      share === null ? UNLIMITED : Math.max(1, Math.round(asked * share));
    const spendableMicros = (meanCostMicros * BigInt(Math.ceil(asked * credits * 100))) / 100n;
    const grantMicros = wholeCredits(spendableMicros - givenByTierMicros(tier));
    const concurrent = Math.max(jobsAtOnce.least, Math.floor(1 + atOnceMean * jobsAtOnce.times));
    return { daily: capOf(daily), monthly: capOf(monthly), concurrent, grantMicros };
  };
  return {
    price: PRICE,
    outputTokensMax: facts.outputTokensMax,
    tiers: { enterprise: offerOf('enterprise'), team: offerOf('team'), pro: offerOf('pro') },
    tierOf: (rank) => TIER_NAMES.findLast((tier) => rank >= firstRanks[tier])!,
  };
}

/** The default catalog and the demo's action beside it. */
export function demoCatalog({ tiers }: DemoOffer): CatalogDocument {
  const valuesOf = (cap: 'daily' | 'monthly' | 'concurrent') => ({
    free: 0,
    ...Object.fromEntries(TIER_NAMES.map((tier) => [tier, tiers[tier][cap]])),
  });
  const limit = { measure: 'count', active: true } as const;
  return {
    ...DEFAULT_CATALOG,
    limits: [
      ...DEFAULT_CATALOG.limits,
      {
        ...limit,
        name: DEMO_LIMITS.daily,
        description: 'chats today',
        kind: 'calendar-day',
        values: valuesOf('daily'),
      },
      {
        ...limit,
        name: DEMO_LIMITS.monthly,
        description: 'chats this month',
        kind: 'calendar-month',
        values: valuesOf('monthly'),
      },
      {
        ...limit,
        name: DEMO_LIMITS.concurrent,
        description: 'chats at the same time',
        kind: 'concurrent',
        values: valuesOf('concurrent'),
      },
    ],
    actions: [
      ...DEFAULT_CATALOG.actions,
      {
        name: DEMO_ACTION,
        description: 'A chat completion',
        price: {
          kind: 'tokens',
          models: {},
          fallback: { inputPerMillion: `${INPUT_PER_MILLION}`, outputPerMillion: `${OUTPUT_PER_MILLION}` },
        },
        limits: Object.values(DEMO_LIMITS),
      },
    ],
  };
}

function firstRankPerTier(accounts: number): Record<DemoTier, number> {
  const ranks = {} as Record<DemoTier, number>;
  let rank = 0;
  for (const tier of TIER_NAMES) {
    ranks[tier] = rank;
    rank += Math.ceil(accounts * TIERS[tier].accountsShare);
  }
  return ranks;
}

/** Rounded down to whole credits; a grant is at least one. */
function wholeCredits(micros: bigint): bigint {
  return micros < MICROS_PER_CREDIT ? MICROS_PER_CREDIT : (micros / MICROS_PER_CREDIT) * MICROS_PER_CREDIT;
}

/** What the default catalog itself gives an account on its first day: trial grant and daily refill. */
export function givenByTierMicros(tier: DemoTier): bigint {
  const { trialGrant, dailyRefill } = DEFAULT_CATALOG.tiers.find(({ name }) => name === tier)!;
  return parseCredits(trialGrant)! + parseCredits(dailyRefill)!;
}
