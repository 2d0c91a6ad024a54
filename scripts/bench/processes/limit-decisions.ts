import { accountCommands, accountFamily, accountStream } from '@ledgerline/contexts/accounts';
import { compileCatalog, LimitEntry } from '@ledgerline/contexts/catalog';
import { CommandGateway } from '@ledgerline/platform/commands';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { Ledger } from '@ledgerline/platform/ledger';
import { createSealer, memoryDataKeyStore } from '@ledgerline/platform/sealing';
import type { LimitFigures } from '../usage/usage-figures';

export interface LimitOrder {
  readonly limits: number;
  readonly measuredMs: number;
}

export type LimitNews =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly figures: LimitFigures }
  | { readonly kind: 'failed'; readonly message: string };

const ACCOUNTS = 500;
const CALLERS = 256;
const KINDS: readonly LimitEntry['kind'][] = [
  ...(['calendar-day', 'calendar-month', 'rolling', 'billing-period', 'calendar-hour'] as const),
  ...(['lifetime', 'calendar-week', 'calendar-year'] as const),
];
const CALLER = {
  principal: { name: 'bench', role: 'admin' },
  ...{ requestId: 'bench', ip: '127.0.0.1', userAgent: 'ledgerline-bench' },
};

/** The whole way of a command but for wire and database: what a decision costs by its number of limits. */
async function decide({ limits, measuredMs }: LimitOrder): Promise<LimitFigures> {
  const commands = gatewayOver(limits);
  const send = async (name: string, params: Record<string, string>, body: object, key: string) => {
    const { outcome } = await commands(name, params, body, key);
    if (outcome !== 'accepted') throw new Error(`${name} was ${outcome}`);
  };
  for (let n = 0; n < ACCOUNTS; n++) {
    await send('OpenAccount', {}, { owner: { kind: 'user', id: `a-${n}` }, tier: 'pro' }, `open-${n}`);
  }
  let decisions = 0;
  const loadFor = async (milliseconds: number): Promise<void> => {
    const untilMs = performance.now() + milliseconds;
    const caller = async (): Promise<void> => {
      while (performance.now() < untilMs) {
        const number = decisions++;
        await send(
          'RecordUsage',
          { accountId: `a-${number % ACCOUNTS}` },
          { action: 'act' },
          `use-${number}`,
        );
      }
    };
    await Promise.all(Array.from({ length: CALLERS }, caller));
  };
  await loadFor(measuredMs / 4);
  const [from, startedAtMs, usedBefore] = [decisions, performance.now(), process.cpuUsage()];
  await loadFor(measuredMs);
  const seconds = (performance.now() - startedAtMs) / 1_000;
  const { user, system } = process.cpuUsage(usedBefore);
  const made = decisions - from;
  return { limits, decisionsPerSecond: made / seconds, cpuMicrosPerDecision: (user + system) / made };
}

function gatewayOver(limits: number) {
  const entries = Array.from({ length: limits }, (_, index): LimitEntry => {
    const kind = KINDS[index % KINDS.length]!;
    return {
      ...{ name: `limit_${index}`, description: `things ${index}`, kind, measure: 'count', active: true },
      ...{ values: { pro: 1_000_000_000 }, thresholds: ['80%'] },
      ...(kind === 'rolling' && { durationSeconds: 3_600 }),
    };
  });
  const catalog = compileCatalog(1, {
    unknownActions: 'refuse',
    tiers: [{ name: 'pro', trialGrant: '1000000', dailyRefill: '100', overdraft: '100', lowCredits: '10' }],
    limits: entries,
    actions: [
      {
        ...{ name: 'act', description: 'An act', price: { kind: 'flat' as const, credits: '0.01' } },
        limits: entries.map(({ name }) => name),
      },
    ],
  });
  const ledger = new Ledger({ store: new MemoryEventStore(), now: Date.now });
  const sealer = createSealer({ store: memoryDataKeyStore(), masterKey: Buffer.alloc(32, 7) });
  const options = { now: Date.now, observer: { answered: () => undefined } };
  const gateway = new CommandGateway(ledger, sealer, options);
  const family = accountFamily(
    accountStream({ current: () => catalog, atLeast: () => Promise.resolve(catalog) }),
  );
  return (name: string, params: Record<string, string>, body: object, idempotencyKey: string) => {
    const slice = accountCommands.find((one) => one.name === name)!;
    return gateway.execute(family, { slice, params, body, idempotencyKey, caller: CALLER });
  };
}

process.on('message', (order: LimitOrder) => {
  const tell = (news: LimitNews) => process.send!(news);
  decide(order).then(
    (figures) => tell({ kind: 'done', figures }),
    (error: unknown) => tell({ kind: 'failed', message: (error as Error).stack ?? String(error) }),
  );
});
process.send!({ kind: 'ready' } satisfies LimitNews);
