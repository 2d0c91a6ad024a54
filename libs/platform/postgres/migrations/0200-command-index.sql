-- What EventStoreDB, whose ids are not unique, cannot remember itself: which commands and which subjects stand
-- where in the log (docs/decisions/0014). Filled from the log, never pruned; losing it costs only reading the
-- log again from the beginning.
create schema command_index;

-- One row: everything up to `position` is in the two tables. They and it move in one statement, and only from
-- the position that the mover knew.
create table command_index.checkpoint (
  only_row   boolean primary key default true check (only_row),
  -- The log that it was made from; null until the first event.
  store_id   text collate "C",
  position   text collate "C",
  updated_at timestamptz(3) not null default now(),
  check ((store_id is null) = (position is null))
) with (fillfactor = 10);

insert into command_index.checkpoint default values;

-- Stream and revision belong to the key: a command that the log holds twice must be seen twice.
create table command_index.commands (
  command_id    uuid not null,
  command_index integer not null,
  revision      bigint not null,
  stream        text collate "C" not null,
  primary key (command_id, command_index, stream, revision)
);

create table command_index.subjects (
  stream   text collate "C" not null,
  subject  text collate "C" not null,
  revision bigint not null,
  primary key (stream, subject, revision)
);

grant usage on schema command_index to ledgerline_app;
grant select, update on command_index.checkpoint to ledgerline_app;
grant select, insert on command_index.commands, command_index.subjects to ledgerline_app;
