-- A read model can have several tables: the live one that its view shows, one that is being built beside it, and the
-- last one that was live, kept for going back. Each has a checkpoint of its own.
alter table projections.checkpoints
  add column build integer not null default 1 check (build > 0),
  add column stage text not null default 'live' check (stage in ('live', 'building', 'retired')),
  -- Who projects it. A swap raises the epoch and leaves this alone: the projector notices and carries on.
  add column projector text,
  -- Hash of the functions that fold it: where it is unchanged, building again must give the same rows.
  add column fold text not null default '',
  add column made_at timestamptz(3) not null default now();

alter table projections.checkpoints alter column stage drop default;
alter table projections.checkpoints alter column fold drop default;
alter table projections.checkpoints drop constraint checkpoints_pkey;
alter table projections.checkpoints add primary key (name, version, build);

create unique index checkpoints_live on projections.checkpoints (name) where stage = 'live';
create unique index checkpoints_building on projections.checkpoints (name) where stage = 'building';

-- Retired and abandoned tables go, and their checkpoints with them.
grant delete on projections.checkpoints to ledgerline_app;

-- Who let which read model pass over which event, and why. Nothing here is ever changed.
create table projections.skips (
  name     text not null,
  position text not null,
  version  integer not null,
  build    integer not null,
  error    text not null,
  who      text not null check (char_length(who) between 1 and 200),
  reason   text not null check (char_length(reason) between 1 and 1000),
  at       timestamptz(3) not null default now(),
  primary key (name, position)
);

grant select, insert on projections.skips to ledgerline_app;
