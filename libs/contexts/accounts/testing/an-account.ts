import { formatCredits, parseCredits } from '@ledgerline/kernel';
import { Catalog } from '@ledgerline/contexts/catalog';
import { cancelGeneration } from '../commands/cancel-generation/cancel-generation';
import { closeAccount } from '../commands/close-account/close-account';
import { CompleteGeneration, completeGeneration } from '../commands/complete-generation/complete-generation';
import { extendHold } from '../commands/extend-hold/extend-hold';
import { failGeneration } from '../commands/fail-generation/fail-generation';
import { GrantCredits, grantCredits } from '../commands/grant-credits/grant-credits';
import { OpenAccount, openAccount } from '../commands/open-account/open-account';
import { reopenAccount } from '../commands/reopen-account/reopen-account';
import { RequestGeneration, requestGeneration } from '../commands/request-generation/request-generation';
import { AccountEvent, LotShare } from '../domain/account-events';
import { grantSubjects, requestSubjects, resolvedSubjects } from '../domain/subjects';
import { AccountScenario, Told } from './account-scenario';
import { PLAIN_COMPLETION, PLAIN_GRANT, PLAIN_REQUEST } from './plain-commands';

type Granted = Omit<Partial<GrantCredits>, 'amountMicros'>;
type Requested = Omit<Partial<RequestGeneration>, 'estimate'> & Partial<RequestGeneration['estimate']>;
type Completed = Omit<Partial<CompleteGeneration>, 'usage'> & Partial<CompleteGeneration['usage']>;

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
