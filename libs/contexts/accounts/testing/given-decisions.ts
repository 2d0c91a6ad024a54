import { Decision } from '@ledgerline/kernel';
import { Catalog, CatalogDocument, compileCatalog } from '@ledgerline/contexts/catalog';
import { decided } from '../commands/account-command';
import { adjustCredits } from '../commands/adjust-credits/adjust-credits';
import { changeTier } from '../commands/change-tier/change-tier';
import { grantCredits } from '../commands/grant-credits/grant-credits';
import { moveGauge } from '../commands/move-gauge/move-gauge';
import { overrideLimit } from '../commands/override-limit/override-limit';
import { RecordUsage, recordUsage } from '../commands/record-usage/record-usage';
import { refundGeneration } from '../commands/refund-generation/refund-generation';
import { removeLimitOverride } from '../commands/remove-limit-override/remove-limit-override';
import { removeUsage } from '../commands/remove-usage/remove-usage';
import { requestGeneration } from '../commands/request-generation/request-generation';
import { takeBackPurchase } from '../commands/take-back-purchase/take-back-purchase';
import { VoidLot, voidLot } from '../commands/void-lot/void-lot';
import { AccountContext } from '../domain/account-decision';
import { AccountEvent } from '../domain/account-events';
import { AccountState } from '../domain/account-state';
import { accountStream } from '../domain/account-stream';
import {
  adjustSubjects,
  grantSubjects,
  orderReference,
  refundSubjects,
  takeBackSubjects,
  voidSubjects,
} from '../domain/subjects';
import { PLAIN_GRANT, PLAIN_REQUEST } from './plain-commands';
import { GivenHistory } from '../projections/given-history';

const limit = { measure: 'count', active: true } as const;
const flat = (credits: string) => ({ kind: 'flat', credits }) as const;

/** A catalog in which everything that an account can record may happen. */
export const POLICY: CatalogDocument = {
  unknownActions: 'allow',
  tiers: [
    { name: 'free', trialGrant: '0', dailyRefill: '0', lowCredits: '10' },
    { name: 'pro', trialGrant: '0', dailyRefill: '0', overdraft: '50' },
  ],
  limits: [
    {
      ...{ ...limit, name: 'images', description: 'images today', kind: 'calendar-day' },
      ...{ values: { free: 5, pro: 20 }, memberValues: { free: 3 }, thresholds: ['80%'] },
    },
    { ...limit, name: 'projects', description: 'projects', kind: 'lifetime', values: { free: 3, pro: -1 } },
    {
      ...{ ...limit, name: 'storage', description: 'MB stored', kind: 'gauge' },
      ...{ values: { free: 500 }, thresholds: ['90%'] },
    },
  ],
  actions: [
    { name: 'image', description: '', price: flat('10'), limits: ['images'] },
    { name: 'project', description: '', price: { kind: 'free' }, limits: ['projects'] },
  ],
  plans: [],
};

const CATALOG = compileCatalog(1, POLICY);
const STREAM = accountStream({ current: () => CATALOG, atLeast: () => Promise.resolve(CATALOG) });

type Decide<Command> = (
  command: Command,
  state: AccountState,
  context: AccountContext,
) => Decision<AccountEvent>;

/** Commands of an account, decided as the ledger decides them; what is refused records nothing here. */
export class GivenDecisions {
  private decisions = 0;

  constructor(
    readonly history: GivenHistory,
    readonly accountId: string,
    private readonly catalog: Catalog = CATALOG,
  ) {}

  request(generationId: string, action = 'image', actorUserId: string | null = null): this {
    const estimate = { quantity: 1, inputTokens: null, outputTokens: null };
    const command = { ...PLAIN_REQUEST, generationId, action, estimate, actorUserId };
    return this.decide('RequestGeneration', requestGeneration, command, []);
  }

  use(action = 'image', given: Partial<RecordUsage> = {}): this {
    return this.decide('RecordUsage', recordUsage, { ...PLAIN_USAGE, action, ...given }, []);
  }

  changeTier(tier: string, reason = 'subscribed'): this {
    return this.decide('ChangeTier', changeTier, { tier, plan: null, period: null, reason }, []);
  }

  override(name: string, value: string, given: { member?: string; until?: string } = {}): this {
    const { member = null, until = null } = given;
    const command = { limit: name, member, value, until, reason: 'a launch week' };
    return this.decide('OverrideLimit', overrideLimit, command, []);
  }

  removeOverride(name: string, member: string | null = null): this {
    const command = { limit: name, member, reason: 'it is over' };
    return this.decide('RemoveLimitOverride', removeLimitOverride, command, []);
  }

  removeUsage(name: string, quantity: bigint): this {
    const command = { limit: name, member: null, quantity, actorUserId: 'mia', reason: 'deleted' };
    return this.decide('RemoveUsage', removeUsage, command, []);
  }

  gauge(name: string, to: bigint): this {
    const command = { limit: name, member: null, move: { to }, actorUserId: 'mia', reason: null };
    return this.decide('MoveGauge', moveGauge, command, []);
  }

  voidLot(of: VoidLot['of'], reason = 'paid with a stolen card'): this {
    const command = { of, reason };
    return this.decide('VoidLot', voidLot, command, voidSubjects(command));
  }

  purchase(orderId: string, amountMicros: bigint): this {
    const purchaseAmount = { amountMinor: 999n, currency: 'EUR' };
    const terms = { creditType: 'PURCHASE', reference: orderReference(orderId), orderId } as const;
    const command = { ...PLAIN_GRANT, ...terms, amountMicros, purchaseAmount };
    return this.decide('GrantCredits', grantCredits, command, grantSubjects(command));
  }

  takeBack(orderId: string, amountMicros: bigint, reference: string): this {
    const command = { orderId, amountMicros, reference, reason: 'money back' };
    return this.decide('TakeBackPurchase', takeBackPurchase, command, takeBackSubjects(command));
  }

  adjust(amountMicros: bigint, reference: string | null = null): this {
    const command = { amountMicros, reason: 'counted twice', reference };
    return this.decide('AdjustCredits', adjustCredits, command, adjustSubjects(command));
  }

  refund(generationId: string, amountMicros: bigint | null, reference: string): this {
    const command = { generationId, amountMicros, reference, reason: 'it was black' };
    return this.decide('RefundGeneration', refundGeneration, command, refundSubjects(command));
  }

  private decide<Command>(
    name: string,
    decide: Decide<Command>,
    command: Command,
    subjects: readonly string[],
  ): this {
    const { history, accountId, catalog } = this;
    const state = history.settle(accountId).stateOf(accountId);
    const known = new Map(subjects.map((subject) => [subject, this.about(subject)]));
    const newId = `${accountId}-id-${++this.decisions}`;
    const context = { now: history.now, policy: catalog, newId, history: known };
    const decision = decided(decide(command, state, context), state, context);
    if (decision.kind === 'accepted') history.accepted(name, accountId, decision);
    return this;
  }

  private about(subject: string): readonly AccountEvent[] {
    const stream = `account-${this.accountId}`;
    return this.history.events.filter(
      (event) => event.stream === stream && STREAM.subjectOf(event) === subject,
    );
  }
}

const PLAIN_USAGE: RecordUsage = {
  action: 'image',
  status: 'success',
  actorUserId: null,
  ...{ subtype: null, model: null, service: null, project: null },
  usage: { quantity: 1, inputTokens: null, outputTokens: null },
  durationMs: 120,
  ...{ errorCode: null, sealed: null, attributes: {}, virtualCostUsdMicros: null },
};
