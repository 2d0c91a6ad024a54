import { randomUUID } from 'node:crypto';
import type { EventStore, NewEvent, RecordedEvent } from '@ledgerline/platform/eventstore';
import { BENCH_ACTION } from '../ledger/bench-catalog';
import { openAccounts } from '../ledger/open-accounts';
import { BenchLedger } from '../ledger/open-bench-ledger';

const ACCOUNTS = 25;
const GENERATIONS_EACH = 99;
/** One generation of so many fails, the others are completed. */
const FAILS_EVERY = 10;
/** Of one account in one append: so that neighbours in the log are mostly of other accounts. */
const EVENTS_PER_APPEND = 20;
const APPENDS_AT_ONCE = 512;

/** Has the executor decide the life of a few accounts, side by side: every event is as in production. */
export async function liveAccounts(ledger: BenchLedger): Promise<void> {
  const ids = Array.from({ length: ACCOUNTS }, (_, n) => accountId(0, n));
  await openAccounts(ledger, ids);
  await Promise.all(ids.map((id) => live(ledger, id)));
}

async function live(ledger: BenchLedger, account: string): Promise<void> {
  for (let n = 0; n < GENERATIONS_EACH; n++) {
    const generationId = `${account}-g${n}`;
    const estimate = { quantity: 1, inputTokens: 1_000, outputTokens: 400 };
    const body = { action: BENCH_ACTION, generationId, actorUserId: 'member', model: 'bench', estimate };
    await ledger.accepted('RequestGeneration', { accountId: account }, { body, key: `${generationId}-r` });
    const [command, ending] =
      n % FAILS_EVERY === FAILS_EVERY - 1
        ? ['FailGeneration', { errorCode: 'provider-timeout' }]
        : ['CompleteGeneration', { usage: { ...estimate, outputTokens: 200 }, processingMs: 1_500 }];
    const call = { body: ending, key: `${generationId}-c` } as { body: object; key: string };
    await ledger.accepted(command, { accountId: account, generationId }, call);
  }
}

/**
 * Makes a log of at least so many events out of those accounts, under other names, ids and commands: deciding
 * them all would take the executor many minutes, and the read models cannot tell.
 */
export async function multiply(
  store: EventStore,
  template: readonly RecordedEvent[],
  eventsMin: number,
): Promise<void> {
  const streams = byStream(template);
  const copies = Math.ceil(eventsMin / template.length);
  const lengthMax = Math.max(...streams.map((events) => events.length));
  const renamed = Array.from({ length: copies }, (_, copy) => streams.map((s) => renaming(s[0]!, copy + 1)));
  for (let from = 0; from < lengthMax; from += EVENTS_PER_APPEND) {
    const appends = renamed.flatMap((names, copy) =>
      streams.map((events, i) => async () => {
        const part = events.slice(from, from + EVENTS_PER_APPEND);
        if (part.length === 0) return;
        const stream = names[i]!(part[0]!.stream);
        const expected = from === 0 ? 'no-stream' : BigInt(from - 1);
        const answer = await store.append(
          stream,
          expected,
          part.map((event) => copyOf(event, names[i]!, copy)),
        );
        if (answer.outcome !== 'ok') throw new Error(`an append came to ${answer.outcome}`);
      }),
    );
    for (let n = 0; n < appends.length; n += APPENDS_AT_ONCE) {
      await Promise.all(appends.slice(n, n + APPENDS_AT_ONCE).map((append) => append()));
    }
  }
}

function byStream(events: readonly RecordedEvent[]): readonly RecordedEvent[][] {
  const streams = new Map<string, RecordedEvent[]>();
  for (const event of events) {
    const known = streams.get(event.stream);
    if (known) known.push(event);
    else streams.set(event.stream, [event]);
  }
  return [...streams.values()];
}

type Rename = (text: string) => string;

function renaming({ stream }: RecordedEvent, copy: number): Rename {
  const old = stream.slice('account-'.length);
  const name = accountId(copy, Number(old.slice(-2)));
  return (text) => text.replaceAll(old, name);
}

function copyOf(event: RecordedEvent, rename: Rename, copy: number): NewEvent {
  const { commandId, commandIndex, ...metadata } = JSON.parse(event.metadata) as Record<string, string>;
  // Commands may record several events: the copy's id depends on the original's alone.
  const command = commandId && { id: commandId.slice(0, -6) + copy.toString(16).padStart(6, '0') };
  const ofCommand = command ? { commandId: command.id, commandIndex } : {};
  return {
    id: randomUUID(),
    type: event.type,
    data: rename(event.data),
    metadata: JSON.stringify({ ...metadata, ...ofCommand }),
    ...(command && { command: { id: command.id, index: Number(commandIndex) } }),
  };
}

function accountId(copy: number, n: number): string {
  return `b${copy.toString().padStart(5, '0')}-${n.toString().padStart(2, '0')}`;
}
