import { randomUUID } from 'node:crypto';
import { defineEvent, DomainEvent, eventRegistry } from '@ledgerline/kernel';
import { EventStore, Position, RecordedEvent } from '@ledgerline/platform/eventstore';
import { decodeEvents } from './decode-events';
import { ProjectedEvent, Projection } from './projection';

/** Specimens for the specs of this folder: a small subject with every column type and every way to fold. */

export type Added = DomainEvent<'Added', { amount: bigint; note: string | null; extra: unknown }>;
export type Moved = DomainEvent<'Moved', { from: string; to: string; amount: bigint }>;
export type Broken = DomainEvent<'Broken', { why: string }>;
export type TallyEvent = Added | Moved | Broken;

const tallyEvents = eventRegistry<TallyEvent>({
  Added: defineEvent<Added>('Added', 'specimen.tally.added.v1', { amount: true }),
  Moved: defineEvent<Moved>('Moved', 'specimen.tally.moved.v1', { amount: true }),
  Broken: defineEvent<Broken>('Broken', 'specimen.tally.broken.v1', {}),
});

export const decodeTally = decodeEvents([tallyEvents], ['elsewhere']);

export interface TallyRow {
  tally_id: string;
  total: bigint;
  events: number;
  negative: boolean;
  note: string | null;
  extra: unknown;
  first_at: string;
  moved_on: string | null;
}

const idOf = (event: ProjectedEvent): string => event.stream.slice('tally-'.length);

function tallied(
  row: TallyRow | undefined,
  key: Partial<TallyRow>,
  event: ProjectedEvent,
  by: bigint,
): TallyRow {
  const total = (row?.total ?? 0n) + by;
  return {
    tally_id: key.tally_id!,
    total,
    events: (row?.events ?? 0) + 1,
    negative: total < 0n,
    note: row?.note ?? null,
    extra: row?.extra ?? null,
    first_at: row?.first_at ?? event.at,
    moved_on: row?.moved_on ?? null,
  };
}

/** One row per tally; a move touches two of them. `Broken` is an event that cannot be folded. */
export const tallies: Projection<TallyRow> = {
  name: 'tallies',
  version: 1,
  schema: 'read_specimen',
  columns: {
    tally_id: 'text',
    total: 'bigint',
    events: 'integer',
    negative: 'boolean',
    note: 'text',
    extra: 'json',
    first_at: 'timestamp',
    moved_on: 'date',
  },
  key: ['tally_id'],
  indexes: [['total desc', 'tally_id']],
  financial: true,
  on: {
    Added: {
      keys: (event) => [{ tally_id: idOf(event) }],
      fold: (row, event, key) => {
        const { amount, note, extra } = event.data as Added['data'];
        return { ...tallied(row, key, event, amount), note, extra };
      },
    },
    Moved: {
      keys: (event) => {
        const { from, to } = event.data as Moved['data'];
        return [{ tally_id: from }, { tally_id: to }];
      },
      fold: (row, event, key) => {
        const { from, amount } = event.data as Moved['data'];
        const by = key.tally_id === from ? -amount : amount;
        return { ...tallied(row, key, event, by), moved_on: event.at.slice(0, 10) };
      },
    },
    Broken: { keys: (event) => [{ tally_id: idOf(event) }], fold: refuseBroken },
  },
};

export interface TallyDayRow {
  day: string;
  tally_id: string;
  added: bigint;
}

/** A composite key; not financial, so it passes over what it cannot fold. */
export const tallyDays: Projection<TallyDayRow> = {
  name: 'tally_days',
  version: 1,
  schema: 'read_specimen',
  columns: { day: 'date', tally_id: 'text', added: 'bigint' },
  key: ['day', 'tally_id'],
  indexes: [],
  financial: false,
  on: {
    Added: {
      keys: (event) => [{ day: event.at.slice(0, 10), tally_id: idOf(event) }],
      fold: (row, event, key) => {
        const { amount } = event.data as Added['data'];
        return { day: key.day!, tally_id: key.tally_id!, added: (row?.added ?? 0n) + amount };
      },
    },
    Broken: { keys: (event) => [{ day: event.at.slice(0, 10), tally_id: idOf(event) }], fold: refuseBroken },
  },
};

export interface TallyEntryRow {
  tally_id: string;
  entry: bigint;
  amount: bigint;
}

/** Written once, never read back. */
export const tallyEntries: Projection<TallyEntryRow> = {
  name: 'tally_entries',
  version: 1,
  schema: 'read_specimen',
  columns: { tally_id: 'text', entry: 'bigint', amount: 'bigint' },
  key: ['tally_id', 'entry'],
  indexes: [],
  financial: true,
  appendOnly: true,
  on: {
    Added: {
      keys: (event) => [{ tally_id: idOf(event), entry: event.revision }],
      fold: (_row, event, key) => ({
        tally_id: key.tally_id!,
        entry: key.entry!,
        amount: (event.data as Added['data']).amount,
      }),
    },
  },
};

export const specimens: readonly Projection[] = [tallies, tallyDays, tallyEntries];

export function added(amount: bigint, note: string | null = null, extra: unknown = null): Added {
  return { type: 'Added', data: { amount, note, extra } };
}

export function moved(from: string, to: string, amount: bigint): Moved {
  return { type: 'Moved', data: { from, to, amount } };
}

export const broken: Broken = { type: 'Broken', data: { why: 'planted' } };

/** Appends to `tally-<id>`, one hour of specimen time per event of the log; answers the last position. */
export function tallyWriter(store: EventStore) {
  let hours = 0;
  return async (tallyId: string, ...events: readonly TallyEvent[]): Promise<Position> => {
    const stream = `tally-${tallyId}`;
    const { head } = await store.readStream(stream, { direction: 'backward', countMax: 1 });
    const recorded = events.map((event) => ({
      id: randomUUID(),
      ...tallyEvents.encode(event),
      metadata: JSON.stringify({ at: new Date(Date.UTC(2026, 1, 27) + 3_600_000 * hours++).toISOString() }),
    }));
    const outcome = await store.append(stream, head, recorded);
    if (outcome.outcome !== 'ok') throw new Error(`the specimen was not appended: ${outcome.outcome}`);
    return outcome.position;
  };
}

/** The whole log, decoded: what the in-memory reference folds. */
export async function allEvents(store: EventStore): Promise<ProjectedEvent[]> {
  const recorded = await store.readAll({ after: undefined, countMax: Number.MAX_SAFE_INTEGER });
  return recorded.flatMap((event: RecordedEvent) => decodeTally(event) ?? []);
}

function refuseBroken(): never {
  throw new Error('a broken tally cannot be folded');
}
