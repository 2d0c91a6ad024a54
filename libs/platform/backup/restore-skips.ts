import { Client } from 'pg';
import { BackupManifest } from './manifest';
import { copyIn } from './table-file';

export interface SkipsReport {
  readonly restored: number;
  /** Of places that neither the restored log nor the restored read models know: they would mean nothing. */
  readonly leftOut: readonly { readonly name: string; readonly position: string }[];
}

/**
 * Adds the skips of a backup to those that are there, which are never changed. Without them a rebuild would
 * halt again at an event that somebody answers for. Each is checked: its place must be one of the restored
 * log, or of the log outside this database (EventStoreDB) at which the restored read models stand.
 */
export async function restoreSkips(
  client: Client,
  folder: string,
  { skips, readModels }: BackupManifest,
): Promise<SkipsReport> {
  await client.query('create temp table restored_skips (like projections.skips) on commit drop');
  await copyIn(client, folder, skips!, 'restored_skips');
  const outside = readModels.flatMap(({ position }) => (position ? [position] : []));
  const { rows: leftOut } = await client.query<{ name: string; position: string }>(UNKNOWN_PLACES, [outside]);
  const { rowCount } = await client.query(
    `insert into projections.skips select * from restored_skips on conflict (name, position) do nothing`,
  );
  return { restored: rowCount!, leftOut };
}

/** A position is the identity of its epoch, a dash and 20 digits; an epoch ends where the next one began. */
const UNKNOWN_PLACES = `
  with epochs as (
    select
      h.store_id || case when e.epoch = 1 then '' else 'e' || lpad(e.epoch::text, 4, '0') || e.tag end
        as identity,
      e.began_after, coalesce(lead(e.began_after) over (order by e.epoch), h.position) as ends
    from log.epochs e cross join log.head h
  )
  delete from restored_skips s
  where not exists (
    select from epochs e where left(s.position, -21) = e.identity
      and right(s.position, 20) > lpad(e.began_after::text, 20, '0')
      and right(s.position, 20) <= lpad(e.ends::text, 20, '0')
  ) and not exists (
    select from unnest($1::text[]) as stands (place)
    where left(place, -21) = left(s.position, -21) and s.position <= place
      and left(place, -21) not in (select identity from epochs)
  )
  returning s.name, s.position`;
