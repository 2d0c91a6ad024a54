import { catalogErrors } from '@ledgerline/contexts/catalog';
import { zipf } from '../chance/zipf';
import { generateTrace } from '../generator/generate-trace';
import { conversationModel } from '../generator/models/conversation';
import { timeline } from '../timeline/timeline';
import { TraceRequest } from '../trace/trace-request';
import { demoCatalog, demoOffer } from './demo-offer';
import { planRequest, PlannedRequest } from './plan-request';
import { simulate } from './simulate';
import { traceFacts } from './trace-facts';

const REQUESTS = 19_366;
const RECORDED_REFUSALS_PER_MINUTE_MAX = 60;

function traceOf(seed: string): TraceRequest[] {
  const requests: TraceRequest[] = [];
  for (const request of generateTrace(conversationModel, seed)) {
    requests.push(request);
    if (requests.length === REQUESTS) break;
  }
  return requests;
}

describe('the demo offer', () => {
  it.each(['ledgerline', 'another seed'])(
    'passes 85 to 95 %% and lets every reason occur (seed %s)',
    async (seed) => {
      const trace = traceOf(seed);
      const law = zipf(200);
      const offer = demoOffer(await traceFacts(trace), law);
      const plans = trace.map((request) => planRequest(request, { seed, law, failureRate: 0.01 }));
      const foreseen = await simulate(timeline(plans), offer);
      expect(foreseen.requests).toBe(REQUESTS);
      expect(foreseen.accepted / foreseen.requests).toBeGreaterThan(0.85);
      expect(foreseen.accepted / foreseen.requests).toBeLessThan(0.95);
      for (const count of Object.values(foreseen.refused)) expect(count).toBeGreaterThan(10);
      // At full speed an hour of trace falls into one minute: nearly no refusal may be too many.
      expect(foreseen.refusalsOfOneAccountMax).toBeLessThan(RECORDED_REFUSALS_PER_MINUTE_MAX + 10);
    },
  );

  it('is a catalog that can be published', async () => {
    const offer = demoOffer(await traceFacts(traceOf('catalog').slice(0, 1000)), zipf(200));
    expect(catalogErrors(demoCatalog(offer))).toEqual([]);
  });

  it('reserves 1.5 times the 99th percentile of what was generated', async () => {
    const request = { line: 1, atMs: 0, contextTokens: 10 };
    const trace = Array.from({ length: 100 }, (_, i) => ({ ...request, generatedTokens: i + 1 }));
    expect((await traceFacts(trace)).outputTokensMax).toBe(Math.ceil(1.5 * 99));
  });

  it('gives each of few accounts a tier too', async () => {
    const facts = await traceFacts(traceOf('few').slice(0, 100));
    for (const accounts of [1, 2, 3, 10]) {
      const offer = demoOffer(facts, zipf(accounts));
      expect(offer.tiers[offer.tierOf(accounts - 1)].concurrent).toBeGreaterThan(0);
      expect(catalogErrors(demoCatalog(offer))).toEqual([]);
    }
  });
});

describe('the simulation', () => {
  const plan = (line: number, atMs: number, durationMs: number, fails = false): PlannedRequest => ({
    ...{ line, atMs, durationMs, fails, contextTokens: 1_000, generatedTokens: 100, accountRank: 0 },
  });
  const offerOf = (tier: { daily?: number; monthly?: number; concurrent?: number; grantMicros?: bigint }) => {
    const only = { daily: -1, monthly: -1, concurrent: 100, grantMicros: 10n ** 12n, ...tier };
    const price = {
      ...{ kind: 'tokens' as const, flatMicros: 0n },
      ...{ inputMicrosPerMillion: 1_000_000n * 1_000_000n, outputMicrosPerMillion: 1_000_000n * 1_000_000n },
    };
    const tiers = { enterprise: only, team: only, pro: only };
    return { price, outputTokensMax: 1_000, tiers, tierOf: () => 'pro' as const };
  };
  const refusedOf = async (plans: PlannedRequest[], tier: Parameters<typeof offerOf>[0]) =>
    (await simulate(timeline(plans), offerOf(tier))).refused;

  it('refuses beyond each cap, the concurrent one only while the slots are taken', async () => {
    const three = [plan(1, 0, 10), plan(2, 5, 10), plan(3, 20, 10)];
    expect(await refusedOf(three, { daily: 1 })).toMatchObject({ daily: 2 });
    expect(await refusedOf(three, { monthly: 2 })).toMatchObject({ monthly: 1 });
    expect(await refusedOf(three, { concurrent: 1 })).toMatchObject({ concurrent: 1 });
  });

  it('gives a failed request back to its cap', async () => {
    expect(await refusedOf([plan(1, 0, 10, true), plan(2, 20, 10)], { daily: 1 })).toMatchObject({
      daily: 0,
    });
  });

  it('holds the upper bound and charges what was used', async () => {
    // The tier's 1,010 first-day credits and 990 granted: exactly one hold of 2,000; after it 900 are left.
    const two = [plan(1, 0, 10), plan(2, 20, 10)];
    expect(await refusedOf(two, { grantMicros: 990_000_000n })).toMatchObject({ 'insufficient-credits': 1 });
    expect(await refusedOf(two, { grantMicros: 2_090_000_000n })).toMatchObject({
      'insufficient-credits': 0,
    });
    expect(await refusedOf(two, { grantMicros: 2_089_999_999n })).toMatchObject({
      'insufficient-credits': 1,
    });
  });
});
