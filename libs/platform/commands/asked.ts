import canonicalize from 'canonicalize';
import { Refusal, timestamp, Timestamp } from '@ledgerline/kernel';
import { ClockOf, commandIdOf, Ledger } from '@ledgerline/platform/ledger';
import type { CommandCall, CommandSealer } from './command-call';
import type { AnyCommandSlice, CommandRequest } from './command-slice';

/** What a slice makes its command from, asked in earnest or in thought. */
export function requestOf(
  sealer: Pick<CommandSealer, 'keyedHash'>,
  { slice, body, params, caller }: Omit<CommandCall, 'idempotencyKey'>,
  sealed: string | null,
): CommandRequest<object> {
  const payloadHash = sealer.keyedHash(canonicalize([slice.name, params, body])!);
  const { name, role } = caller.principal;
  return { body, params, principal: name, role, payloadHash, sealed };
}

/** The personal fields that were given; undefined where none was. */
export function personalOf(slice: AnyCommandSlice, body: object): Record<string, unknown> | undefined {
  let given: Record<string, unknown> | undefined;
  for (const field of slice.personal ?? []) {
    const value = (body as Record<string, unknown>)[field];
    if (value !== undefined && value !== null) given = { ...given, [field]: value };
  }
  return given;
}

/** What was asked, without what is personal: the audit's input. */
export function parametersOf(slice: AnyCommandSlice, { body, params }: CommandCall): Record<string, unknown> {
  const personal = new Set<string>(slice.personal ?? []);
  const clear = Object.entries(body).filter(([field, value]) => value !== undefined && !personal.has(field));
  return { ...params, ...Object.fromEntries(clear) };
}

/** The stream that decides a call; a new thing's id is the same for the same caller and key. */
export function streamIdOf(call: Omit<CommandCall, 'idempotencyKey'> & { idempotencyKey?: string }): string {
  const { slice, caller, body, params, idempotencyKey: key = '' } = call;
  const newId = commandIdOf({ principal: caller.principal.name, stream: `new/${slice.name}`, key });
  return slice.streamId({ body, params, newId });
}

/** What is known outside the stream of a command: what it asked for, and what stands against it. */
export async function askedBefore(
  { ledger, sealer }: { ledger: Ledger; sealer: Pick<CommandSealer, 'keyedHash'> },
  slice: AnyCommandSlice,
  request: CommandRequest<object>,
  { streamId, now, dryRun = false }: { streamId: string; now: Timestamp; dryRun?: boolean },
): Promise<{ readonly gathered: unknown; readonly refused: Refusal | undefined }> {
  const keyedHash = (text: string) => sealer.keyedHash(text);
  const asking = { ledger, streamId, now, keyedHash, dryRun };
  const gathered: unknown = await slice.gather?.(request, asking);
  return { gathered, refused: await slice.before?.(request, asking) };
}

/** When a command arrived, in the time of whoever owns its stream. */
export async function receivedAtOf(
  { now, clockOf }: { readonly now: () => number; readonly clockOf?: ClockOf | undefined },
  owner: string,
  { slice, body }: { readonly slice: AnyCommandSlice; readonly body: object },
): Promise<Timestamp> {
  return timestamp(clockOf ? await clockOf(owner, slice.comingBy?.(body)) : now());
}
