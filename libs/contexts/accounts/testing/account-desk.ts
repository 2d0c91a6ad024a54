import { addSeconds } from '@ledgerline/kernel';
import type { Catalog } from '@ledgerline/contexts/catalog';
import {
  BatchTerms,
  CommandAnswer,
  CommandGateway,
  ExecuteBatch,
  ExecuteBatchHandler,
  ExecuteCommand,
} from '@ledgerline/platform/commands';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { Ledger, LedgerBounds } from '@ledgerline/platform/ledger';
import { createSealer, memoryDataKeyStore } from '@ledgerline/platform/sealing';
import { accountFamily } from '../account-family';
import { accountCommands } from '../commands/registry';
import { AccountStream, accountStream } from '../domain/account-stream';
import { NINE } from './account-scenario';
import { SCENARIO_CATALOG } from './scenario-catalog';

/**
 * Commands as a service sends them, by name and body, on a log in memory: what a spec then finds in the log
 * is what production writes, metadata and parameters included. The clock stands until it is moved.
 */
export class AccountDesk {
  readonly store = new MemoryEventStore();
  readonly ledger: Ledger;
  readonly stream: AccountStream;
  now = NINE;
  private readonly gateway: CommandGateway;
  private keys = 0;

  constructor(
    public catalog: Catalog = SCENARIO_CATALOG,
    bounds: Partial<LedgerBounds> = {},
  ) {
    const clock = () => Date.parse(this.now);
    this.ledger = new Ledger({ store: this.store, now: clock, bounds });
    const catalogs = { current: () => this.catalog, atLeast: () => Promise.resolve(this.catalog) };
    this.stream = accountStream(catalogs);
    const sealer = createSealer({ store: memoryDataKeyStore(), masterKey: Buffer.alloc(32, 7) });
    const observer = { answered: () => undefined };
    this.gateway = new CommandGateway(this.ledger, sealer, { now: clock, observer });
  }

  at(now: string): this {
    this.now = now;
    return this;
  }

  after(seconds: number): this {
    return this.at(addSeconds(this.now, seconds));
  }

  async open(accountId: string, tier = 'plain'): Promise<CommandAnswer> {
    return this.send('OpenAccount', {}, { owner: { kind: 'user', id: accountId }, tier });
  }

  /**
   * @param params of the route, e.g. the account's id
   * @param idempotencyKey a new one where none is given
   */
  send(
    name: string,
    params: Record<string, string>,
    body: object = {},
    idempotencyKey = `key-${++this.keys}`,
  ): Promise<CommandAnswer> {
    const call = { ...this.callOf(name, params, body), idempotencyKey };
    return this.gateway.execute(accountFamily(this.stream), call);
  }

  /** Usage in one batch, as the route of batches hands it on. */
  recordAll(
    items: readonly { readonly accountId: string; readonly key: string; readonly body: object }[],
    how: BatchTerms['how'] = 'each',
  ): Promise<(CommandAnswer | Error)[]> {
    const family = accountFamily(this.stream);
    const commands = items.map(({ accountId, key, body }) => {
      const call = { ...this.callOf('RecordUsage', { accountId }, body), idempotencyKey: key };
      return new ExecuteCommand(family, call);
    });
    const batch = new ExecuteBatch(commands, { how, telling: 'facts-alone' });
    return new ExecuteBatchHandler(this.gateway).execute(batch);
  }

  /** What it would come to; nothing is recorded. */
  dryRun(name: string, params: Record<string, string>, body: object = {}): Promise<CommandAnswer> {
    return this.gateway.dryRun(accountFamily(this.stream), this.callOf(name, params, body));
  }

  private callOf(name: string, params: Record<string, string>, body: object) {
    const slice = accountCommands.find((one) => one.name === name);
    if (!slice) throw new Error(`there is no command ${name}`);
    const caller = {
      principal: { name: 'web', role: 'service' },
      ...{ requestId: 'r', ip: '127.0.0.1', userAgent: '' },
    };
    return { slice, params, body, caller };
  }

  request(accountId: string, action: string, body: object = {}): Promise<CommandAnswer> {
    return this.send('RequestGeneration', { accountId }, { action, ...body });
  }

  record(accountId: string, action: string, body: object = {}): Promise<CommandAnswer> {
    return this.send('RecordUsage', { accountId }, { action, ...body });
  }

  complete(accountId: string, generationId: string, body: object = {}): Promise<CommandAnswer> {
    return this.send('CompleteGeneration', { accountId, generationId }, body);
  }

  grant(accountId: string, credits: string, body: object = {}): Promise<CommandAnswer> {
    return this.send('GrantCredits', { accountId }, { type: 'BONUS', credits, reason: 'a gift', ...body });
  }
}
