-- Which reactions there are, since when, and which of them an operator paused (docs/decisions/0045).
create table reactions.known (
  reaction     text collate "C" primary key,
  -- Where the reactions stood when it was added: what lies before is before its time. Null: nothing does.
  begins_after text collate "C",
  known_since  timestamptz(3) not null default now(),
  -- Its inputs are kept as items, and none of them is due, until an operator lets it go on.
  paused_since timestamptz(3)
);

grant select, insert, update on reactions.known to ledgerline_app;
