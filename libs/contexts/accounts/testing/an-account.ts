import { formatCredits, parseCredits } from '@ledgerline/kernel';
import { Catalog } from '@ledgerline/contexts/catalog';
import { adjustCredits } from '../commands/adjust-credits/adjust-credits';
import { cancelGeneration } from '../commands/cancel-generation/cancel-generation';
import { ChangeTier, changeTier } from '../commands/change-tier/change-tier';
import { closeAccount } from '../commands/close-account/close-account';
import { CompleteGeneration, completeGeneration } from '../commands/complete-generation/complete-generation';
import { extendHold } from '../commands/extend-hold/extend-hold';
import { failGeneration } from '../commands/fail-generation/fail-generation';
import { GrantCredits, grantCredits } from '../commands/grant-credits/grant-credits';
import { MoveGauge, moveGauge } from '../commands/move-gauge/move-gauge';
import { OpenAccount, openAccount } from '../commands/open-account/open-account';
import { OverrideLimit, overrideLimit } from '../commands/override-limit/override-limit';
import { RecordUsage, recordUsage } from '../commands/record-usage/record-usage';
import { refundGeneration } from '../commands/refund-generation/refund-generation';
import { removeLimitOverride } from '../commands/remove-limit-override/remove-limit-override';
import { RemoveUsage, removeUsage } from '../commands/remove-usage/remove-usage';
import { reopenAccount } from '../commands/reopen-account/reopen-account';
import { RequestGeneration, requestGeneration } from '../commands/request-generation/request-generation';
import { takeBackPurchase } from '../commands/take-back-purchase/take-back-purchase';
import { VoidLot, voidLot } from '../commands/void-lot/void-lot';
import { AccountEvent, LotShare } from '../domain/account-events';
import {
  adjustSubjects,
  grantSubjects,
  orderReference,
  refundSubjects,
  requestSubjects,
  resolvedSubjects,
  takeBackSubjects,
  voidSubjects,
} from '../domain/subjects';
import { AccountScenario, Told } from './account-scenario';
import { PLAIN_COMPLETION, PLAIN_GRANT, PLAIN_REQUEST, PLAIN_USAGE } from './plain-commands';

type Granted = Omit<Partial<GrantCredits>, 'amountMicros'>;
type Requested = Omit<Partial<RequestGeneration>, 'estimate'> & Partial<RequestGeneration['estimate']>;
type Completed = Omit<Partial<CompleteGeneration>, 'usage'> & Partial<CompleteGeneration['usage']>;
type Used = Omit<Partial<RecordUsage>, 'usage'> & Partial<RecordUsage['usage']>;

/** An account in a spec's words: what a command does not tell is as plain as can be. */
export class AnAccount {
  readonly scenario: AccountScenario;

  constructor(catalog?: Catalog) {
    this.scenario = new AccountScenario(catalog);
  }

  /** Opened at nine, in a tier that gives nothing for free. */
  static opened(tier = 'plain', catalog?: Catalog): AnAccount {
    const account = new AnAccount(catalog);
    account.open({ tier });
    return account;
  }

  /** The same with credits in lots of their own, which burn in this order. */
  static with(...credits: readonly string[]): AnAccount {
    const account = AnAccount.opened();
    credits.forEach((amount, priority) => account.grant(amount, { priority }));
    return account;
  }

  at(now: string): this {
    this.scenario.at(now);
    return this;
  }

  after(seconds: number): this {
    this.scenario.after(seconds);
    return this;
  }

  get credits() {
    return this.scenario.credits;
  }

  get windows() {
    return this.scenario.windows;
  }

  /** What is left of each lot, and what of it is held: `<lot> <left>(<held>)`, in burn order. */
  get lots(): readonly string[] {
    return this.scenario.state.lots.map(
      ({ lotId, remainingMicros, heldMicros }) =>
        `${lotId} ${formatCredits(remainingMicros)}(${formatCredits(heldMicros)})`,
    );
  }

  get openGenerations(): readonly string[] {
    return [...this.scenario.state.holds.keys()];
  }

  open(given: Partial<OpenAccount> = {}): Told {
    return this.scenario.when(openAccount, { ownerKind: 'user', ownerId: 'ada', tier: 'plain', ...given });
  }

  close(reason = 'asked for'): Told {
    return this.scenario.when(closeAccount, { reason });
  }

  reopen(reason = 'by mistake'): Told {
    return this.scenario.when(reopenAccount, { reason });
  }

  grant(credits: string, given: Granted = {}): Told {
    const command = { ...PLAIN_GRANT, amountMicros: parseCredits(credits)!, ...given };
    return this.scenario.when(grantCredits, command, grantSubjects);
  }

  request(generationId: string | null, action: string, given: Requested = {}): Told {
    const { quantity = 1, inputTokens = null, outputTokens = null, ...rest } = given;
    const estimate = { quantity, inputTokens, outputTokens };
    const command = { ...PLAIN_REQUEST, generationId, action, estimate, ...rest };
    return this.scenario.when(requestGeneration, command, requestSubjects);
  }

  complete(generationId: string, given: Completed = {}): Told {
    const { quantity = null, inputTokens = null, outputTokens = null, ...rest } = given;
    const usage = { quantity, inputTokens, outputTokens };
    const command = { ...PLAIN_COMPLETION, generationId, usage, ...rest };
    return this.scenario.when(completeGeneration, command, resolvedSubjects);
  }

  fail(generationId: string, errorCode: string | null = null): Told {
    const command = { generationId, errorCode, sealed: null, processingMs: null };
    return this.scenario.when(failGeneration, command, resolvedSubjects);
  }

  cancel(generationId: string, reason: string | null = null, byAdmin = false): Told {
    return this.scenario.when(cancelGeneration, { generationId, reason, byAdmin }, resolvedSubjects);
  }

  extend(generationId: string, timeoutSeconds: number): Told {
    return this.scenario.when(extendHold, { generationId, timeoutSeconds }, resolvedSubjects);
  }

  changeTier(tier: string, given: Partial<ChangeTier> = {}): Told {
    return this.scenario.when(changeTier, { tier, plan: null, period: null, reason: 'asked for', ...given });
  }

  override(limit: string, value: string, given: Partial<OverrideLimit> = {}): Told {
    const plain = { member: null, until: null, reason: 'a good customer' };
    return this.scenario.when(overrideLimit, { limit, value, ...plain, ...given });
  }

  removeOverride(limit: string, member: string | null = null): Told {
    return this.scenario.when(removeLimitOverride, { limit, member, reason: 'no longer needed' });
  }

  record(action: string, given: Used = {}): Told {
    const { quantity = 1, inputTokens = null, outputTokens = null, ...rest } = given;
    const usage = { quantity, inputTokens, outputTokens };
    return this.scenario.when(recordUsage, { ...PLAIN_USAGE, action, usage, ...rest });
  }

  removeUsage(limit: string, quantity: bigint, given: Partial<RemoveUsage> = {}): Told {
    const plain = { member: null, actorUserId: null, reason: null };
    return this.scenario.when(removeUsage, { limit, quantity, ...plain, ...given });
  }

  gauge(limit: string, move: MoveGauge['move'], member: string | null = null): Told {
    return this.scenario.when(moveGauge, { limit, member, move, actorUserId: null, reason: null });
  }

  void(of: VoidLot['of'], reason = 'disputed'): Told {
    return this.scenario.when(voidLot, { of, reason }, voidSubjects);
  }

  /** What an order has granted, or will. */
  purchase(orderId: string, credits: string, given: Granted = {}): Told {
    const order = { creditType: 'PURCHASE', reference: orderReference(orderId), orderId } as const;
    return this.grant(credits, { ...order, ...given });
  }

  takeBack(orderId: string, credits: string, reference: string): Told {
    const command = { orderId, reference, amountMicros: parseCredits(credits)!, reason: 'money back' };
    return this.scenario.when(takeBackPurchase, command, takeBackSubjects);
  }

  /** What the account owes of refunded purchases. */
  get owed(): string {
    return formatCredits(this.scenario.state.refundsOwedMicros);
  }

  adjust(credits: string, reference: string | null = null): Told {
    const command = { amountMicros: parseCredits(credits)!, reason: 'a mistake', reference };
    return this.scenario.when(adjustCredits, command, adjustSubjects);
  }

  /** Without an amount: all that is left. */
  refund(generationId: string, reference: string, credits?: string): Told {
    const amountMicros = credits === undefined ? null : parseCredits(credits)!;
    const command = { generationId, amountMicros, reference, reason: 'it was black' };
    return this.scenario.when(refundGeneration, command, refundSubjects);
  }
}

/** The data of the one event of a type among what a command, or time before it, recorded. */
export function factIn<Type extends AccountEvent['type']>(
  told: Pick<Told, 'events' | 'settled'>,
  type: Type,
): FactOf<Type> {
  const found = [...told.settled, ...told.events].filter((event) => event.type === type);
  if (found.length !== 1) throw new Error(`${found.length} events are ${type}`);
  return found[0]!.data as FactOf<Type>;
}

type FactOf<Type extends AccountEvent['type']> = Extract<AccountEvent, { type: Type }>['data'];

/** Shares of lots as `<lot> <credits>`. */
export function sharesIn(shares: readonly LotShare[]): readonly string[] {
  return shares.map(({ lotId, amountMicros }) => `${lotId} ${formatCredits(amountMicros)}`);
}
