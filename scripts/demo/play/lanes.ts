export type Task = () => Promise<void>;

export interface LanesOptions {
  /** Tasks that run at once, over all lanes. */
  readonly running: number;
  /** Tasks that wait, over all lanes; `add` waits beyond it. */
  readonly waitingMax: number;
}

/** Lanes of 2^n to 2^(n+1) waiting tasks are one class. */
const LENGTH_CLASSES = 32;

/**
 * Runs the tasks of one lane strictly one after the other and different lanes at once, up to a bound. Which
 * lane is next depends on timing; what a lane does and in which order never does.
 */
export class Lanes {
  private readonly lanes = new Map<number, Task[]>();
  /** Lanes that have a task and run none, by length class. */
  private readonly ready: number[][] = Array.from({ length: LENGTH_CLASSES }, () => []);
  private running = 0;
  private waiting = 0;
  private failure: Error | undefined;
  private onChange: (() => void) | undefined;

  constructor(private readonly options: LanesOptions) {}

  /** Resolves when there is room for the next one; rejects with the first failure of any task. */
  async add(lane: number, task: Task): Promise<void> {
    const queue = this.lanes.get(lane);
    this.waiting++;
    if (queue) queue.push(task);
    else {
      this.lanes.set(lane, [task]);
      this.ready[0]!.push(lane);
    }
    this.start();
    await this.until(() => this.waiting < this.options.waitingMax);
  }

  /** Resolves when every task has run. */
  async drained(): Promise<void> {
    await this.until(() => this.lanes.size === 0);
  }

  private async until(condition: () => boolean): Promise<void> {
    while (!condition() && this.failure === undefined) {
      await new Promise<void>((resolve) => (this.onChange = resolve));
    }
    if (this.failure !== undefined) throw this.failure;
  }

  private start(): void {
    while (this.running < this.options.running && this.failure === undefined) {
      const lane = this.ready.findLast((lanes) => lanes.length > 0)?.shift();
      if (lane === undefined) return;
      this.running++;
      void this.runNext(lane);
    }
  }

  private async runNext(lane: number): Promise<void> {
    const queue = this.lanes.get(lane)!;
    try {
      this.waiting--;
      await queue.shift()!();
    } catch (error) {
      this.failure ??= error as Error;
    }
    this.running--;
    if (queue.length === 0) this.lanes.delete(lane);
    else this.ready[lengthClass(queue.length)]!.push(lane);
    this.start();
    this.onChange?.();
  }
}

function lengthClass(length: number): number {
  return 31 - Math.clz32(length);
}
