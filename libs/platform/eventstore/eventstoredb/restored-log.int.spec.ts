import { randomUUID } from 'node:crypto';
import { beginEventStoreDbEpoch } from '@ledgerline/platform/backup';
import {
  describeWithPostgres,
  DoubleBackend,
  doubleBackend,
  follow,
  newEvent,
  newEvents,
  newStream,
} from '@ledgerline/testing';
import { AppendOutcome, NewEvent, Position } from '../port';
import { PositionRefused } from '../position-refused';
import { EventStoreDbEventStore } from './eventstoredb-event-store';
import { renameEventStoreDbLog } from './rename-log';

describeWithPostgres('EventStoreDB that was restored to an earlier point', () => {
  let backend: DoubleBackend;
  let store: EventStoreDbEventStore;
  /** What was kept, and a place that was discarded. */
  let kept: Position;
  let discarded: Position;
  const stream = newStream();
  const keptCommand = { id: randomUUID(), index: 0 };
  const lostCommand = { id: randomUUID(), index: 0 };

  const commanded = (): NewEvent => newEvent({ command: { id: randomUUID(), index: 0 } });
  const positionOfAppended = (answer: AppendOutcome): Position => {
    if (answer.outcome !== 'ok') throw new Error(answer.outcome);
    return answer.position;
  };
  const offsetOf = (position: Position): bigint => BigInt(position.slice(-20));
  const beginEpoch = (): Promise<string> =>
    beginEventStoreDbEpoch({
      ...backend.database,
      projections: [],
      rename: () => renameEventStoreDbLog({ url: backend.double.url, production: false }),
    });

  beforeEach(async () => {
    backend = await doubleBackend();
    store = await backend.open();
    const begun = [newEvent({ command: keptCommand }), commanded()];
    kept = positionOfAppended(await store.append(stream, 'no-stream', begun));
    const lost = [newEvent({ command: lostCommand }), commanded(), commanded()];
    discarded = positionOfAppended(await store.append(stream, 1n, lost));
    await backend.indexed();
  });
  afterEach(() => backend?.dispose());

  it('ends the tail that was further than it, with the reason', async () => {
    const following = follow(store, undefined, async (seen) => {
      if (seen.at(-1)!.kind === 'caught-up') {
        backend.double.log.restoreTo(offsetOf(kept));
        await backend.breakTails('error');
      }
      return false;
    });
    await expect(following).rejects.toThrow(PositionRefused);
    await expect(following).rejects.toThrow(/restored to an earlier state/);
  });

  it('refuses every place that it does not hold any more, to readers and to a lag', async () => {
    backend.double.log.restoreTo(offsetOf(kept));
    await expect(store.countAfter(discarded)).rejects.toThrow(PositionRefused);
    await expect(follow(store, discarded, () => true)).rejects.toThrow(PositionRefused);
    expect(await store.countAfter(kept)).toBe(0);
  });

  it('is not opened with a memory of commands that is ahead of it', async () => {
    await store.close();
    backend.double.log.restoreTo(offsetOf(kept));
    await expect(backend.open()).rejects.toThrow(/command index is ahead of the log/);
  });

  it('takes nothing more from an instance that finds out by its own append', async () => {
    const running = await backend.open({ indexing: false });
    backend.double.log.restoreTo(offsetOf(kept));
    await running.append(newStream(), 'no-stream', [commanded()]);
    expect(await running.append(newStream(), 'no-stream', [commanded()])).toMatchObject({
      outcome: 'not-executed',
      reason: expect.stringMatching(/another state of the log/),
    });
  });

  it('refuses them for ever once it is named anew, also when it has grown past them', async () => {
    await store.close();
    backend.double.log.restoreTo(offsetOf(kept));
    const identity = await beginEpoch();
    const after = await backend.open();
    expect(after.storeId).toBe(identity);
    expect(identity).not.toBe(store.storeId);
    const grown = await after.append(stream, 1n, newEvents(20));
    expect(offsetOf(positionOfAppended(grown))).toBeGreaterThan(offsetOf(discarded));
    for (const position of [kept, discarded]) {
      await expect(after.countAfter(position)).rejects.toThrow(PositionRefused);
      await expect(follow(after, position, () => true)).rejects.toThrow(PositionRefused);
    }
  });

  it('knows every command that it kept, read anew from the log, and none that it lost', async () => {
    await store.close();
    backend.double.log.restoreTo(offsetOf(kept));
    await beginEpoch();
    const after = await backend.open();
    await after.append(newStream(), 'no-stream', newEvents(1));
    await backend.indexed(after);
    expect(await after.append(newStream(), 'no-stream', [newEvent({ command: keptCommand })])).toEqual({
      outcome: 'duplicate',
      commandIds: [keptCommand.id],
    });
    const again = await after.append(stream, 1n, [newEvent({ command: lostCommand })]);
    expect(again).toMatchObject({ outcome: 'ok', revision: 2n });
  });
});
