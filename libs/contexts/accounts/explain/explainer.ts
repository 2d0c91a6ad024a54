import { formatCredits, latest, Timestamp, timestamp } from '@ledgerline/kernel';
import type { Catalog } from '@ledgerline/contexts/catalog';
import { Problem } from '@ledgerline/platform/http';
import type { ClockOf, Ledger } from '@ledgerline/platform/ledger';
import { AccountState } from '../domain/account-state';
import type { AccountStream } from '../domain/account-stream';
import { evolveAccount } from '../domain/evolve';
import { LimitInForce, limitInForce, memberLimitInForce } from '../domain/limit-demand';
import { limitKey } from '../domain/limit-windows';
import { settleAccount } from '../domain/settle';
import { AccountLog, LogReads, Seen } from './account-log';
import { askedAgain } from './asked-again';
import { decisionOf, explainAct } from './explain-act';
import {
  CreditsExplanation,
  explainCredits,
  LOTS_TOLD_MAX,
  MOVES_TOLD_MAX,
  movesCredits,
} from './explain-credits';
import { countsSince, explainLimit, LimitExplanation } from './explain-limit';
import { ActExplanation, OverrideTold } from './explanation';
import { overrideIn, setsValue } from './limit-source';
import { lotOrigins } from './lot-origins';

export interface ExplainerParts {
  readonly store: LogReads;
  readonly ledger: Pick<Ledger, 'read'>;
  readonly stream: AccountStream;
  /** One version of the catalog, whether it is still in force or not. */
  readonly catalogAt: (version: number) => Promise<Catalog>;
  readonly clockOf: ClockOf;
}

/** An account as the next decision would find it. */
interface Standing {
  readonly state: AccountState;
  readonly settled: AccountState;
  readonly catalog: Catalog;
  readonly now: Timestamp;
}

/**
 * Explains decisions from the log alone: no read model is asked, so that nothing is explained otherwise than
 * it was decided.
 */
export class Explainer {
  constructor(private readonly parts: ExplainerParts) {}

  /**
   * A generation, a recorded usage, or any command by its id.
   * @throws Problem `account-not-found`, `generation-not-found`
   */
  async act(accountId: string, id: string): Promise<ActExplanation> {
    const log = new AccountLog(this.parts.store, accountId);
    const end = await log.end();
    if (!end) throw new Problem('account-not-found');
    const about = await log.aboutGeneration(id, end.revision);
    const seen = about.length > 0 ? about : await this.followed(log, id, end.revision);
    if (seen.length === 0) throw new Problem('generation-not-found', { position: end.position });
    const { settled, catalog, now } = await this.standing(accountId);
    const decision = decisionOf(seen);
    const decidedUnder = await this.decidedUnder(decision, catalog);
    const { overrides, tierBefore } = await before(log, decision, decidedUnder);
    const origins = await lotOrigins(log, lotsIn(seen), seen.at(-1)!.revision);
    const holder = { tier: tierBefore ?? settled.tier, plan: settled.plan };
    const pending = pendingLots(settled, now);
    const circumstances = { decidedUnder, inForce: catalog, holder, now, pending };
    const again = askedAgain(decision.event, { state: settled, catalog, now });
    return explainAct({ accountId, id, seen, overrides, tierBefore, origins, circumstances, again, end });
  }

  /** @throws Problem `account-not-found`, `unknown-limit` */
  async limit(accountId: string, name: string, member: string | null = null): Promise<LimitExplanation> {
    const log = new AccountLog(this.parts.store, accountId);
    const { settled, catalog, now } = await this.standing(accountId);
    const end = (await log.end())!;
    const inForce = limitOf({ settled, catalog, now }, name, member);
    const since = countsSince(inForce.limit, settled, now);
    const seen: Seen[] = [];
    let isSourceFound = inForce.source === 'environment';
    const lookedBack = await log.backward(end.revision, (one) => {
      seen.push(one);
      isSourceFound ||= setsValue(one, inForce, settled);
      return isSourceFound && since !== undefined && one.at < since ? 'enough' : 'go-on';
    });
    const { position } = end;
    return explainLimit({ state: settled, catalog, inForce, now, seen, lookedBack, position });
  }

  /** @throws Problem `account-not-found` */
  async credits(accountId: string): Promise<CreditsExplanation> {
    const log = new AccountLog(this.parts.store, accountId);
    const { state, settled, catalog, now } = await this.standing(accountId);
    const end = (await log.end())!;
    const seen: Seen[] = [];
    await log.backward(end.revision, (one) => {
      if (movesCredits(one)) seen.push(one);
      return seen.length >= MOVES_TOLD_MAX ? 'enough' : 'go-on';
    });
    const refillDue = formatCredits(settled.refilledMicros - sameDay(state, settled));
    // Shown as recorded: the refill that is due is told beside it.
    const lapsed = settleAccount(state, now, { context: catalog, before: 'sweep' });
    const shown = lapsed.reduce(evolveAccount, state);
    const lotIds = shown.lots.slice(0, LOTS_TOLD_MAX).map(({ lotId }) => lotId);
    const origins = await lotOrigins(log, lotIds, end.revision);
    const { position } = end;
    return explainCredits({ state: shown, catalog, now, seen, origins, refillDue, position });
  }

  private async decidedUnder({ event: { data } }: Seen, inForce: Catalog): Promise<Catalog> {
    if (!('catalogVersion' in data) || data.catalogVersion === inForce.version) return inForce;
    return this.parts.catalogAt(data.catalogVersion);
  }

  private async standing(accountId: string): Promise<Standing> {
    const { ledger, stream, clockOf } = this.parts;
    const { state, at } = await ledger.read(stream, accountId);
    if (state.status === 'missing') throw new Problem('account-not-found');
    const catalog = await stream.contextFor(state);
    const now = latest(timestamp(await clockOf(accountId)), at);
    const due = settleAccount(state, now, { context: catalog, before: 'decision' });
    return { state, settled: due.reduce(evolveAccount, state), catalog, now };
  }

  /** A command by its id; one that made or met a generation is explained with all that came of that. */
  private async followed(log: AccountLog, id: string, upTo: bigint): Promise<readonly Seen[]> {
    const recorded = await log.ofCommand(id);
    const first = recorded[0]?.event;
    if (!first || first.type === 'CommandRefused') return recorded;
    const generationId =
      first.type === 'CommandHadNoEffect'
        ? first.data.parameters.generationId
        : recorded.map(({ event: { data } }) => 'requestedAt' in data && data.generationId).find(Boolean);
    if (typeof generationId !== 'string') return recorded;
    const about = await log.aboutGeneration(generationId, upTo);
    return about.length > 0 ? about : recorded;
  }
}

function sameDay(state: AccountState, settled: AccountState): bigint {
  return state.refilledDay === settled.refilledDay ? state.refilledMicros : 0n;
}

function limitOf(
  { settled, catalog, now }: Omit<Standing, 'state'>,
  name: string,
  member: string | null,
): LimitInForce {
  const limit = catalog.limit(name);
  const inForce =
    limit &&
    (member === null ? limitInForce(limit, settled, now) : memberLimitInForce(limit, member, settled, now));
  if (!inForce) throw new Problem('unknown-limit', { figures: { limit: name } });
  return inForce;
}

/** Overrides and the tier as they were before a decision, as far back as one looks. */
async function before(
  log: AccountLog,
  { event, revision }: Seen,
  catalog: Catalog,
): Promise<{ overrides: ReadonlyMap<string, OverrideTold>; tierBefore: string | null }> {
  const wanted = overriddenIn(event);
  const found = new Map<string, OverrideTold>();
  let tierBefore: string | null = null;
  const isDone = () => tierBefore !== null && [...wanted].every((key) => found.has(key));
  await log.backward(revision, (one) => {
    const { data } = one.event;
    if ('tier' in data) tierBefore ??= data.tier;
    if (one.event.type === 'LimitOverridden') {
      const key = limitKey(one.event.data.limit, one.event.data.member);
      const told = overrideIn(one, catalog.limit(one.event.data.limit)?.measure)!;
      if (wanted.has(key) && !found.has(key)) found.set(key, told);
    }
    return isDone() ? 'enough' : 'go-on';
  });
  return { overrides: found, tierBefore };
}

function overriddenIn({ type, data }: Seen['event']): ReadonlySet<string> {
  if (type === 'GenerationRequested' || type === 'UsageRecorded') {
    const own = data.limits.filter(({ source }) => source === 'override');
    return new Set(own.map(({ limit, member }) => limitKey(limit, member)));
  }
  if (type !== 'CommandRefused' || data.figures.source !== 'override') return new Set();
  const { limitType, member = null } = data.figures;
  return new Set([limitKey(String(limitType), member as string | null)]);
}

function lotsIn(seen: readonly Seen[]): readonly string[] {
  const shares = seen.flatMap(({ event: { data } }) => [
    ...('lots' in data ? data.lots : []),
    ...('charged' in data ? data.charged : []),
  ]);
  return [...new Set(shares.map(({ lotId }) => lotId))];
}

function pendingLots({ lots }: AccountState, now: Timestamp) {
  return lots
    .filter(({ effectiveAt }) => effectiveAt > now)
    .map(({ remainingMicros, effectiveAt }) => ({ credits: formatCredits(remainingMicros), effectiveAt }))
    .sort((a, b) => (a.effectiveAt < b.effectiveAt ? -1 : 1));
}
