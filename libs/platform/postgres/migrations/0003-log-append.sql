-- The only writer. One call appends to many streams, each write all or nothing and independent of the others,
-- in one transaction. Lists come as text separated by U+001F, which JSON and our names cannot contain: cheaper to
-- build and to split than quoted arrays. Events follow their writes in order, p_counts of them for each.
--
-- Locks: the streams in sorted order, then the head; under the head's lock nothing but the insert.
-- Answers: where the batch's events begin, and every write that was not written:
--   {"write": n, "actual": "7"}                      the stream is at another revision (-1: there is none)
--   {"write": n, "positions": ["5", "6"]}            these very events are there already
--   {"write": n, "commands": ["<uuid>"]}             the log holds these commands
-- p_expected -1 is "no stream". Plans are made certain (no hash join over a whole table, whatever the statistics
-- say): FACTS part 2, "planner trap".
create function log.append(
  p_streams text, p_expected text, p_counts text,
  p_ids text, p_types text, p_data text, p_metadata text,
  p_command_ids text, p_command_indexes text, p_subjects text,
  out first_position bigint, out answers json
)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set enable_material = off
set jit = off
as $$
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
$$;

revoke execute on all functions in schema log from public;
grant execute on function log.append to ledgerline_app;
