import { Moment } from './moment';

/** A binary heap: the earliest moment first, of equal ones the request that came first. */
export class FinishQueue {
  private readonly heap: Moment[] = [];

  peek(): Moment | undefined {
    return this.heap[0];
  }

  add(moment: Moment): void {
    const { heap } = this;
    let at = heap.push(moment) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isEarlier(moment, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = moment;
  }

  /** The earliest moment; only to be asked of a queue that has one. */
  take(): Moment {
    const { heap } = this;
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length > 0) this.sink(last);
    return first;
  }

  private sink(moment: Moment): void {
    const { heap } = this;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isEarlier(heap[child + 1]!, heap[child]!)) child++;
      if (!isEarlier(heap[child]!, moment)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = moment;
  }
}

function isEarlier(a: Moment, b: Moment): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.request.line < b.request.line);
}
