import { addSeconds } from '@ledgerline/kernel';
import { CommandAnswer, CommandGateway } from '@ledgerline/platform/commands';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { ClockOf, Ledger } from '@ledgerline/platform/ledger';
import { createSealer, memoryDataKeyStore } from '@ledgerline/platform/sealing';
import { identityCommands } from '../commands/registry';

export const NINE = '2026-11-21T09:00:00.000Z';
const CALLER = {
  principal: { name: 'tests', role: 'service' },
  requestId: 'request-1',
  ip: '198.51.100.9',
  userAgent: 'tests/1.0',
};

export interface Asked {
  readonly partyId?: string;
  readonly memberId?: string;
  readonly body?: object;
  readonly key?: string;
  readonly dryRun?: boolean;
  /** The role of the key; default a service's. */
  readonly as?: string;
}

/** What was answered, as specs look at it. */
export interface Told {
  readonly outcome: string;
  readonly reason: string | undefined;
  readonly figures: Readonly<Record<string, unknown>> | undefined;
  readonly body: CommandAnswer['body'];
  readonly replayed: boolean;
}

/** Parties over one log, asked through as many instances as a spec wants. */
export class ATown {
  readonly store = new MemoryEventStore();
  readonly sealer = createSealer({ store: memoryDataKeyStore(), masterKey: Buffer.alloc(32, 7) });
  now = NINE;
  /** By workspace; none named: any number. */
  readonly seats = new Map<string, number>();
  private keys = 0;

  instance(clockOf?: ClockOf) {
    const now = () => Date.parse(this.now);
    const ledger = new Ledger({ store: this.store, now });
    const gateway = new CommandGateway(ledger, this.sealer, {
      ...{ now, clockOf },
      observer: { answered: () => undefined },
    });
    const commands = identityCommands({
      ledger,
      now,
      knowsTier: (tier) => ['free', 'pro', 'team'].includes(tier),
      seatsOf: (workspaceId) => Promise.resolve(this.seats.get(workspaceId) ?? null),
      testClocksEnabled: true,
      hasTestClock: (testClockId) => Promise.resolve(testClockId === 'clock-1'),
    });
    const ask = async (name: string, asked: Asked = {}): Promise<Told> => {
      const { body = {}, key = `key-${++this.keys}`, dryRun, as = 'service', ...params } = asked;
      const { family, slice } = commands.find((command) => command.slice.name === name)!;
      const call = {
        slice,
        params: params as Record<string, string>,
        body,
        idempotencyKey: key,
        caller: { ...CALLER, principal: { ...CALLER.principal, role: as } },
      };
      const answer = await (dryRun ? gateway.dryRun(family, call) : gateway.execute(family, call));
      const { outcome, refusal, replayed } = answer;
      return { outcome, reason: refusal?.reason, figures: refusal?.figures, body: answer.body, replayed };
    };
    return { ledger, ask };
  }

  /** Through an instance of its own. */
  ask(name: string, asked?: Asked): Promise<Told> {
    return this.instance().ask(name, asked);
  }

  register(partyId: string, body: object = {}): Promise<Told> {
    return this.ask('RegisterParty', { body: { partyId, kind: 'user', ...body } });
  }

  later(seconds: number): this {
    this.now = addSeconds(this.now, seconds);
    return this;
  }

  /** Everything the log holds of a stream: types without their frame, and the data. */
  async log(stream: string): Promise<readonly { type: string; data: Record<string, unknown> }[]> {
    const { events } = await this.store.readStream(stream, { countMax: 100 });
    return events.map(({ type, data }) => ({
      type: type.split('.')[2]!,
      data: JSON.parse(data) as Record<string, unknown>,
    }));
  }

  /** Every byte of a stream, as it would lie on a disk. */
  async bytes(stream: string): Promise<string> {
    const { events } = await this.store.readStream(stream, { countMax: 100 });
    return events.map(({ data, metadata }) => data + metadata).join('\n');
  }
}
