-- How far the reactions have come in the log, and the inputs that they could not finish (docs/decisions/0045).
-- Losing both costs only work: commands that the log holds already are heard again, not done again.
create schema reactions;

create table reactions.checkpoint (
  only_row   boolean primary key default true check (only_row),
  -- Everything up to here is done or stands in `items`; null before the first event.
  position   text collate "C",
  -- Raised by whoever takes the lead; whoever still holds an older one finds no row to move.
  epoch      bigint not null default 0,
  holder     text,
  -- When its holder was last heard of: silent for long, it has lost the lead.
  heard_at   timestamptz(3) not null default now(),
  moved_at   timestamptz(3) not null default now()
) with (fillfactor = 10);

insert into reactions.checkpoint default values;

-- Never pruned by itself: an item leaves when it is through.
create table reactions.items (
  item_id    bigint generated always as identity primary key,
  -- '*' for an event that could not be decoded: it may concern any of them.
  reaction   text collate "C" not null,
  -- What comes in order: of one key only the first is tried.
  key        text collate "C" not null,
  stream     text collate "C" not null,
  revision   bigint not null,
  position   text collate "C" not null,
  -- The order of positions.
  sequence   bigint not null,
  event_type text not null,
  state      text not null check (state in ('waiting', 'behind', 'halted')),
  attempts   integer not null,
  -- JSON: how often the command at each place of it was asked anew.
  tries      text not null,
  since      timestamptz(3) not null default now(),
  due_at     timestamptz(3) not null,
  reason     text not null,
  unique (reaction, position)
);

create index items_of_key on reactions.items (reaction, key, sequence);
create index items_of_stream on reactions.items (stream);
create index items_due on reactions.items (due_at) where state = 'waiting';

grant usage on schema reactions to ledgerline_app;
grant select, update on reactions.checkpoint to ledgerline_app;
grant select, insert, update, delete on reactions.items to ledgerline_app;
