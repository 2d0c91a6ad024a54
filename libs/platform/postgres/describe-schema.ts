import { Client } from 'pg';
import { createClient } from './pool';

/** Schemas that migrations make; those of read models come and go with their projections. */
const SCHEMAS = `array['log', 'keys', 'projections', 'snapshots', 'ledgerline']`;

/**
 * The schema as SQL text, from the server's own catalog: what all migrations together come to. It is
 * committed as `migrations/schema.sql`, so that a reader need not add up the files, and checked by a test.
 */
export async function describeSchema(url: string): Promise<string> {
  const client = createClient({ url, applicationName: 'ledgerline-describe-schema' });
  await client.connect();
  try {
    const parts = [
      await tables(client),
      await functions(client),
      await triggers(client),
      await grants(client),
    ];
    return `-- What all migrations together come to. Written by a test; do not edit.\n\n${parts.join('\n\n')}\n`;
  } finally {
    await client.end();
  }
}

async function lines(client: Client, query: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ line: string }>(query);
  return rows.map(({ line }) => line);
}

async function tables(client: Client): Promise<string> {
  const columns = await client.query<{ name: string; line: string }>(`
    select c.oid::regclass::text as name, '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attcollation = 950 then ' collate "C"' else '' end
      || case when a.attnotnull then ' not null' else '' end
      || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind = 'r' and c.relnamespace::regnamespace::text = any(${SCHEMAS})
    order by name, a.attnum`);
  const constraints = await client.query<{ name: string; line: string }>(`
    select conrelid::regclass::text as name, '  constraint ' || conname || ' ' || pg_get_constraintdef(oid) as line
    from pg_constraint where contype <> 'n' and connamespace::regnamespace::text = any(${SCHEMAS})
    order by name, line`);
  const indexes = await lines(
    client,
    `select pg_get_indexdef(i.indexrelid) || ';' as line from pg_index i join pg_class c on c.oid = i.indrelid
     where c.relnamespace::regnamespace::text = any(${SCHEMAS})
       and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by line`,
  );
  const names = [...new Set(columns.rows.map(({ name }) => name))];
  const bodies = names.map((name) => {
    const parts = [...columns.rows, ...constraints.rows]
      .filter((row) => row.name === name)
      .map(({ line }) => line);
    return `create table ${name} (\n${parts.join(',\n')}\n);`;
  });
  return [...bodies, indexes.join('\n')].join('\n\n');
}

async function functions(client: Client): Promise<string> {
  const found = await lines(
    client,
    `select pg_get_functiondef(oid) || ';' as line from pg_proc
     where pronamespace::regnamespace::text = any(${SCHEMAS}) order by oid::regprocedure::text`,
  );
  return found.join('\n');
}

async function triggers(client: Client): Promise<string> {
  const found = await lines(
    client,
    `select pg_get_triggerdef(t.oid) || ';' as line from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where not t.tgisinternal and c.relnamespace::regnamespace::text = any(${SCHEMAS}) order by line`,
  );
  return found.join('\n');
}

/** Rights of everyone but the owner. */
async function grants(client: Client): Promise<string> {
  const found = await lines(
    client,
    `with objects (kind, name, acl, owner) as (
       select 'schema', nspname::text, nspacl, nspowner from pg_namespace where nspname = any(${SCHEMAS})
       union all
       select 'table', oid::regclass::text, relacl, relowner from pg_class
       where relkind = 'r' and relnamespace::regnamespace::text = any(${SCHEMAS})
       union all
       select 'table', c.oid::regclass || ' (' || a.attname || ')', a.attacl, c.relowner
       from pg_attribute a join pg_class c on c.oid = a.attrelid
       where a.attacl is not null and c.relnamespace::regnamespace::text = any(${SCHEMAS})
       union all
       select 'function', oid::regprocedure::text, coalesce(proacl, acldefault('f', proowner)), proowner from pg_proc
       where pronamespace::regnamespace::text = any(${SCHEMAS})
     )
     select format('grant %s on %s %s to %s;', string_agg(lower(r.privilege_type), ', ' order by r.privilege_type),
       o.kind, o.name, case r.grantee when 0 then 'public' else pg_get_userbyid(r.grantee)::text end) as line
     from objects o cross join lateral aclexplode(o.acl) r where r.grantee <> o.owner
     group by o.kind, o.name, r.grantee order by o.kind, o.name, r.grantee::bigint`,
  );
  return found.join('\n');
}
