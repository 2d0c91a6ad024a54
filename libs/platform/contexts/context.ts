import type { Provider, Type } from '@nestjs/common';
import type { EventRegistry } from '@ledgerline/kernel';
import type { RegisteredCommand } from '@ledgerline/platform/commands';
import type { ProblemDefinition } from '@ledgerline/platform/http';
import type { Projection } from '@ledgerline/platform/projections';
import type { DueSource, Reaction } from '@ledgerline/platform/reactions';

/** What a context says of itself before anything runs: its events, its read models, its refusals. */
export interface ContextDescription {
  readonly name: string;
  readonly events: readonly EventRegistry[];
  readonly projections: readonly Projection[];
  readonly problems: readonly ProblemDefinition[];
}

/** What a context does in a running process. */
export interface RunningContext {
  readonly commands: readonly RegisteredCommand[];
  readonly reactions: readonly Reaction[];
  readonly due: readonly DueSource[];
  /** Routes of queries, and of whatever is no command. */
  readonly controllers: readonly Type[];
  /** What its controllers inject, query handlers among them. */
  readonly providers: readonly Provider[];
}
