import type { Sealer } from '@ledgerline/platform/sealing';

/** The personal fields sealed in an event, opened; none where nothing was sealed or the owner was erased. */
export async function openPersonal(
  sealer: Pick<Sealer, 'open'>,
  ownerId: string,
  sealed: string | null,
): Promise<Readonly<Record<string, unknown>>> {
  const text = sealed === null ? undefined : await sealer.open(ownerId, sealed);
  const fields: unknown = text === undefined ? {} : JSON.parse(text);
  return typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>) : {};
}
