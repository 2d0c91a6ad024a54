import fc from 'fast-check';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { FoldOutcome, foldTouches, touchesOf } from './fold-batch';
import { digestOf, foldInMemory } from './fold-in-memory';
import {
  added,
  allEvents,
  broken,
  decodeTally,
  moved,
  tallies,
  tallyDays,
  tallyEntries,
} from './given-projections';
import { TallyEvent, TallyRow, tallyWriter } from './given-projections';
import { keyTextOf } from './key-text';
import { decodeEntry, DecodedEntry } from './log-entry';
import { Projection } from './projection';
import { RowSlots } from './row-slots';

type Entry = readonly [tallyId: string, event: TallyEvent];

async function logOf(...entries: readonly Entry[]): Promise<MemoryEventStore> {
  const store = new MemoryEventStore();
  const write = tallyWriter(store);
  for (const [tallyId, event] of entries) await write(tallyId, event);
  return store;
}

async function itemsOf(...entries: readonly Entry[]): Promise<DecodedEntry[]> {
  const recorded = await (await logOf(...entries)).readAll({ after: undefined, countMax: 1_000 });
  return recorded.map((event) => decodeEntry(decodeTally, { position: event.position, recorded: event }));
}

/** Folds one batch over the rows of the batch before, the way the runner does. */
function fold(projection: Projection, items: readonly DecodedEntry[], before = new Map<string, object>()) {
  const slots = new RowSlots(keyTextOf(projection));
  const touches = touchesOf(projection, items, slots);
  for (const slot of slots.all()) slot.row = before.get(slot.keyText);
  const outcome: FoldOutcome = foldTouches(projection, touches);
  const changed = slots.changed();
  return { ...outcome, changed, rows: changed.map((slot) => slot.row as TallyRow) };
}

describe('folding a batch', () => {
  it('folds every row once over all its events, in their order', async () => {
    const items = await itemsOf(['b', added(1n, 'first')], ['a', added(5n)], ['b', added(2n, 'second')]);
    const { rows, changed } = fold(tallies, items);
    expect(rows.map((row) => [row.tally_id, row.total, row.note])).toEqual([
      ['a', 5n, null],
      ['b', 3n, 'second'],
    ]);
    expect(changed[1]!.changedBy).toBe(items[2]!.position);
  });

  it('goes on from the rows that were there before', async () => {
    const items = await itemsOf(['a', added(1n)], ['a', added(2n)]);
    const first = fold(tallies, items.slice(0, 1));
    const before = new Map([['a', first.rows[0]!]]);
    expect(fold(tallies, items.slice(1), before).rows[0]!.total).toBe(3n);
    expect(first.rows[0]!.total).toBe(1n);
  });

  it('folds a row once where an event names it twice', async () => {
    const { rows } = fold(tallies, await itemsOf(['a', moved('a', 'a', 7n)]));
    expect(rows.map((row) => row.events)).toEqual([1]);
  });

  it('writes nothing where the fold hands back the row it was given', async () => {
    const same: Projection<TallyRow> = {
      ...tallies,
      on: { Added: { ...tallies.on.Added!, fold: (row) => row! } },
    };
    const row = { tally_id: 'a' };
    expect(fold(same, await itemsOf(['a', added(1n)]), new Map([['a', row]])).changed).toEqual([]);
  });

  it('makes no row where the fold sees no reason for one, and lets none that there is go', async () => {
    const none = { ...tallies.on.Added!, fold: () => undefined };
    const projection: Projection<TallyRow> = { ...tallies, on: { Added: none } };
    const items = await itemsOf(['a', added(1n)]);
    expect(fold(projection, items)).toMatchObject({ changed: [], skipped: [] });
    const { halted } = fold(projection, items, new Map([['a', { tally_id: 'a' }]]));
    expect(halted?.error.message).toContain('keeps the row that there is');
  });

  it('halts a financial projection at the bad event and keeps what came before', async () => {
    const items = await itemsOf(['a', added(1n)], ['a', broken], ['a', added(2n)]);
    const { halted, rows } = fold(tallies, items);
    expect(halted).toMatchObject({ position: items[1]!.position });
    expect(rows.map((row) => row.total)).toEqual([1n]);
  });

  it('passes over the bad event where the projection is not financial', async () => {
    const items = await itemsOf(['a', added(1n)], ['a', broken], ['a', added(2n)]);
    const { halted, skipped, changed } = fold(tallyDays, items);
    expect(halted).toBeUndefined();
    expect(skipped.map((bad) => bad.position)).toEqual([items[1]!.position]);
    expect(changed.map(({ row }) => row)).toMatchObject([{ tally_id: 'a', added: 3n }]);
  });

  it('leaves no half of an event behind when its second row cannot be folded', async () => {
    const half: Projection<TallyRow> = {
      ...tallies,
      on: {
        ...tallies.on,
        Moved: {
          ...tallies.on.Moved!,
          fold: (row, event, key) => {
            if (key.tally_id === 'b') throw new Error('planted');
            return tallies.on.Moved!.fold(row, event, key);
          },
        },
      },
    };
    const { rows } = fold(half, await itemsOf(['a', added(10n)], ['a', moved('a', 'b', 4n)]));
    expect(rows.map((row) => [row.tally_id, row.total])).toEqual([['a', 10n]]);
  });

  it('halts at an event that could not be decoded, whatever its type', async () => {
    const items = await itemsOf(['a', added(1n)], ['a', added(2n)]);
    const undecodable = { ...items[1]!, event: undefined, undecodable: new Error('unknown event type') };
    expect(fold(tallies, [items[0]!, undecodable]).halted).toMatchObject({ position: items[1]!.position });
    expect(fold(tallyDays, [items[0]!, undecodable]).skipped).toHaveLength(1);
  });

  it('refuses a row that lacks a column, or was moved to another key', async () => {
    const items = await itemsOf(['a', added(1n)]);
    const withFold = (change: object): Projection<TallyRow> => {
      const { keys, fold: whole } = tallies.on.Added!;
      const changed = (...args: Parameters<typeof whole>): TallyRow => ({ ...whole(...args)!, ...change });
      return { ...tallies, on: { Added: { keys, fold: changed } } };
    };
    expect(fold(withFold({ note: undefined }), items).halted?.error.message).toContain('has its column note');
    expect(fold(withFold({ tally_id: 'b' }), items).halted?.error.message).toContain('keeps the key column');
  });

  it('refuses a key that lacks a part', async () => {
    const nameless: Projection = { ...tallies, on: { Added: { ...tallies.on.Added!, keys: () => [{}] } } };
    const { halted } = fold(nameless, await itemsOf(['a', added(1n)]));
    expect(halted?.error.message).toContain('every key of tallies has its tally_id');
  });

  it('refuses to write an append-only row twice', async () => {
    const once = { ...tallyEntries.on.Added!, keys: () => [{ tally_id: 'a', entry: 0n }] };
    const projection: Projection = { ...tallyEntries, on: { Added: once } };
    const items = await itemsOf(['a', added(1n)], ['a', added(2n)]);
    const { halted } = fold(projection, items);
    expect(halted).toMatchObject({ position: items[1]!.position });
  });
});

describe('batches', () => {
  const tallyId = fc.constantFrom('a', 'b', 'c');
  const entry = fc.oneof(
    fc
      .tuple(tallyId, fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }))
      .map(([id, n]): Entry => [id, added(n)]),
    fc.tuple(tallyId, tallyId, fc.nat()).map(([a, b, n]): Entry => [a, moved(a, b, BigInt(n))]),
  );

  it('come to the same rows however the log is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 30 }), fc.array(fc.nat(5)), async (entries, cuts) => {
        const store = await logOf(...entries);
        const events = await allEvents(store);
        const items = events.map((event) => ({ position: event.position, event, undecodable: undefined }));
        const rows = new Map<string, object>();
        const positions = new Map<string, string>();
        for (let start = 0, i = 0; start < items.length; i++) {
          const end = start + 1 + (cuts[i] ?? 2);
          for (const slot of fold(tallies, items.slice(start, end), rows).changed) {
            rows.set(slot.keyText, slot.row!);
            positions.set(slot.keyText, slot.changedBy!);
          }
          start = end;
        }
        const folded = [...rows].map(([key, row]) => ({ ...row, last_position: positions.get(key) }));
        expect(digestOf(folded)).toBe(digestOf(foldInMemory(tallies, events)));
      }),
      { numRuns: 60 },
    );
  });
});
