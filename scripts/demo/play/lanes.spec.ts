import { Lanes } from './lanes';

/** A task that ends when told to. */
function controlled() {
  let end!: () => void;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { task: () => ended, end };
}

describe('lanes', () => {
  it('run the tasks of one lane one after the other, in order, whatever the others do', async () => {
    const lanes = new Lanes({ running: 8, waitingMax: 1_000 });
    const order: string[] = [];
    let inLane = 0;
    for (let i = 0; i < 200; i++) {
      const lane = i % 3;
      await lanes.add(lane, async () => {
        if (lane === 0) expect(++inLane).toBe(1);
        for (let turn = 0; turn < (i * 7) % 5; turn++) await Promise.resolve();
        order.push(`${lane}:${i}`);
        if (lane === 0) inLane--;
      });
    }
    await lanes.drained();
    for (const lane of [0, 1, 2]) {
      const ofLane = order.filter((entry) => entry.startsWith(`${lane}:`));
      expect(ofLane).toEqual([...ofLane].sort((a, b) => Number(a.slice(2)) - Number(b.slice(2))));
    }
    expect(order).toHaveLength(200);
  });

  it('run at most so many at once', async () => {
    const lanes = new Lanes({ running: 2, waitingMax: 100 });
    const tasks = [controlled(), controlled(), controlled()];
    const started: number[] = [];
    for (const [lane, { task }] of tasks.entries()) {
      await lanes.add(lane, () => {
        started.push(lane);
        return task();
      });
    }
    expect(started).toEqual([0, 1]);
    tasks[1]!.end();
    tasks[2]!.end();
    tasks[0]!.end();
    await lanes.drained();
    expect(started).toEqual([0, 1, 2]);
  });

  it('let the one who adds wait when too many are waiting', async () => {
    const lanes = new Lanes({ running: 1, waitingMax: 1 });
    const first = controlled();
    await lanes.add(0, first.task);
    let added = false;
    const adding = lanes.add(0, async () => undefined).then(() => (added = true));
    await Promise.resolve();
    expect(added).toBe(false);
    first.end();
    await adding;
    await lanes.drained();
  });

  it('end with the first failure', async () => {
    const lanes = new Lanes({ running: 1, waitingMax: 10 });
    await lanes.add(0, () => Promise.reject(new Error('broken')));
    await expect(lanes.drained()).rejects.toThrow('broken');
  });
});
