import { formatCredits, parseCredits, Timestamp } from '@ledgerline/kernel';
import {
  asCatalogDocument,
  Catalog,
  compileCatalog,
  draftErrors,
  FieldError,
} from '@ledgerline/contexts/catalog';
import { EventStore, Position } from '@ledgerline/platform/eventstore';
import { accountEvents } from '../domain/account-event-registry';
import { initialAccount } from '../domain/account-state';
import { evolveAccount } from '../domain/evolve';
import type { AccountsAsked } from './accounts-asking';
import { StreamReplay } from './replay-stream';
import { WhatIfExample, WhatIfLine, WhatIfTally } from './tally';

/** What a proposed catalog would have made of requests that were made. */
export interface WhatIfReport {
  readonly since: Timestamp;
  /** False: a bound was met, and `leftOut` accounts were not replayed. */
  readonly complete: boolean;
  readonly accounts: number;
  readonly leftOut: number;
  readonly events: number;
  readonly totals: WhatIfTotals;
  readonly lines: readonly WhatIfLine[];
  readonly examples: readonly WhatIfExample[];
  /** What no replay can tell; part of the answer, so that nobody reads it without. */
  readonly cannotKnow: readonly string[];
  /** The end of the log when the replay began: what came after it is not replayed. */
  readonly position: string | null;
}

export interface WhatIfTotals {
  readonly requests: number;
  readonly newlyRefused: number;
  readonly newlyAllowed: number;
  readonly chargedOtherwise: number;
  readonly refusedBefore: number;
  readonly refusedAfter: number;
  readonly creditsBefore: string;
  readonly creditsAfter: string;
}

export interface WhatIfParts {
  readonly store: Pick<EventStore, 'readStream' | 'head'>;
  /** Accounts with a request since, the busiest first. */
  readonly accountsAsking: (asked: AccountsAsked) => Promise<readonly string[]>;
}

export interface WhatIfQuestion {
  readonly draft: Catalog;
  readonly since: Timestamp;
  readonly bounds: WhatIfBounds;
  readonly signal?: AbortSignal;
  /** Hears how far it is, account by account. */
  readonly progress?: (accounts: number, of: number) => void;
}

export interface WhatIfBounds {
  readonly accountsMax: number;
  /** Read in all; the account at which it is met is finished, those behind it are left out. */
  readonly eventsMax: number;
}

export const CANNOT_KNOW: readonly string[] = [
  'Only requests that were made are replayed. Who is refused may try again or stay away, and who is not may ask for more.',
  'A generation that was refused and would have run is taken to have completed at once, at its estimate.',
  'Purchases, grants, refunds, overrides and changes of tier are taken as they were.',
  'What an earlier catalog filled in (a default model, a token bound) is taken as it filled it in.',
  'Refusals beyond 60 a minute and account were not recorded and are not replayed.',
];

const PAGE_EVENTS = 1_000;

/** A draft ready to be replayed, or everything that is wrong with it, by exact field. */
export function draftOf(
  document: unknown,
  inForce: Catalog,
): { readonly draft: Catalog } | { readonly errors: readonly FieldError[] } {
  const errors = draftErrors(document, inForce.document);
  if (errors.length > 0) return { errors };
  return { draft: compileCatalog(inForce.version + 1, asCatalogDocument(document), inForce.environment) };
}

/** Replays account by account, so that memory depends on the largest account and not on the log. No write. */
export async function whatIf(parts: WhatIfParts, question: WhatIfQuestion): Promise<WhatIfReport> {
  const { since, bounds, signal, progress } = question;
  const upTo = await parts.store.head();
  const found = await parts.accountsAsking({ since, countMax: bounds.accountsMax + 1, upTo });
  const accounts = found.slice(0, bounds.accountsMax);
  const tally = new WhatIfTally();
  let [events, done] = [0, 0];
  for (const accountId of accounts) {
    if (signal?.aborted || events >= bounds.eventsMax) break;
    events += await replayAccount(parts, question, { accountId, upTo: upTo!, tally });
    done += 1;
    progress?.(done, accounts.length);
  }
  const leftOut = found.length - done;
  const { table, examples } = tally;
  return {
    ...{ since, complete: leftOut === 0, accounts: done, leftOut, events },
    ...{ totals: totalsOf(table), lines: table, examples, cannotKnow: CANNOT_KNOW },
    position: upTo ?? null,
  };
}

/** Answers how many events were read. */
async function replayAccount(
  { store }: WhatIfParts,
  { draft, since }: WhatIfQuestion,
  { accountId, upTo, tally }: { accountId: string; upTo: Position; tally: WhatIfTally },
): Promise<number> {
  let state = initialAccount();
  let replay: StreamReplay | undefined;
  let revision = 0n;
  for (;;) {
    const page = { fromRevision: revision, countMax: PAGE_EVENTS };
    const { events } = await store.readStream(`account-${accountId}`, page);
    const replayed = events.filter(({ position }) => position <= upTo);
    for (const { type, data, metadata, position } of replayed) {
      const event = accountEvents.decode(type, data);
      const { at, commandId = null } = JSON.parse(metadata) as { at: string; commandId?: string };
      if (at < since) state = evolveAccount(state, event);
      else {
        replay ??= new StreamReplay(accountId, state, draft, (compared) => tally.add(compared));
        replay.take({ event, at, position, commandId });
      }
    }
    revision += BigInt(replayed.length);
    if (replayed.length < PAGE_EVENTS) break;
  }
  replay?.end();
  return Number(revision);
}

function totalsOf(lines: readonly WhatIfLine[]): WhatIfTotals {
  const sum = (of: (line: WhatIfLine) => number) => lines.reduce((total, line) => total + of(line), 0);
  const credits = (of: (line: WhatIfLine) => string) =>
    formatCredits(lines.reduce((total, line) => total + parseCredits(of(line))!, 0n));
  return {
    requests: sum(({ requests }) => requests),
    newlyRefused: sum(({ newlyRefused }) => newlyRefused),
    newlyAllowed: sum(({ newlyAllowed }) => newlyAllowed),
    chargedOtherwise: sum(({ chargedOtherwise }) => chargedOtherwise),
    refusedBefore: sum(({ before }) => before.refused),
    refusedAfter: sum(({ after }) => after.refused),
    creditsBefore: credits(({ before }) => before.credits),
    creditsAfter: credits(({ after }) => after.credits),
  };
}
