import {
  accept,
  bigints,
  Decision,
  defineEvent,
  DomainEvent,
  eventRegistry,
  integer,
  listOf,
  noEffect,
  objectOf,
  refuse,
  text,
  Timestamp,
} from '@ledgerline/kernel';
import { commandIdOf, LedgerCommand, StreamDefinition } from '@ledgerline/platform/ledger';

/** A stream as small as can be: a sum under a limit, and things that fall due. */
export interface TallyState {
  readonly sum: bigint;
  readonly refusals: number;
  readonly due: readonly { readonly name: string; readonly at: Timestamp }[];
  readonly instants: readonly Timestamp[];
}

type Added = DomainEvent<'Added', { amount: bigint; label: string | null; note: string; at: Timestamp }>;
type Planned = DomainEvent<'Planned', { name: string; dueAt: Timestamp }>;
type CameDue = DomainEvent<'CameDue', { name: string; note: string; at: Timestamp }>;
type Refused = DomainEvent<'Refused', { reason: string; figures: Readonly<Record<string, string>> }>;
type Unmoved = DomainEvent<'Unmoved', { reason: string }>;
export type TallyEvent = Added | Planned | CameDue | Refused | Unmoved;

export const tallyEvents = eventRegistry<TallyEvent>({
  Added: defineEvent<Added>('Added', 'test.tally.added.v1', { amount: true }),
  Planned: defineEvent<Planned>('Planned', 'test.tally.planned.v1', {}),
  CameDue: defineEvent<CameDue>('CameDue', 'test.tally.came-due.v1', {}),
  Refused: defineEvent<Refused>('Refused', 'test.tally.refused.v1', {}),
  Unmoved: defineEvent<Unmoved>('Unmoved', 'test.tally.unmoved.v1', {}),
});

export const tallySnapshot = {
  version: 1,
  codec: objectOf<TallyState>({
    sum: bigints,
    refusals: integer,
    due: listOf(objectOf<TallyState['due'][number]>({ name: text(), at: text() })),
    instants: listOf(text()),
  }),
};

export type TallyStream = StreamDefinition<TallyState, TallyEvent, undefined>;

export function tallyStream(
  given: { readonly bytesDue?: number; readonly snapshot?: TallyStream['snapshot'] } = {},
): TallyStream {
  const note = 'x'.repeat(given.bytesDue ?? 0);
  return {
    category: 'tally',
    events: tallyEvents,
    initial: () => ({ sum: 0n, refusals: 0, due: [], instants: [] }),
    evolve: evolveTally,
    snapshot: given.snapshot ?? tallySnapshot,
    settle: ({ due }, now, { eventsMax }) =>
      due
        .filter(({ at }) => at <= now)
        .slice(0, eventsMax)
        .map(({ name }) => ({ type: 'CameDue', data: { name, note, at: now } }) satisfies CameDue),
    refused: ({ reason, figures }) =>
      reason === 'unrecorded'
        ? undefined
        : { type: 'Refused', data: { reason, figures: figures as Record<string, string> } },
    hadNoEffect: (reason) => ({ type: 'Unmoved', data: { reason } }),
    outcomeOf: (event) => {
      if (event.type === 'Unmoved') return { outcome: 'no-effect' };
      if (event.type !== 'Refused') return { outcome: 'accepted' };
      return { outcome: 'refused', refusal: { kind: 'refused', ...event.data } };
    },
    subjectOf: ({ data }) => {
      if ('label' in data) return data.label ?? undefined;
      return 'name' in data ? `due/${data.name}` : undefined;
    },
    contextFor: () => undefined,
  };
}

function evolveTally(state: TallyState, event: TallyEvent): TallyState {
  const { type, data } = event;
  if (type === 'Added')
    return { ...state, sum: state.sum + data.amount, instants: [...state.instants, data.at] };
  if (type === 'Planned') return { ...state, due: [...state.due, { name: data.name, at: data.dueAt }] };
  if (type === 'CameDue') return { ...state, due: state.due.filter(({ name }) => name !== data.name) };
  return type === 'Refused' ? { ...state, refusals: state.refusals + 1 } : state;
}

export type TallyCommand = LedgerCommand<TallyState, TallyEvent, undefined>;
type TallyContext = Parameters<TallyCommand['decide']>[1];

interface Asked {
  readonly key: string;
  readonly body?: string;
  readonly streamId?: string;
  readonly receivedAt?: Timestamp;
  readonly subjects?: TallyCommand['subjects'];
}

export const NOON: Timestamp = '2026-11-21T12:00:00.000Z';

/** A command as the edge would send it: `key` is the idempotency key, `body` what its hash is of. */
export function asking(
  asked: Asked,
  decide: (state: TallyState, context: TallyContext) => Decision<TallyEvent>,
): TallyCommand {
  const { key, body = '', streamId = 's', receivedAt = NOON, subjects } = asked;
  return {
    name: 'Ask',
    parameters: {},
    sealed: null,
    streamId,
    commandId: commandIdOf({ principal: 'test', stream: `tally-${streamId}`, key }),
    commandHash: `hash of ${body}`,
    receivedAt,
    origin: { actor: 'test' },
    subjects,
    decide,
  };
}

/** Adds one, as long as the sum stays within `limit`. */
export function addOne(asked: Asked, { limit = 1_000_000n, bytes = 0, label = null as string | null } = {}) {
  return asking({ body: `add ${limit} ${bytes}`, ...asked }, ({ sum }, { now }) =>
    sum + 1n > limit
      ? refuse('over-limit', { sum: sum.toString() })
      : accept({ type: 'Added', data: { amount: 1n, label, note: 'x'.repeat(bytes), at: now } }),
  );
}

export function plan(asked: Asked, dueAt: Timestamp, names: readonly string[]): TallyCommand {
  return asking(asked, () =>
    accept(...names.map((name): Planned => ({ type: 'Planned', data: { name, dueAt } }))),
  );
}

export function nothing(asked: Asked): TallyCommand {
  return asking(asked, () => noEffect('nothing-to-do'));
}

export function thatThrows(asked: Asked): TallyCommand {
  return asking(asked, () => {
    throw new Error('a bug in the decision');
  });
}
