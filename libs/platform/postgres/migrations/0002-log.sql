-- The log. Rows are written by log.append alone (0003) and never change.
create schema log;

-- One row: its lock is taken late and held to commit, so positions have no holes and follow commit order
-- (a sequence's order is not commit order, and a tailer would skip the events of a slow transaction).
create table log.head (
  only_row boolean primary key default true check (only_row),
  store_id text not null,
  epoch bigint not null default 1,
  position bigint not null default 0
) with (fillfactor = 10);

insert into log.head (store_id) values ('pg' || left(replace(gen_random_uuid()::text, '-', ''), 10));

-- Revision -1: a first append took the row's lock and was then refused; the stream does not exist yet.
create table log.streams (
  stream text collate "C" primary key check (char_length(stream) between 1 and 200),
  revision bigint not null check (revision >= -1)
) with (fillfactor = 70);

-- json, not jsonb: payloads come back byte for byte, large numbers and key order included.
-- The id has no index: only the exact revision and the command's memory decide what may be written.
create table log.events (
  position bigint primary key,
  revision bigint not null,
  recorded_at timestamptz not null,
  id uuid not null,
  command_id uuid,
  command_index integer,
  stream text collate "C" not null,
  type text collate "C" not null,
  subject text collate "C" check (char_length(subject) <= 200),
  metadata json not null,
  data json not null,
  constraint events_stream_revision unique (stream, revision),
  check ((command_id is null) = (command_index is null))
);

-- The memory of every command ever decided: the same key after a month still finds its facts.
create unique index events_command on log.events (command_id, command_index) where command_id is not null;

create index events_subject on log.events (stream, subject, revision) where subject is not null;

-- Privileges keep everyone else out; this keeps the owner's own mistakes out.
create function log.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'the log is append-only: % on %.% is refused', tg_op, tg_table_schema, tg_table_name;
end
$$;

create trigger events_are_final before update or delete or truncate on log.events
  for each statement execute function log.refuse_change();
create trigger streams_stay before delete or truncate on log.streams
  for each statement execute function log.refuse_change();
create trigger head_stays before delete or truncate on log.head
  for each statement execute function log.refuse_change();

grant usage on schema log to ledgerline_app;
grant select on log.head, log.streams, log.events to ledgerline_app;
