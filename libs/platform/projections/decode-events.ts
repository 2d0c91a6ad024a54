import { EventRegistry, UnknownEventType } from '@ledgerline/kernel';
import { RecordedEvent } from '@ledgerline/platform/eventstore';
import { Decode } from './log-entry';
import { EventMetadata } from './projection';

/**
 * Decodes what any of the registries knows. A category (the stream's name up to its first dash) of `ignoring`
 * belongs to a context without read models here and is passed over; anything else unknown is an error.
 *
 * @throws UnknownEventType from the returned function
 */
export function decodeEvents(registries: readonly EventRegistry[], ignoring: readonly string[] = []): Decode {
  const byType = new Map(
    registries.flatMap((registry) => registry.storedTypes.map((type) => [type, registry])),
  );
  const ignored = new Set(ignoring);
  return (recorded) => {
    const registry = byType.get(recorded.type);
    if (!registry) {
      if (ignored.has(categoryOf(recorded))) return undefined;
      throw new UnknownEventType(recorded.type);
    }
    const { type, data } = registry.decode(recorded.type, recorded.data) as { type: string; data: object };
    const metadata = JSON.parse(recorded.metadata) as EventMetadata;
    const { stream, revision, position } = recorded;
    return { type, data, stream, revision, position, at: metadata.at, metadata };
  };
}

function categoryOf({ stream }: RecordedEvent): string {
  return stream.slice(0, Math.max(0, stream.indexOf('-')));
}
