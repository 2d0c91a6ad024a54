import type { Projection, ReadModels } from '@ledgerline/platform/projections';
import type { DueItem, DueSource } from './due-source';

/** A row that is due: whose stream it is, and since when. Rows with nothing due have no `due_at`. */
export interface DueRow {
  readonly stream_id: string;
  readonly owner_id: string;
  readonly due_at: string | null;
}

/**
 * What falls due in a kind of stream, read off one of its read models. That has an index over `due_at` and
 * `stream_id`, and its rows lose their `due_at` as soon as what was due is recorded.
 */
export function dueSourceOf<Row extends DueRow>({
  projection,
  stream,
  models,
}: {
  readonly projection: Projection<Row>;
  readonly stream: DueSource['stream'];
  readonly models: Pick<ReadModels, 'query'>;
}): DueSource {
  const due = `
    select stream_id as "streamId", owner_id as "owner", due_at as "dueAt"
    from ${projection.schema}.${projection.name}
    where due_at <= $1::timestamptz
      and (due_at, stream_id) > (coalesce($2::timestamptz, '-infinity'), coalesce($3, ''))
      and ($5::text[] is null or owner_id = any($5))
    order by due_at, stream_id limit $4`;
  return {
    name: projection.name,
    stream,
    async list({ now, after, countMax, owners }) {
      const values = [now, after?.dueAt ?? null, after?.streamId ?? null, countMax, owners ?? null];
      const { rows: items, position } = await models.query<DueItem>([projection], due, values);
      return { items, position };
    },
  };
}
