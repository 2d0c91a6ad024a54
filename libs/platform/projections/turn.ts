/** Resolves after `ms`, or at once when the signal aborts; it never rejects. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted || ms <= 0) return resolve();
    const finish = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal?.addEventListener('abort', finish);
  });
}

/**
 * A bell: whoever waits goes on when it rings. A ring that nobody waits for is lost, so look before you wait.
 */
export class Bell {
  private readonly waiting = new Set<() => void>();

  /** Waits for a ring, at most `ms` if given. */
  heard(ms?: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        clearTimeout(timer);
        resolve();
      };
      const timer = ms === undefined ? undefined : setTimeout(wake, ms);
      this.waiting.add(wake);
    });
  }

  ring(): void {
    for (const wake of [...this.waiting]) wake();
  }
}
