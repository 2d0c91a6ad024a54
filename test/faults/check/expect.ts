import { Ask, BONUS_PRIORITY } from '../load/command';
import { AccountModel, CREDIT, ModelHold, Share } from './account-model';

/** What must come of a command: the name of its first fact, and what that fact must say. */
export interface Expected {
  readonly outcome: 'accepted' | 'refused' | 'no-effect';
  readonly event: string;
  readonly reason?: string;
  /** Members of the event's data, as texts. */
  readonly facts?: Readonly<Record<string, string>>;
}

const LATE_MS = 7 * 86_400_000;
const PRIORITY = { PURCHASE: 50, BONUS: BONUS_PRIORITY } as const;
export const REFUSALS_PER_MINUTE = 60;

/** Decides by the model, and books it. `undefined`: so old that the model has forgotten it. */
export function expectOf(
  model: AccountModel,
  ask: Ask,
  { now, commandId }: { now: string; commandId: string },
): Expected | undefined {
  if (!model.tier && ask.type !== 'OpenAccount') return refused('account-not-found');
  switch (ask.type) {
    case 'OpenAccount':
      if (model.tier) return refused('account-already-exists');
      model.open(ask.tier, now);
      return accepted('AccountOpened', { tier: ask.tier });
    case 'GrantCredits': {
      const { credits, creditType, expiresAt } = ask;
      if (expiresAt !== null && expiresAt <= now) return refused('grant-expires-before-effect');
      const lot = { id: commandId, credits, priority: PRIORITY[creditType], at: now, expiresAt };
      const amount = model.grant(lot);
      return accepted('CreditsGranted', { lotId: commandId, amountMicros: String(amount), creditType });
    }
    case 'RequestGeneration':
      return expectRequest(model, { ...ask, generationId: ask.generationId ?? commandId }, now);
    case 'CompleteGeneration':
      return expectCompletion(model, ask, now);
    case 'FailGeneration':
      return expectRelease(model, ask.generationId, 'failed');
    case 'CancelGeneration':
      return expectRelease(model, ask.generationId, 'cancelled');
  }
}

function expectRequest(
  model: AccountModel,
  ask: Extract<Ask, { type: 'RequestGeneration' }> & { readonly generationId: string },
  now: string,
): Expected {
  const { generationId, action, quantity, timeoutSeconds } = ask;
  if (model.holds.has(generationId) || model.resolved.has(generationId)) {
    return noEffect('generation-already-requested');
  }
  if (model.exceeds(action, quantity, now)) return refused('limit-reached');
  const cost = model.costOf(action, quantity);
  if (model.available(now) < cost) return refused('insufficient-credits');
  const shares = model.choose(cost, now);
  const deadlineAt = new Date(Date.parse(now) + timeoutSeconds * 1000).toISOString();
  model.hold(generationId, { action, quantity, day: now.slice(0, 10), deadlineAt, shares });
  return accepted('GenerationRequested', { heldMicros: String(cost), deadlineAt, lots: sharesText(shares) });
}

function expectCompletion(
  model: AccountModel,
  { generationId, quantity }: Extract<Ask, { type: 'CompleteGeneration' }>,
  now: string,
): Expected | undefined {
  const hold = model.holds.get(generationId);
  if (hold) return completeHold(model, { generationId, hold, quantity }, now);
  const past = model.resolved.get(generationId);
  if (!past) return undefined;
  const cost = model.costOf(past.hold.action, quantity);
  if (past.as === 'completed') {
    return past.cost === cost ? noEffect('already-resolved-so') : refused('generation-already-resolved');
  }
  if (past.as !== 'expired') return refused('generation-already-resolved');
  if (Date.parse(now) > Date.parse(past.hold.deadlineAt) + LATE_MS) return refused('generation-expired');
  const shares = model.choose(cost, now);
  model.completeLate(generationId, quantity, cost);
  return charged('GenerationCompletedLate', { model, cost, shares });
}

function completeHold(
  model: AccountModel,
  given: { generationId: string; hold: ModelHold; quantity: number },
  now: string,
): Expected {
  const { generationId, hold, quantity } = given;
  const cost = model.costOf(hold.action, quantity);
  let missing = cost;
  const shares: Share[] = [];
  for (const [lot, micros] of hold.shares) {
    const taken = micros < missing ? micros : missing;
    if (taken > 0n) shares.push([lot, taken]);
    missing -= taken;
  }
  for (const [lot, micros] of model.choose(missing, now)) {
    const at = shares.findIndex(([other]) => other === lot);
    if (at < 0) shares.push([lot, micros]);
    else shares[at] = [lot, shares[at]![1] + micros];
  }
  model.release(generationId, 'completed', quantity, cost);
  return charged('GenerationCompleted', { model, cost, shares });
}

function charged(
  event: string,
  { model, cost, shares }: { model: AccountModel; cost: bigint; shares: readonly Share[] },
): Expected {
  const total = shares.reduce((sum, [, micros]) => sum + micros, 0n);
  model.spend(shares);
  return accepted(event, {
    ...{ costMicros: String(cost), chargedMicros: String(total), shortfallMicros: String(cost - total) },
    charged: sharesText(shares),
  });
}

function expectRelease(
  model: AccountModel,
  generationId: string,
  as: 'failed' | 'cancelled',
): Expected | undefined {
  const hold = model.holds.get(generationId);
  if (!hold) {
    const past = model.resolved.get(generationId);
    if (!past) return undefined;
    const same = past.as === as || past.as === 'expired';
    return same ? noEffect('already-resolved-so') : refused('generation-already-resolved');
  }
  model.release(generationId, as, 0);
  const event = as === 'failed' ? 'GenerationFailed' : 'GenerationCancelled';
  return accepted(event, { returned: sharesText(hold.shares) });
}

export function sharesText(shares: readonly Share[]): string {
  return shares.map(([lot, micros]) => `${lot.id}:${micros}`).join(' ');
}

/** "12.5" → micro-credits */
export function microsOf(credits: string): bigint {
  const [whole, part = ''] = credits.split('.');
  return BigInt(whole!) * CREDIT + BigInt(part.padEnd(6, '0'));
}

function accepted(event: string, facts: Record<string, string>): Expected {
  return { outcome: 'accepted', event, facts };
}

function refused(reason: string): Expected {
  return { outcome: 'refused', event: 'CommandRefused', reason };
}

function noEffect(reason: string): Expected {
  return { outcome: 'no-effect', event: 'CommandHadNoEffect', reason };
}
