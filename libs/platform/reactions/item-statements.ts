import type { NewItem, ReactionItem, Tries } from './reaction-item';

/** A row as the driver answers it. */
export type ItemRow = Omit<ReactionItem, 'tries'> & { readonly tries: string };

const COLUMNS =
  'item_id::text as id, reaction, key, stream, revision, position, sequence, event_type as "eventType", ' +
  'state, attempts, tries, since, due_at as "dueAt", reason';

export const EVERY_ITEM = `select ${COLUMNS} from reactions.items order by sequence, reaction limit $1`;

export const DUE_ITEMS = `
  select ${COLUMNS} from reactions.items
  where state = 'waiting' and due_at <= $1 and item_id <> all($2::bigint[])
    and reaction not in (select k.reaction from reactions.known k where paused_since is not null)
  order by due_at, sequence limit $3`;

export const KEEP_ITEM = `
  update reactions.items set state = $2, attempts = $3, tries = $4, due_at = $5, reason = $6
  where item_id = $1`;

export const INSERT_ITEMS = `
  insert into reactions.items
    (reaction, key, stream, revision, position, sequence, event_type, state, attempts, tries, due_at, reason)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::bigint[], $7::text[],
    $8::text[], $9::integer[], $10::text[], $11::timestamptz[], $12::text[])`;

/** The first of each key has its turn, unless an undecodable event stands before it. */
const HEADS_GET_THEIR_TURN = `
  update reactions.items i set state = 'waiting'
  from keys, lateral (
    select item_id, sequence, stream from reactions.items
    where reaction = keys.reaction and key = keys.key
    order by sequence limit 1
  ) head
  where i.item_id = head.item_id and i.state = 'behind'
    and not exists (
      select 1 from reactions.items b
      where b.reaction = '*' and b.key = head.stream and b.sequence < head.sequence
    )`;

export const TURN_OF_KEYS = `
  with keys as (select distinct * from unnest($1::text[], $2::text[]) as k(reaction, key))
  ${HEADS_GET_THEIR_TURN}`;

export const TURN_OF_STREAM = `
  with keys as (select distinct reaction, key from reactions.items where stream = $1)
  ${HEADS_GET_THEIR_TURN}`;

/** Where nothing was known, all that there is has been there from the beginning. */
export const KNOW = `
  insert into reactions.known (reaction, begins_after)
  select name, case when exists (select 1 from reactions.known) then c.position end
  from reactions.checkpoint c, unnest($2::text[]) as n(name) where c.epoch = $1
  on conflict do nothing`;

export const KNOWN = `
  select reaction, begins_after as "beginsAfter", paused_since as "pausedSince"
  from reactions.known order by reaction`;

/** The lead is taken from whoever has it first: it is what the leader's writes wait for and are fenced by. */
export const SET_PAUSED = `
  with fence as (
    update reactions.checkpoint set epoch = epoch + 1, holder = null
    where exists (select 1 from reactions.known where reaction = $1)
    returning epoch
  )
  update reactions.known set paused_since = case when $2 then coalesce(paused_since, now()) end
  from fence where reaction = $1`;

export function itemOf({ tries, ...row }: ItemRow): ReactionItem {
  return { ...row, tries: JSON.parse(tries) as Tries };
}

export function columnsOf(items: readonly NewItem[]): readonly unknown[][] {
  return [
    items.map(({ reaction }) => reaction),
    items.map(({ key }) => key),
    items.map(({ stream }) => stream),
    items.map(({ revision }) => revision.toString()),
    items.map(({ position }) => position),
    items.map(({ sequence }) => sequence.toString()),
    items.map(({ eventType }) => eventType),
    items.map(({ state }) => state),
    items.map(({ attempts }) => attempts),
    items.map(({ tries }) => JSON.stringify(tries)),
    items.map(({ dueAt }) => dueAt),
    items.map(({ reason }) => reason),
  ];
}
