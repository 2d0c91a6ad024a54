-- States of long streams as a cache: what the ledger needs not fold again. Nothing else reads them, nothing is
-- decided from one that the log does not confirm, and emptying the table costs only time.
create schema snapshots;

create table snapshots.streams (
  stream text collate "C" primary key check (char_length(stream) between 1 and 200),
  -- Of the state's shape and the version of its fold: a build with another one does not see the row.
  schema_hash text not null,
  -- Of the last event folded in; its position says whether the log still holds that event.
  revision bigint not null,
  position text not null,
  at text not null,
  state text not null check (octet_length(state) <= 8388608),
  digest text not null,
  saved_at timestamptz not null default now()
);

grant usage on schema snapshots to ledgerline_app;
grant select, insert, update, delete on snapshots.streams to ledgerline_app;
