-- A log that was restored to an earlier point goes on as another history: what was read beyond that point never
-- happened. Each such point begins an epoch, and every position names the epoch of its event, so that a place in
-- the part that was discarded is told from one with the same number that was written since.
create table log.epochs (
  epoch bigint primary key check (epoch between 1 and 9999),
  -- Drawn by lot: the same backup restored twice begins two different epochs with one number.
  tag text collate "C" not null unique check ((epoch = 1) = (tag = '')),
  -- The epoch's events come after this one, those of the epoch before end with it.
  began_after bigint not null check (began_after >= 0),
  begun_at timestamptz not null default now()
);

insert into log.epochs (epoch, tag, began_after) values (1, '', 0);

create trigger epochs_are_final before update or delete or truncate on log.epochs
  for each statement execute function log.refuse_change();

grant select on log.epochs to ledgerline_app;

-- Of the current epoch, beside its number: every append looks at it.
alter table log.head add column epoch_tag text not null default '';

-- What the positions of new events begin with: the store's id, and from the second epoch on the epoch.
create function log.identity() returns text language sql stable set search_path = pg_catalog, pg_temp as $$
  select store_id || case when epoch = 1 then '' else 'e' || lpad(epoch::text, 4, '0') || epoch_tag end from log.head
$$;

-- For the owner, after the log was brought back to an earlier point by whatever means.
create function log.begin_epoch() returns text language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  update log.head set epoch = epoch + 1, epoch_tag = left(replace(gen_random_uuid()::text, '-', ''), 6);
  insert into log.epochs (epoch, tag, began_after) select epoch, epoch_tag, position from log.head;
  return log.identity();
end
$$;

-- The door to log.append (0003): an instance that began in another epoch holds states of a history that is gone,
-- and may not decide on them. Looked at after the append, when the head's lock keeps the epoch from changing.
create function log.append(
  p_identity text,
  p_streams text, p_expected text, p_counts text,
  p_ids text, p_types text, p_data text, p_metadata text,
  p_command_ids text, p_command_indexes text, p_subjects text,
  out first_position bigint, out answers json
)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  now_is text;
begin
  select a.first_position, a.answers into first_position, answers
  from log.append(
    p_streams, p_expected, p_counts, p_ids, p_types, p_data, p_metadata, p_command_ids, p_command_indexes, p_subjects
  ) a;
  now_is := log.identity();
  if now_is <> p_identity then
    raise exception 'the log is % now, this instance began with %: it was restored, restart the instance', now_is,
      p_identity using errcode = 'LL001';
  end if;
end
$$;

revoke execute on all functions in schema log from public;
revoke execute on function log.append(text, text, text, text, text, text, text, text, text, text) from ledgerline_app;
grant execute on function
  log.append(text, text, text, text, text, text, text, text, text, text, text), log.identity() to ledgerline_app;
