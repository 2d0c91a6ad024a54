import { EventStore, EventStoreDbEventStore, PostgresEventStore } from '@ledgerline/platform/eventstore';
import { demoCatalog, DemoOffer, demoOffer } from './calibration/demo-offer';
import { Foreseen, simulate } from './calibration/simulate';
import { TraceFacts, traceFacts } from './calibration/trace-facts';
import { Zipf, zipf, ZIPF_EXPONENT } from './chance/zipf';
import { DemoFlags } from './flags';
import { MoneySeen, moneyStory } from './money/money-story';
import { accountScript } from './play/account-script';
import { LedgerClient } from './play/ledger-client';
import { PlayResult } from './play/play-result';
import { playTrace } from './play/play-trace';
import { progress } from './play/progress';
import { audit } from './report/audit';
import { DemoReport } from './report/demo-report';
import { Serving } from './system/serving';
import { timeline } from './timeline/timeline';
import { TraceSource } from './trace-source';

/**
 * Commands in flight at once: enough to fill two cores, few enough that no account waits behind the others.
 */
const CONCURRENCY = 16;
const TIMEOUT_SECONDS_DEFAULT = 900;
const GENERATION_SECONDS_MAX = 120;

/** What is known before the first request is sent. */
export interface DemoPlan {
  readonly facts: TraceFacts;
  readonly law: Zipf;
  readonly offer: DemoOffer;
  readonly foreseen: Foreseen;
}

/** Reads the whole trace once for its facts and once more through the simulation. */
export async function planDemo(source: TraceSource, accounts: number): Promise<DemoPlan> {
  const facts = await traceFacts(source.requests());
  const law = zipf(accounts);
  const offer = demoOffer(facts, law);
  const foreseen = await simulate(timeline(source.planned(law)), offer);
  return { facts, law, offer, foreseen };
}

/** Publishes the offer, replays the trace against it and audits what came of it. */
export async function runDemo(
  source: TraceSource,
  { plan, flags, serving }: { plan: DemoPlan; flags: DemoFlags; serving: Serving },
): Promise<DemoReport> {
  const runId = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const admin = new LedgerClient({ url: serving.url, key: serving.adminKey, connections: 2 });
  await admin.command('/v1/catalog', `demo/${runId}/catalog`, {
    document: demoCatalog(plan.offer),
    reason: 'offer of the demo',
  });
  const played = await play(source, { plan, flags, serving, runId });
  const money: MoneySeen = await moneyStory(admin, { url: serving.url, runId });
  const caughtUpMs = await untilCaughtUp(admin, played.lastPosition);
  const store = await openLog(serving.databaseUrl);
  try {
    const { accountant, log, readModels, dashboard } = await audit(store, admin);
    return {
      ...{ played, money, caughtUpMs, log, readModels, dashboard },
      foreseen: plan.foreseen,
      broken: source.broken,
      logProblems: accountant.problems,
      logEvents: accountant.events,
      ownOpenHolds: accountant.openHoldsOf(`account-demo-${runId}-`),
      spread: `spread by Zipf's law with exponent ${ZIPF_EXPONENT}, seed ${flags.seed}`,
    };
  } finally {
    await store.close();
    await admin.close();
  }
}

/** The log that the system was started on, for an audit of its own. */
function openLog(databaseUrl: string): Promise<EventStore> {
  const { EVENT_STORE, EVENT_STORE_URL } = process.env;
  const applicationName = 'demo-audit';
  return EVENT_STORE === 'eventstoredb'
    ? EventStoreDbEventStore.open({ url: EVENT_STORE_URL!, databaseUrl, applicationName })
    : PostgresEventStore.open({ url: databaseUrl, applicationName });
}

async function play(
  source: TraceSource,
  given: { plan: DemoPlan; flags: DemoFlags; serving: Serving; runId: string },
): Promise<PlayResult> {
  const { plan, flags, serving, runId } = given;
  const { offer, law, facts } = plan;
  const script = accountScript({ runId, seed: flags.seed, offer, timeoutSeconds: timeoutFor(flags.speed) });
  const client = new LedgerClient({ url: serving.url, key: serving.serviceKey, connections: CONCURRENCY });
  const bar = progress(facts.requests);
  const options = { client, script, speed: flags.speed, concurrency: CONCURRENCY, onRequest: bar.advance };
  try {
    return await playTrace(source.planned(law), options);
  } finally {
    bar.stop();
    await client.close();
  }
}

/** In slow motion a generation may take longer than the usual deadline allows. */
function timeoutFor(speed: DemoFlags['speed']): number {
  if (speed === 'max') return TIMEOUT_SECONDS_DEFAULT;
  return Math.min(86_400, Math.max(TIMEOUT_SECONDS_DEFAULT, Math.ceil(GENERATION_SECONDS_MAX / speed)));
}

/** Milliseconds until the read models show the position. */
async function untilCaughtUp(client: LedgerClient, position: string): Promise<number> {
  const startedAtMs = performance.now();
  await client.query(`/v1/accounts?limit=1&minPosition=${position}`);
  await client.query(`/v1/dashboard?minPosition=${position}`);
  return performance.now() - startedAtMs;
}
