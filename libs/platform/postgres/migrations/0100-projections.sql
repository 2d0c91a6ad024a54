-- How far each read model has come. One row per version of a read model; the rows of a read model and its
-- checkpoint always move in one transaction.
create schema projections;

create table projections.checkpoints (
  name           text not null,
  version        integer not null,
  -- Hash of the table's shape: a shape that changed without a new version is refused.
  shape          text not null,
  -- Everything up to here is in the rows; null before the first event.
  position       text,
  -- Raised by whoever takes over; a projector that still holds an older one finds no row to move.
  epoch          bigint not null default 0,
  state          text not null default 'running' check (state in ('running', 'halted', 'paused')),
  -- The last event that could not be projected: it halted a financial read model, others passed over it.
  error          text,
  error_position text,
  skipped        bigint not null default 0,
  updated_at     timestamptz(3) not null default now(),
  primary key (name, version),
  check (state <> 'halted' or error is not null)
);

-- The tables themselves belong to the application role, which makes them from the read models' definitions.
grant usage on schema projections to ledgerline_app;
grant select, insert, update on projections.checkpoints to ledgerline_app;
