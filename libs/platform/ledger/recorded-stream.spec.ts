import { accept, defineEvent, DomainEvent, noEffect, refuse } from '@ledgerline/kernel';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { Ledger } from './ledger';
import { recordedStream } from './recorded-stream';
import { commandIdOf } from './stamp';

type LampLit = DomainEvent<'LampLit', { by: string }>;
const lamps = recordedStream<'Lamp', { lit: boolean }, LampLit, undefined>({
  name: 'Lamp',
  category: 'streetLamp',
  events: { LampLit: defineEvent<LampLit>('LampLit', 'ledgerline.street-lamp.lit.v1', {}) },
  initial: () => ({ lit: false }),
  evolve: { LampLit: () => ({ lit: true }) },
  contextFor: () => undefined,
});

const now = () => Date.parse('2026-11-21T09:00:00.000Z');

async function lighting() {
  const store = new MemoryEventStore();
  const ledger = new Ledger({ store, now });
  const light = (key: string, by: string) =>
    ledger.execute(lamps, {
      name: 'LightLamp',
      parameters: { by },
      sealed: null,
      streamId: 'l1',
      commandId: commandIdOf({ principal: 'test', stream: 'streetLamp-l1', key }),
      commandHash: by,
      receivedAt: '2026-11-21T09:00:00.000Z',
      origin: {},
      decide: ({ lit }) => {
        if (by === 'nobody') return refuse('nobody-there', { by });
        return lit ? noEffect('already-lit') : accept<LampLit>({ type: 'LampLit', data: { by } });
      },
    });
  return { light, store };
}

describe('a stream that records every outcome alike', () => {
  it('answers a repeated command what the log holds, whatever came of it', async () => {
    const { light, store } = await lighting();
    const first = [await light('a', 'ada'), await light('b', 'nobody'), await light('c', 'bob')];
    expect(first.map(({ outcome }) => outcome)).toEqual(['accepted', 'refused', 'no-effect']);
    const again = [await light('a', 'ada'), await light('b', 'nobody'), await light('c', 'bob')];
    expect(again.map(({ outcome, refusal, replayed }) => ({ outcome, refusal, replayed }))).toEqual(
      first.map(({ outcome, refusal }) => ({ outcome, refusal, replayed: true })),
    );
    const { events } = await store.readStream('streetLamp-l1', { countMax: 10 });
    expect(events.map(({ type }) => type)).toEqual([
      'ledgerline.street-lamp.lit.v1',
      'ledgerline.street-lamp.command-refused.v1',
      'ledgerline.street-lamp.command-had-no-effect.v1',
    ]);
  });

  it('keeps what was asked beside the refusal, and changes no state by it', async () => {
    const { light, store } = await lighting();
    await light('a', 'ada');
    const { current } = await light('b', 'nobody');
    expect(current.state).toEqual({ lit: true });
    const { events } = await store.readStream('streetLamp-l1', { countMax: 10 });
    expect(JSON.parse(events[1]!.data)).toEqual({
      command: 'LightLamp',
      reason: 'nobody-there',
      figures: { by: 'nobody' },
      parameters: { by: 'nobody' },
      sealed: null,
    });
  });
});
