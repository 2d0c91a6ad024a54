import { accept, defineEvent, DomainEvent, refuse, timestamp } from '@ledgerline/kernel';
import type { AnyCommandFamily } from '@ledgerline/platform/commands';
import { commandIdOf, Ledger, recordedStream } from '@ledgerline/platform/ledger';
import type { ProjectedEvent } from '@ledgerline/platform/projections';
import { Reaction, ReactionCommand } from '../reaction';

type JarFilled = DomainEvent<'JarFilled', { amount: number; into: string | null }>;
type JarClosed = DomainEvent<'JarClosed', { closed: boolean }>;
export type JarEvent = JarFilled | JarClosed;

export interface Jar {
  readonly amounts: readonly number[];
  readonly closed: boolean;
}

const stored = (what: string) => `ledgerline.jar.${what}.v1`;

/** Jars that are poured into others: a fact in one stream, a command to the next. */
export const jars = recordedStream<'Jar', Jar, JarEvent, undefined>({
  name: 'Jar',
  category: 'jar',
  events: {
    JarFilled: defineEvent<JarFilled>('JarFilled', stored('filled'), {}),
    JarClosed: defineEvent<JarClosed>('JarClosed', stored('closed'), {}),
  },
  initial: () => ({ amounts: [], closed: false }),
  evolve: {
    JarFilled: (jar, { amount }) => ({ ...jar, amounts: [...jar.amounts, amount] }),
    JarClosed: (jar, { closed }) => ({ ...jar, closed }),
  },
  contextFor: () => undefined,
});

export const jarFamily: AnyCommandFamily = {
  stream: jars,
  summaryName: 'jar',
  summary: () => undefined,
  ownerOf: (streamId) => streamId,
  opensStream: () => false,
};

/** Pours an amount into a jar; one that is closed refuses it, and so does one that does not exist. */
export function pour(
  into: string,
  amount: number,
  more: Partial<Pick<ReactionCommand, 'refused' | 'recorded'>> = {},
): ReactionCommand {
  return {
    kind: 'command',
    family: jarFamily,
    name: 'PourIntoJar',
    streamId: into,
    parameters: { amount },
    decide: (state) =>
      (state as Jar).closed
        ? refuse('jar-closed')
        : accept<JarFilled>({ type: 'JarFilled', data: { amount, into: null } }),
    refused: {},
    ...more,
  };
}

export function pourWhenFilled(
  steps: (event: ProjectedEvent<JarFilled>) => ReturnType<NonNullable<Reaction['on'][string]>>,
  more: Partial<Reaction> = {},
): Reaction {
  return {
    name: 'pour-when-jar-filled',
    on: { JarFilled: (event) => steps(event as ProjectedEvent<JarFilled>) },
    ...more,
  };
}

let keys = 0;

/** Whoever fills and closes jars by hand. */
export function jarHand(ledger: Ledger, now: () => number = Date.now) {
  const record = (streamId: string, event: JarEvent) =>
    ledger.execute(jars, {
      name: 'FillJar',
      parameters: {},
      sealed: null,
      streamId,
      commandId: commandIdOf({ principal: 'hand', stream: `jar-${streamId}`, key: `key-${++keys}` }),
      commandHash: '',
      receivedAt: timestamp(now()),
      origin: { actor: 'hand', requestId: `request-${keys}` },
      decide: () => accept(event),
    });
  return {
    fill: (id: string, amount: number, into: string | null = null) =>
      record(id, { type: 'JarFilled', data: { amount, into } }),
    close: (id: string) => record(id, { type: 'JarClosed', data: { closed: true } }),
    open: (id: string) => record(id, { type: 'JarClosed', data: { closed: false } }),
    async amounts(id: string): Promise<readonly number[]> {
      return (await ledger.read(jars, id)).state.amounts;
    },
  };
}
