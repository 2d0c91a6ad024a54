import { Action, Tier } from './catalog';

/** What a client asks for, in the words of the model. */
export type Ask =
  | { readonly type: 'OpenAccount'; readonly tier: Tier }
  | {
      readonly type: 'GrantCredits';
      readonly credits: number;
      readonly creditType: 'PURCHASE' | 'BONUS';
      readonly expiresAt: string | null;
    }
  | {
      readonly type: 'RequestGeneration';
      /** Null: the command's own id. */
      readonly generationId: string | null;
      readonly action: Action;
      readonly quantity: number;
      readonly timeoutSeconds: number;
    }
  | { readonly type: 'CompleteGeneration'; readonly generationId: string; readonly quantity: number }
  | { readonly type: 'FailGeneration'; readonly generationId: string }
  | { readonly type: 'CancelGeneration'; readonly generationId: string };

export interface Command {
  readonly accountId: string;
  readonly key: string;
  readonly ask: Ask;
}

/** What the system told of a command, for good. */
export interface Answer {
  readonly outcome: 'accepted' | 'refused' | 'no-effect';
  readonly reason: string | undefined;
  readonly position: string | undefined;
  readonly commandId: string | undefined;
  /** Credits the answer names, as decimal texts: granted, held, charged or returned. */
  readonly credits: string | undefined;
  readonly shortfall: string | undefined;
}

/** One command as its client lived it. Times are milliseconds of the supervisor's own monotonic clock. */
export interface Lived {
  readonly command: Command;
  readonly invokedMs: number;
  answeredMs: number;
  tries: number;
  answer: Answer | undefined;
}

/** Burns before all others, so that what soon expires is soon held. */
export const BONUS_PRIORITY = 5;

/** As an item of `POST /v1/commands`. */
export function itemOf({ accountId, key, ask }: Command): object {
  const { type } = ask;
  const item = { type, idempotencyKey: key, accountId };
  switch (type) {
    case 'OpenAccount':
      return { type, idempotencyKey: key, body: { owner: { kind: 'user', id: accountId }, tier: ask.tier } };
    case 'GrantCredits': {
      const { credits, creditType, expiresAt } = ask;
      const terms = { type: creditType, credits: String(credits), reason: 'faults' };
      const first = creditType === 'BONUS' ? { priority: BONUS_PRIORITY } : {};
      return { ...item, body: { ...terms, ...first, ...(expiresAt && { expiresAt }) } };
    }
    case 'RequestGeneration': {
      const { generationId, action, quantity, timeoutSeconds } = ask;
      const named = generationId === null ? {} : { generationId };
      return { ...item, body: { action, ...named, estimate: { quantity }, timeoutSeconds } };
    }
    case 'CompleteGeneration':
      return { ...item, generationId: ask.generationId, body: { usage: { quantity: ask.quantity } } };
    case 'FailGeneration':
      return { ...item, generationId: ask.generationId, body: { errorCode: 'faults' } };
    case 'CancelGeneration':
      return { ...item, generationId: ask.generationId };
  }
}
