import { DomainEvent } from '@ledgerline/kernel';
import { LedgerCommand, LedgerResult } from '@ledgerline/platform/ledger';
import { AnyCommandFamily, AnyCommandSlice, CommandRequest, RouteParams } from './command-slice';

/** Who sent a command and from where; taken from the connection, never from the body. */
export interface Caller {
  readonly principal: { readonly name: string; readonly role: string };
  readonly requestId: string;
  readonly ip: string;
  readonly userAgent: string;
}

export interface CommandCall {
  readonly slice: AnyCommandSlice;
  readonly params: RouteParams;
  /** Validated against `slice.body`. */
  readonly body: object;
  readonly idempotencyKey: string;
  readonly caller: Caller;
}

export type AnyResult = LedgerResult<unknown, DomainEvent>;

/** What came of a call: facts to tell, or the refusal to explain. */
export interface CommandAnswer {
  readonly outcome: AnyResult['outcome'];
  readonly refusal: AnyResult['refusal'];
  readonly status: number;
  readonly replayed: boolean;
  readonly position: string | null;
  /** The whole body of a 2xx answer; for a refusal, what is told beside it. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** A command ready to be decided: sealed, hashed and named; submitting it is one synchronous step. */
export interface PreparedCommand {
  readonly family: AnyCommandFamily;
  readonly slice: AnyCommandSlice;
  readonly request: CommandRequest<object>;
  readonly command: LedgerCommand<unknown, DomainEvent, unknown>;
}

/** The part of the sealer that commands need. */
export interface CommandSealer {
  keyedHash(text: string): string;
  /** Seals for the owner of a stream; makes the owner's key where there is none yet. */
  seal(ownerId: string, plaintext: string): Promise<string>;
  /** The same for small texts that repeat: one sealed text may serve again. */
  sealCached(ownerId: string, plaintext: string): Promise<string>;
  /** Whether the owner has a key; without one there is no stream, and nothing to seal for. */
  hasKey(ownerId: string): Promise<boolean>;
}
