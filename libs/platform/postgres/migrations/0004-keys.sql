-- Data keys, one per party, wrapped by the master key; kept apart from the log so that destroying one erases what
-- it sealed. An erased row stays as a tombstone: making the key again would bring the party back.
create schema keys;

create table keys.data_keys (
  party_id text collate "C" primary key,
  wrapped bytea,
  created_at timestamptz not null default now(),
  erased_at timestamptz,
  check ((wrapped is null) = (erased_at is not null))
);

-- The application may erase a key; it may neither replace one nor bring one back.
create function keys.only_erase() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.erased_at is null and new.wrapped is null and new.erased_at is not null
    and new.party_id = old.party_id and new.created_at = old.created_at then
    return new;
  end if;
  raise exception 'a data key is only ever erased, once: party %', old.party_id;
end
$$;

create trigger data_keys_are_only_erased before update on keys.data_keys
  for each row execute function keys.only_erase();

revoke execute on all functions in schema keys from public;
grant usage on schema keys to ledgerline_app;
grant select, insert, update (wrapped, erased_at) on keys.data_keys to ledgerline_app;
