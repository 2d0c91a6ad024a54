import { parseCredits } from '@ledgerline/kernel';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { commandIdOf, Ledger } from '@ledgerline/platform/ledger';
import { completeGeneration } from '../commands/complete-generation/complete-generation';
import { grantCredits } from '../commands/grant-credits/grant-credits';
import { openAccount } from '../commands/open-account/open-account';
import { requestGeneration } from '../commands/request-generation/request-generation';
import { Decide, NINE, SubjectsOf } from '../testing/account-scenario';
import { PLAIN_COMPLETION, PLAIN_GRANT, PLAIN_REQUEST } from '../testing/plain-commands';
import { SCENARIO_CATALOG, STRICT_CATALOG } from '../testing/scenario-catalog';
import { accountStream } from './account-stream';
import { boundRefusals } from './refusal-rate';
import { grantSubjects, requestSubjects, resolvedSubjects } from './subjects';

const stream = accountStream({
  current: () => SCENARIO_CATALOG,
  atLeast: () => Promise.resolve(STRICT_CATALOG),
});

/** A process with its own cache in front of a log that it shares. */
class Process {
  private readonly ledger: Ledger;

  constructor(store: MemoryEventStore) {
    this.ledger = new Ledger({ store, now: () => Date.parse(NINE) });
  }

  ask<Command>(given: {
    key: string;
    decide: Decide<Command>;
    command: Command;
    subjects?: SubjectsOf<Command>;
    at?: string;
  }) {
    const { key, decide, command, subjects, at: receivedAt = NINE } = given;
    return this.ledger.execute(stream, {
      ...{ name: 'Command', parameters: {}, sealed: null, streamId: 'ada', origin: {}, receivedAt },
      commandId: commandIdOf({ principal: 'test', stream: 'account-ada', key }),
      commandHash: key,
      subjects: subjects && ((state) => subjects(command, state)),
      decide: (state, context) => boundRefusals(decide(command, state, context), state, context.now),
    });
  }

  open(tier = 'plain') {
    const command = { ownerKind: 'user', ownerId: 'ada', tier } as const;
    return this.ask({ key: 'open', decide: openAccount, command });
  }

  grant(key: string, credits: string, reference: string | null = null) {
    const command = { ...PLAIN_GRANT, amountMicros: parseCredits(credits)!, reference };
    return this.ask({ key, decide: grantCredits, command, subjects: grantSubjects });
  }

  request(key: string, action: string, generationId: string | null = null) {
    const estimate = { quantity: 1, inputTokens: null, outputTokens: null };
    const command = { ...PLAIN_REQUEST, generationId, action, estimate };
    return this.ask({ key, decide: requestGeneration, command, subjects: requestSubjects });
  }

  complete(key: string, generationId: string, at = NINE) {
    const usage = { quantity: null, inputTokens: null, outputTokens: null };
    const command = { ...PLAIN_COMPLETION, generationId, usage };
    return this.ask({ key, decide: completeGeneration, command, subjects: resolvedSubjects, at });
  }

  async state() {
    return (await this.ledger.read(stream, 'ada')).state;
  }
}

describe('one account, two processes', () => {
  let one: Process;
  let other: Process;

  beforeEach(async () => {
    const store = new MemoryEventStore();
    one = new Process(store);
    other = new Process(store);
    await one.open();
  });

  const hammer = (action: string) =>
    Promise.all(Array.from({ length: 64 }, (_, i) => (i % 2 ? one : other).request(`request ${i}`, action)));

  it('let exactly the affordable number of 64 parallel requests for the last credits pass', async () => {
    await one.grant('grant', '7');
    const results = await hammer('svg');

    expect(results.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(7);
    const reasons = new Set(results.flatMap(({ refusal }) => refusal?.reason ?? []));
    expect([...reasons]).toEqual(['insufficient-credits']);
    expect(await other.state()).toMatchObject({ balanceMicros: 7_000_000n, heldMicros: 7_000_000n });
  });

  it('let exactly two of 64 parallel requests have the last two slots', async () => {
    await one.grant('grant', '1000');
    const results = await hammer('render');

    expect(results.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(2);
    expect((await one.state()).holds.size).toBe(2);
  });

  it('let a generation named by the caller run once, whoever asks for it', async () => {
    await one.grant('grant', '100');
    const results = await Promise.all(
      Array.from({ length: 16 }, (_, i) => (i % 2 ? one : other).request(`request ${i}`, 'svg', 'g')),
    );

    expect(results.map(({ outcome }) => outcome).sort()).toEqual([
      'accepted',
      ...Array.from({ length: 15 }, () => 'no-effect'),
    ]);
    expect((await one.state()).heldMicros).toBe(1_000_000n);
  });

  it('grant an external act once, whoever reports it', async () => {
    const results = await Promise.all(
      Array.from({ length: 16 }, (_, i) => (i % 2 ? one : other).grant(`grant ${i}`, '5', 'pay 1')),
    );

    expect(results.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
    expect((await one.state()).balanceMicros).toBe(5_000_000n);
  });

  it('charge a generation once, whoever completes it', async () => {
    await one.grant('grant', '100');
    await other.request('request', 'svg', 'g');
    const results = await Promise.all(
      Array.from({ length: 16 }, (_, i) => (i % 2 ? one : other).complete(`complete ${i}`, 'g')),
    );

    expect(results.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
    expect((await one.state()).balanceMicros).toBe(99_000_000n);
  });

  it('tell a grant again whose lot is still there, and one whose lot is long spent', async () => {
    const original = await one.grant('grant', '1');
    expect(await other.grant('grant', '1')).toMatchObject({ events: original.events, replayed: true });
    expect(await one.grant('grant', '1')).toMatchObject({ events: original.events, replayed: true });
    await one.request('request', 'svg', 'g');
    await one.complete('complete', 'g');

    expect(await other.grant('grant', '1')).toMatchObject({ events: original.events, replayed: true });
    expect((await one.state()).balanceMicros).toBe(0n);
  });

  it('tell an accepted command again while the account refuses too often to record it', async () => {
    await one.grant('grant', '1');
    const original = await one.request('request', 'svg');
    for (let i = 0; i < 61; i++) await one.complete(`nobody ${i}`, 'nobody');
    expect((await one.complete('nobody', 'nobody')).refusal?.reason).toBe('too-many-refusals');

    expect(await one.request('request', 'svg')).toMatchObject({ events: original.events, replayed: true });
    expect(await other.request('request', 'svg')).toMatchObject({ replayed: true });
  });

  it('complete late what nobody had noticed to be late', async () => {
    await one.grant('grant', '1');
    await one.request('request', 'svg', 'g');
    const late = await other.complete('complete', 'g', '2026-11-21T09:15:00.000Z');

    expect(late.events).toMatchObject([{ type: 'GenerationCompletedLate', data: { shortfallMicros: 0n } }]);
  });

  it('decide under a catalog no older than the account has seen', async () => {
    const newer = accountStream({
      current: () => STRICT_CATALOG,
      atLeast: () => Promise.reject(new Error('this is the newest')),
    });
    expect(stream.contextFor({ ...(await one.state()), catalogVersion: 1 })).toBe(SCENARIO_CATALOG);
    expect(await stream.contextFor({ ...(await one.state()), catalogVersion: 2 })).toBe(STRICT_CATALOG);
    expect(newer.contextFor({ ...(await one.state()), catalogVersion: 1 })).toBe(STRICT_CATALOG);
  });
});
