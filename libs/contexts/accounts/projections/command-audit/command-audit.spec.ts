import { defineEvent, DomainEvent } from '@ledgerline/kernel';
import { recordedStream } from '@ledgerline/platform/ledger';
import { foldInMemory, ProjectedEvent } from '@ledgerline/platform/projections';
import { GivenHistory } from '../given-history';
import { commandAudit } from './command-audit';
import { commandAuditOf } from './command-audit-of';

const auditOf = (history: GivenHistory) => foldInMemory(commandAudit, history.events);

describe('command_audit', () => {
  it('has one row per command with who, what, how it ended and when', () => {
    const [row] = auditOf(new GivenHistory('2026-11-21T09:00:00.000Z').open('acme'));
    expect(row).toMatchObject({
      command_id: 'command-000001',
      at: '2026-11-21T09:00:00.000Z',
      actor: 'tests',
      role: 'service',
      command: 'OpenAccount',
      account_id: 'acme',
      outcome: 'accepted',
      reason: null,
      sealed_caller: 'sealed-caller-1',
      request_id: 'request-1',
      position: 'test-00000000000000000001',
    });
  });

  it('keeps what was recorded without what is sealed, as plain JSON', () => {
    const history = new GivenHistory().open('acme').grant('acme', 'lot').request('acme', 'g1');
    const { input } = auditOf(history.fail('acme', 'g1', 'boom', 'sealed-error')).at(-1)!;
    expect(input).toMatchObject({ generationId: 'g1', errorCode: 'boom', heldMicros: '10000000' });
    expect(JSON.stringify(auditOf(history).map((row) => row.input))).not.toMatch(/sealed/);
  });

  it('keeps the parameters of what was refused, and of what had no effect', () => {
    const history = new GivenHistory().open('acme').refuse('acme', 'limit-reached', { action: 'image' });
    const rows = auditOf(history.noEffect('acme', 'ReopenAccount', 'already-open'));
    expect(rows[1]).toMatchObject({
      outcome: 'refused',
      reason: 'limit-reached',
      input: { action: 'image' },
    });
    expect(rows[2]).toMatchObject({
      outcome: 'no-effect',
      reason: 'already-open',
      input: { asked: 'again' },
    });
  });

  it('has no row for what time causes, nor for further events of a command', () => {
    const history = new GivenHistory().open('acme').grant('acme', 'lot').request('acme', 'g1').after(901);
    const before = auditOf(history).length;
    history.settle('acme');
    const second = { ...history.events[1]!, metadata: { ...history.events[1]!.metadata, commandIndex: '1' } };
    const events = [...history.events, second as ProjectedEvent];
    expect(foldInMemory(commandAudit, events)).toHaveLength(before);
  });

  it('has a row for a published catalog, without its document', () => {
    const published = {
      ...new GivenHistory().open('acme').events[0]!,
      stream: 'catalog-default',
      type: 'CatalogPublished',
      data: { version: 2, document: { tiers: [] }, author: 'ops', reason: 'prices', publishedAt: 'now' },
    };
    expect(foldInMemory(commandAudit, [published])).toMatchObject([
      { account_id: null, outcome: 'accepted', input: { version: 2, author: 'ops', reason: 'prices' } },
    ]);
    expect(JSON.stringify(foldInMemory(commandAudit, [published])[0]!.input)).not.toMatch(/tiers/);
  });
});

describe('command_audit, of a context that accounts know nothing of', () => {
  type Placed = DomainEvent<'OrderPlaced', object>;
  const orders = recordedStream<'Order', null, Placed, undefined>({
    name: 'Order',
    category: 'order',
    events: { OrderPlaced: defineEvent<Placed>('OrderPlaced', 'test.order.placed.v1', {}) },
    initial: () => null,
    evolve: { OrderPlaced: () => null },
    contextFor: () => undefined,
  });
  const [asAccount] = new GivenHistory('2026-11-21T09:00:00.000Z').open('acme').events;
  const event = (type: string, data: object, metadata: object = {}): ProjectedEvent => ({
    ...{ ...asAccount!, type, data, stream: 'order-o-1' },
    metadata: { ...asAccount!.metadata, owner: 'acme', ...metadata },
  });
  const auditOf = (...events: ProjectedEvent[]) => foldInMemory(commandAuditOf([orders.events]), events);

  it('has its commands under the account they are about, sealed for its owner', () => {
    const data = {
      orderId: 'o-1',
      totalMinor: 1190n,
      sealed: 'v1.x',
      lines: [{ text: 'credits' }],
      note: null,
    };
    expect(auditOf(event('OrderPlaced', data))).toMatchObject([
      {
        ...{ account_id: 'acme', sealed_for: 'acme', command: 'OpenAccount', outcome: 'accepted' },
        input: { orderId: 'o-1', totalMinor: '1190' },
      },
    ]);
  });

  it('tells what of it was refused or changed nothing, by the names of its outcomes', () => {
    const asked = { command: 'PlaceOrder', parameters: { currency: 'EUR' } };
    const refused = { ...asked, reason: 'unknown-currency', figures: {}, sealed: 'v1.x' };
    expect(auditOf(event('OrderCommandRefused', refused))).toMatchObject([
      { outcome: 'refused', reason: 'unknown-currency', input: { currency: 'EUR' } },
    ]);
    expect(auditOf(event('OrderCommandHadNoEffect', { ...asked, reason: 'placed' }))).toMatchObject([
      { outcome: 'no-effect', reason: 'placed', input: { currency: 'EUR' } },
    ]);
  });

  it('tells what a reaction commanded as that reaction’s, and of nobody’s account none', () => {
    const byReaction = { actor: 'reaction:pay-when-told', role: 'system', caller: undefined };
    expect(auditOf(event('OrderPlaced', {}, byReaction))).toMatchObject([
      { actor: 'reaction:pay-when-told', role: 'system', sealed_caller: null },
    ]);
    expect(auditOf(event('OrderPlaced', {}, { owner: 'sandbox:evt_1' }))).toMatchObject([
      { account_id: null },
    ]);
  });

  it('has no row for what time caused, or for what a command recorded beside its own fact', () => {
    const { commandId: _id, ...byTime } = event('OrderPlaced', {}).metadata;
    const beside = event('OrderPlaced', {}, { commandIndex: '1' });
    expect(auditOf({ ...beside, metadata: { ...byTime, cause: 'time' } }, beside)).toEqual([]);
  });
});
