import { Moment } from '../timeline/moment';
import { DemoOffer, givenByTierMicros, TierOffer } from './demo-offer';
import { PlannedRequest } from './plan-request';

export type ForeseenReason = 'daily' | 'monthly' | 'concurrent' | 'insufficient-credits';

export interface Foreseen {
  readonly requests: number;
  readonly accepted: number;
  readonly refused: Readonly<Record<ForeseenReason, number>>;
  /** The most refusals that one account meets; the ledger records 60 a minute and account. */
  readonly refusalsOfOneAccountMax: number;
}

interface SimulatedAccount {
  readonly offer: TierOffer;
  availableMicros: bigint;
  /** Requests that count against the caps: those that completed and those that run. */
  counted: number;
  running: number;
  refusals: number;
}

/**
 * Plays a trace against an offer in memory, written from the words of the rules and not from the ledger's
 * code: what it foresees is what the ledger should decide, as long as no UTC midnight falls into the run.
 */
export async function simulate(
  moments: AsyncIterable<Moment> | Iterable<Moment>,
  offer: DemoOffer,
): Promise<Foreseen> {
  const accounts = new Map<number, SimulatedAccount>();
  const heldByLine = new Map<number, bigint>();
  const refused: Record<ForeseenReason, number> = {
    daily: 0,
    monthly: 0,
    concurrent: 0,
    'insufficient-credits': 0,
  };
  let [requests, accepted] = [0, 0];
  for await (const { kind, request } of moments) {
    const account = accountOf(accounts, request, offer);
    if (kind === 'finishes') {
      finish(account, request, { offer, heldMicros: heldByLine.get(request.line) });
      heldByLine.delete(request.line);
      continue;
    }
    requests++;
    const heldMicros = costOf(offer, request.contextTokens, offer.outputTokensMax);
    const reason = reasonToRefuse(account, heldMicros);
    if (reason) {
      refused[reason]++;
      account.refusals++;
      continue;
    }
    accepted++;
    account.counted++;
    account.running++;
    account.availableMicros -= heldMicros;
    heldByLine.set(request.line, heldMicros);
  }
  const refusalsOfOneAccountMax = Math.max(0, ...[...accounts.values()].map(({ refusals }) => refusals));
  return { requests, accepted, refused, refusalsOfOneAccountMax };
}

function reasonToRefuse(account: SimulatedAccount, heldMicros: bigint): ForeseenReason | undefined {
  const { daily, monthly, concurrent } = account.offer;
  if (daily >= 0 && account.counted >= daily) return 'daily';
  if (monthly >= 0 && account.counted >= monthly) return 'monthly';
  if (account.running >= concurrent) return 'concurrent';
  return account.availableMicros < heldMicros ? 'insufficient-credits' : undefined;
}

function finish(
  account: SimulatedAccount,
  request: PlannedRequest,
  { offer, heldMicros }: { offer: DemoOffer; heldMicros: bigint | undefined },
): void {
  if (heldMicros === undefined) return;
  account.running--;
  account.availableMicros += heldMicros;
  if (request.fails) account.counted--;
  else {
    const wanted = costOf(offer, request.contextTokens, request.generatedTokens);
    account.availableMicros -= wanted < account.availableMicros ? wanted : account.availableMicros;
  }
}

function costOf({ price }: DemoOffer, input: number, output: number): bigint {
  const exact = price.inputMicrosPerMillion * BigInt(input) + price.outputMicrosPerMillion * BigInt(output);
  return (exact + 999_999n) / 1_000_000n;
}

function accountOf(
  accounts: Map<number, SimulatedAccount>,
  { accountRank }: PlannedRequest,
  offer: DemoOffer,
): SimulatedAccount {
  let account = accounts.get(accountRank);
  if (!account) {
    const tier = offer.tierOf(accountRank);
    const availableMicros = offer.tiers[tier].grantMicros + givenByTierMicros(tier);
    account = { offer: offer.tiers[tier], availableMicros, counted: 0, running: 0, refusals: 0 };
    accounts.set(accountRank, account);
  }
  return account;
}
