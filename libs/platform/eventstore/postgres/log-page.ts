import { LogHistory, RecordedEvent } from '../port';

/** Neither JSON nor any name of ours can contain it (0003-log-append.sql). */
const SEPARATOR = '\u001f';

const COLUMNS = `string_agg(e.position::text, ','), string_agg(e.revision::text, ','),
    array_to_json(array_agg(e.stream))::text, array_to_json(array_agg(e.id))::text,
    array_to_json(array_agg(e.type))::text,
    string_agg(floor(extract(epoch from e.recorded_at) * 1000)::text, ','),
    string_agg(e.data::text, chr(31)), string_agg(e.metadata::text, chr(31))`;
const FIELDS = 'position, revision, stream, id, type, recorded_at, data, metadata';

/**
 * A page of the log as one row, a column of events per field. Row by row the driver spent as long on taking
 * events apart as a fold spends on folding them (decisions/0026). What outlives the page comes as JSON: texts
 * that are cut out of a long one keep all of it in memory, and names end up as keys of cached rows. Data and
 * metadata are cut, for they die with their event.
 */
export const LOG_PAGE = `
  select (select log.identity()), (select position from log.head), ${COLUMNS}
  from (select ${FIELDS} from log.events where position > $1 order by position limit $2) e`;

/**
 * Pages of many streams, a row for each: its number in the lists (streams, first revisions, counts), the
 * revision it stands at, null where there is none, and its events.
 */
export const STREAM_PAGES = `
  select k.n, (select s.revision from log.streams s where s.stream = k.stream), page.*
  from unnest($1::text[], $2::bigint[], $3::bigint[]) with ordinality as k (stream, first, count, n)
  cross join lateral (
    select ${COLUMNS}
    from (
      select ${FIELDS} from log.events
      where stream = k.stream and revision >= k.first order by revision limit k.count
    ) e
  ) page`;

type Column = string | null;
type Columns = [
  positions: Column,
  revisions: Column,
  streams: Column,
  ids: Column,
  types: Column,
  recordedAtMs: Column,
  data: Column,
  metadata: Column,
];
export type LogPageRow = [identity: string, head: bigint, ...events: Columns];
export type StreamPageRow = [n: bigint, revision: bigint | null, ...events: Columns];

/** The events of such a row, in order. */
export function eventsOfPage(history: LogHistory, row: LogPageRow | StreamPageRow): RecordedEvent[] {
  const [, , positions, revisions, streams, ids, types, recordedAtMs, data, metadata] = row;
  if (positions === null) return [];
  const [revisionOf, recordedOf] = [revisions!.split(','), recordedAtMs!.split(',')];
  const [streamOf, idOf, typeOf] = [streams!, ids!, types!].map((json) => JSON.parse(json) as string[]);
  const [dataOf, metadataOf] = [data!.split(SEPARATOR), metadata!.split(SEPARATOR)];
  return positions.split(',').map((position, i) => ({
    stream: streamOf![i]!,
    revision: BigInt(revisionOf[i]!),
    position: history.positionOf(BigInt(position)),
    id: idOf![i]!,
    type: typeOf![i]!,
    data: dataOf[i]!,
    metadata: metadataOf[i]!,
    recordedAt: new Date(Number(recordedOf[i])),
  }));
}
