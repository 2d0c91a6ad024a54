-- Two roles: the owner runs these files; processes connect as the application role, or as a member of it, and it
-- is neither owner nor superuser. Roles belong to the cluster, so provisioning made them before this file runs.
do $$
begin
  if not exists (select from pg_roles where rolname = 'ledgerline_app') then
    raise exception 'role ledgerline_app is missing: create it (create role ledgerline_app login password ...)';
  end if;
  if pg_has_role('ledgerline_app', current_user, 'member') then
    raise exception 'role ledgerline_app is %, or a member of it: the application must not own the log', current_user;
  end if;
  -- The projector makes the schemas read_<context> itself; this right reaches no existing schema.
  execute format('grant create, connect on database %I to ledgerline_app', current_database());
end
$$;

revoke create on schema public from public;
