import type { Position } from '@ledgerline/platform/eventstore';
import type { ItemPlace } from './reaction-item';

/** What the runner tells whoever measures it. */
export interface ReactionObserver {
  advanced(done: { position: Position; events: number }): void;
  handled(input: { reaction: string; outcome: 'done' | 'waits' | 'halts' }): void;
  /** Somebody must act: the input's key stands until then. */
  halted(item: ItemPlace & { reason: string }): void;
  /** It goes on by itself. */
  faultMet(fault: { reaction?: string; error: unknown; retryInMs: number }): void;
  leads(leads: boolean): void;
  /** Of a lead: which reactions stand still, and which were known to another build and this one lacks. */
  begins(lead: { paused: readonly string[]; lacking: readonly string[] }): void;
}

export const SILENT_REACTIONS: ReactionObserver = {
  advanced: () => undefined,
  handled: () => undefined,
  halted: () => undefined,
  faultMet: () => undefined,
  leads: () => undefined,
  begins: () => undefined,
};
