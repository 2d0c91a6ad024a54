/** What the executor tells whoever measures it. */
export interface LedgerObserver {
  appended(append: { outcome: string; events: number; commands: number; milliseconds: number }): void;
  /** A repeated command was answered from the log. */
  replayed(): void;
}

export const SILENT_OBSERVER: LedgerObserver = { appended: () => undefined, replayed: () => undefined };
