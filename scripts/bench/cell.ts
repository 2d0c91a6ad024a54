/** One place in the table: who works, how it is asked, and by how many for how many accounts. */
export interface Cell {
  readonly side: Side;
  readonly mode: Mode;
  readonly callers: number;
  readonly accounts: number;
}

export type Side = 'ledger' | 'mutable-table';
/** In process; over HTTP, one command per request; over HTTP in batches. */
export type Mode = 'in-process' | 'http' | 'http-batches';
export const MODES: readonly Mode[] = ['in-process', 'http', 'http-batches'];

/** What can be measured alone: generations asked for in one way, batches of usage, decisions, webhooks. */
export type Part = Mode | 'usage' | 'limits' | 'webhooks';
export const PARTS: readonly Part[] = [...MODES, 'usage', 'limits', 'webhooks'];

export const MANY_ACCOUNTS = 10_000;
export const CALLERS = [32, 256] as const;
export const BATCH_ITEMS = 50;

/** How long a cell warms up and is measured. */
export interface Window {
  /**
   * Touch every account once first: a process that has just started, or whose accounts another one has worked
   * on, knows none of them, and that is not what an hour of traffic looks like.
   */
  readonly prime: boolean;
  readonly warmupMs: number;
  readonly measuredMs: number;
}

/** Account `index` of a bench database; the hot one of the one-account cells is an account of its own. */
export function benchAccountId(index: number): string {
  return `bench-${index}`;
}

export const HOT_ACCOUNT_ID = 'bench-hot';

/** Which account a caller works on next: any of the many, evenly, or the one. */
export function accountPicker(accounts: number): () => string {
  if (accounts === 1) return () => HOT_ACCOUNT_ID;
  return () => benchAccountId(Math.floor(Math.random() * accounts));
}

/** The accounts to touch once before a cell is measured; none where the one account warms up by itself. */
export function accountsToPrime(accounts: number): readonly string[] {
  return accounts === 1 ? [] : Array.from({ length: accounts }, (_, index) => benchAccountId(index));
}
