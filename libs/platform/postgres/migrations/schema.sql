-- What all migrations together come to. Written by a test; do not edit.

create table keys.data_keys (
  party_id text collate "C" not null,
  wrapped bytea,
  created_at timestamp with time zone not null default now(),
  erased_at timestamp with time zone,
  constraint data_keys_check CHECK (((wrapped IS NULL) = (erased_at IS NOT NULL))),
  constraint data_keys_pkey PRIMARY KEY (party_id)
);

create table ledgerline.migrations (
  number integer not null,
  file text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migrations_pkey PRIMARY KEY (number)
);

create table log.epochs (
  epoch bigint not null,
  tag text collate "C" not null,
  began_after bigint not null,
  begun_at timestamp with time zone not null default now(),
  constraint epochs_began_after_check CHECK ((began_after >= 0)),
  constraint epochs_check CHECK (((epoch = 1) = (tag = ''::text))),
  constraint epochs_epoch_check CHECK (((epoch >= 1) AND (epoch <= 9999))),
  constraint epochs_pkey PRIMARY KEY (epoch),
  constraint epochs_tag_key UNIQUE (tag)
);

create table log.events (
  position bigint not null,
  revision bigint not null,
  recorded_at timestamp with time zone not null,
  id uuid not null,
  command_id uuid,
  command_index integer,
  stream text collate "C" not null,
  type text collate "C" not null,
  subject text collate "C",
  metadata json not null,
  data json not null,
  constraint events_check CHECK (((command_id IS NULL) = (command_index IS NULL))),
  constraint events_pkey PRIMARY KEY ("position"),
  constraint events_stream_revision UNIQUE (stream, revision),
  constraint events_subject_check CHECK ((char_length(subject) <= 200))
);

create table log.head (
  only_row boolean not null default true,
  store_id text not null,
  epoch bigint not null default 1,
  position bigint not null default 0,
  epoch_tag text not null default ''::text,
  constraint head_only_row_check CHECK (only_row),
  constraint head_pkey PRIMARY KEY (only_row)
);

create table log.streams (
  stream text collate "C" not null,
  revision bigint not null,
  constraint streams_pkey PRIMARY KEY (stream),
  constraint streams_revision_check CHECK ((revision >= '-1'::integer)),
  constraint streams_stream_check CHECK (((char_length(stream) >= 1) AND (char_length(stream) <= 200)))
);

create table projections.checkpoints (
  name text not null,
  version integer not null,
  shape text not null,
  position text,
  epoch bigint not null default 0,
  state text not null default 'running'::text,
  error text,
  error_position text,
  skipped bigint not null default 0,
  updated_at timestamp(3) with time zone not null default now(),
  build integer not null default 1,
  stage text not null,
  projector text,
  fold text not null,
  made_at timestamp(3) with time zone not null default now(),
  constraint checkpoints_build_check CHECK ((build > 0)),
  constraint checkpoints_check CHECK (((state <> 'halted'::text) OR (error IS NOT NULL))),
  constraint checkpoints_pkey PRIMARY KEY (name, version, build),
  constraint checkpoints_stage_check CHECK ((stage = ANY (ARRAY['live'::text, 'building'::text, 'retired'::text]))),
  constraint checkpoints_state_check CHECK ((state = ANY (ARRAY['running'::text, 'halted'::text, 'paused'::text])))
);

create table projections.skips (
  name text not null,
  position text not null,
  version integer not null,
  build integer not null,
  error text not null,
  who text not null,
  reason text not null,
  at timestamp(3) with time zone not null default now(),
  constraint skips_pkey PRIMARY KEY (name, "position"),
  constraint skips_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 1000))),
  constraint skips_who_check CHECK (((char_length(who) >= 1) AND (char_length(who) <= 200)))
);

create table snapshots.streams (
  stream text collate "C" not null,
  schema_hash text not null,
  revision bigint not null,
  position text not null,
  at text not null,
  state text not null,
  digest text not null,
  saved_at timestamp with time zone not null default now(),
  constraint streams_pkey PRIMARY KEY (stream),
  constraint streams_state_check CHECK ((octet_length(state) <= 8388608)),
  constraint streams_stream_check CHECK (((char_length(stream) >= 1) AND (char_length(stream) <= 200)))
);

CREATE INDEX events_subject ON log.events USING btree (stream, subject, revision) WHERE (subject IS NOT NULL);
CREATE UNIQUE INDEX checkpoints_building ON projections.checkpoints USING btree (name) WHERE (stage = 'building'::text);
CREATE UNIQUE INDEX checkpoints_live ON projections.checkpoints USING btree (name) WHERE (stage = 'live'::text);
CREATE UNIQUE INDEX events_command ON log.events USING btree (command_id, command_index) WHERE (command_id IS NOT NULL);

CREATE OR REPLACE FUNCTION keys.only_erase()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if old.erased_at is null and new.wrapped is null and new.erased_at is not null
    and new.party_id = old.party_id and new.created_at = old.created_at then
    return new;
  end if;
  raise exception 'a data key is only ever erased, once: party %', old.party_id;
end
$function$
;
CREATE OR REPLACE FUNCTION log.append(p_streams text, p_expected text, p_counts text, p_ids text, p_types text, p_data text, p_metadata text, p_command_ids text, p_command_indexes text, p_subjects text, OUT first_position bigint, OUT answers json)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_material TO 'off'
 SET jit TO 'off'
AS $function$
declare
  separator constant text := chr(31);
  w_stream constant text[] := string_to_array(p_streams, separator);
  w_expected constant bigint[] := string_to_array(p_expected, separator)::bigint[];
  w_count constant integer[] := string_to_array(p_counts, separator)::integer[];
  e_id constant uuid[] := string_to_array(p_ids, separator)::uuid[];
  e_type constant text[] := string_to_array(p_types, separator);
  e_data constant text[] := string_to_array(p_data, separator);
  e_metadata constant text[] := string_to_array(p_metadata, separator);
  e_command_id constant uuid[] := string_to_array(p_command_ids, separator, '')::uuid[];
  e_command_index constant integer[] := string_to_array(p_command_indexes, separator, '')::integer[];
  e_subject constant text[] := string_to_array(p_subjects, separator, '');
  w_actual bigint[];
  e_write integer[];
  e_stream text[];
  e_revision bigint[];
  unwritten integer[] := '{}';
  notes jsonb := '[]';
  events_count integer;
  first_event integer := 1;
  found_positions bigint[];
  hit record;
begin
  -- A stream that does not exist yet gets its row first, so that there is something to lock.
  insert into log.streams (stream, revision)
  select w.stream, -1 from unnest(w_stream, w_expected) as w (stream, expected)
  where w.expected = -1 order by w.stream collate "C"
  on conflict (stream) do nothing;

  select array_agg(coalesce(locked.revision, -1) order by locked.ordinal) into w_actual
  from (
    select w.ordinal, s.revision
    from (
      select u.stream, u.ordinal from unnest(w_stream) with ordinality as u (stream, ordinal)
      order by u.stream collate "C"
    ) w
    left join lateral (
      select x.revision from log.streams x where x.stream = w.stream for no key update
    ) s on true
  ) locked;

  select array_agg(w.ordinal order by w.ordinal, n), array_agg(w.stream order by w.ordinal, n),
    array_agg(w.expected + n order by w.ordinal, n)
  into e_write, e_stream, e_revision
  from unnest(w_stream, w_expected, w_count) with ordinality as w (stream, expected, count, ordinal)
  cross join lateral generate_series(1, w.count) as n;

  if cardinality(e_write) is distinct from cardinality(e_id) then
    raise exception 'the counts name % events, % came', cardinality(e_write), cardinality(e_id);
  end if;

  if w_actual <> w_expected then
    for w in 1 .. cardinality(w_stream) loop
      if w_actual[w] <> w_expected[w] then
        found_positions := null;
        if w_actual[w] >= w_expected[w] + w_count[w] then
          select array_agg(x.position order by sent.n) into found_positions
          from unnest(e_id[first_event : first_event + w_count[w] - 1]) with ordinality as sent (id, n)
          cross join lateral (
            select e.position, e.id from log.events e
            where e.stream = w_stream[w] and e.revision = w_expected[w] + sent.n limit 1
          ) x
          where x.id = sent.id;
        end if;
        unwritten := unwritten || w;
        notes := notes || case when cardinality(found_positions) = w_count[w]
          then jsonb_build_object('write', w, 'positions', found_positions::text[])
          else jsonb_build_object('write', w, 'actual', w_actual[w]::text) end;
      end if;
      first_event := first_event + w_count[w];
    end loop;
  end if;

  for hit in
    select sent.write, array_agg(distinct sent.command_id::text) as commands
    from unnest(e_write, e_command_id, e_command_index) as sent (write, command_id, command_index)
    cross join lateral (
      select 1 from log.events e
      where e.command_id = sent.command_id and e.command_index = sent.command_index limit 1
    ) x
    where sent.command_id is not null
    group by sent.write
  loop
    if hit.write <> all (unwritten) then
      unwritten := unwritten || hit.write;
      notes := notes || jsonb_build_object('write', hit.write, 'commands', hit.commands);
    end if;
  end loop;

  answers := notes;
  select coalesce(sum(w.count), 0) into events_count
  from unnest(w_count) with ordinality as w (count, ordinal) where w.ordinal <> all (unwritten);
  if events_count = 0 then return; end if;

  -- An upsert has one plan only; an update joined to the list could turn quadratic on an unanalysed table.
  insert into log.streams as s (stream, revision)
  select w.stream, w.expected + w.count
  from unnest(w_stream, w_expected, w_count) with ordinality as w (stream, expected, count, ordinal)
  where w.ordinal <> all (unwritten)
  on conflict (stream) do update set revision = excluded.revision;

  update log.head set position = position + events_count
  returning position - events_count + 1 into first_position;

  insert into log.events (
    position, revision, recorded_at, id, command_id, command_index, stream, type, subject, metadata, data
  )
  select first_position - 1 + row_number() over (order by e.ordinal), e.revision, clock_timestamp(), e.id,
    e.command_id, e.command_index, e.stream, e.type, e.subject, e.metadata::json, e.data::json
  from unnest(
    e_write, e_stream, e_revision, e_id, e_type, e_data, e_metadata, e_command_id, e_command_index, e_subject
  ) with ordinality as e (
    write, stream, revision, id, type, data, metadata, command_id, command_index, subject, ordinal
  )
  where e.write <> all (unwritten);

  -- A hint only: losing it costs a reader latency, never an event.
  perform pg_notify('ledgerline_log', (first_position - 1 + events_count)::text);
end
$function$
;
CREATE OR REPLACE FUNCTION log.append(p_identity text, p_streams text, p_expected text, p_counts text, p_ids text, p_types text, p_data text, p_metadata text, p_command_ids text, p_command_indexes text, p_subjects text, OUT first_position bigint, OUT answers json)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$
;
CREATE OR REPLACE FUNCTION log.begin_epoch()
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update log.head set epoch = epoch + 1, epoch_tag = left(replace(gen_random_uuid()::text, '-', ''), 6);
  insert into log.epochs (epoch, tag, began_after) select epoch, epoch_tag, position from log.head;
  return log.identity();
end
$function$
;
CREATE OR REPLACE FUNCTION log.identity()
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select store_id || case when epoch = 1 then '' else 'e' || lpad(epoch::text, 4, '0') || epoch_tag end from log.head
$function$
;
CREATE OR REPLACE FUNCTION log.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  raise exception 'the log is append-only: % on %.% is refused', tg_op, tg_table_schema, tg_table_name;
end
$function$
;

CREATE TRIGGER data_keys_are_only_erased BEFORE UPDATE ON keys.data_keys FOR EACH ROW EXECUTE FUNCTION keys.only_erase();
CREATE TRIGGER epochs_are_final BEFORE DELETE OR UPDATE OR TRUNCATE ON log.epochs FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
CREATE TRIGGER events_are_final BEFORE DELETE OR UPDATE OR TRUNCATE ON log.events FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
CREATE TRIGGER head_stays BEFORE DELETE OR TRUNCATE ON log.head FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
CREATE TRIGGER streams_stay BEFORE DELETE OR TRUNCATE ON log.streams FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();

grant execute on function log.append(text,text,text,text,text,text,text,text,text,text,text) to ledgerline_app;
grant execute on function log.identity() to ledgerline_app;
grant usage on schema keys to ledgerline_app;
grant usage on schema ledgerline to ledgerline_app;
grant usage on schema log to ledgerline_app;
grant usage on schema projections to ledgerline_app;
grant usage on schema snapshots to ledgerline_app;
grant insert, select on table keys.data_keys to ledgerline_app;
grant update on table keys.data_keys (erased_at) to ledgerline_app;
grant update on table keys.data_keys (wrapped) to ledgerline_app;
grant select on table ledgerline.migrations to ledgerline_app;
grant select on table log.epochs to ledgerline_app;
grant select on table log.events to ledgerline_app;
grant select on table log.head to ledgerline_app;
grant select on table log.streams to ledgerline_app;
grant delete, insert, select, update on table projections.checkpoints to ledgerline_app;
grant insert, select on table projections.skips to ledgerline_app;
grant delete, insert, select, update on table snapshots.streams to ledgerline_app;
