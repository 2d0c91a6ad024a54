import { createClient } from './pool';

export const OWNER_ROLE = 'ledgerline_owner';
export const APP_ROLE = 'ledgerline_app';

export interface ProvisionOptions {
  /** Connection of a superuser, or of a role that may create roles and databases. */
  readonly adminUrl: string;
  readonly database: string;
  readonly ownerPassword: string;
  readonly appPassword: string;
}

export interface ProvisionedDatabase {
  readonly ownerUrl: string;
  readonly appUrl: string;
}

/** Makes the two roles and the database where they are missing, and sets the roles' passwords. */
export async function provisionDatabase(options: ProvisionOptions): Promise<ProvisionedDatabase> {
  const { adminUrl, database } = options;
  const client = createClient({ url: adminUrl, applicationName: 'ledgerline-provision' });
  await client.connect();
  try {
    for (const [role, password] of [
      [OWNER_ROLE, options.ownerPassword],
      [APP_ROLE, options.appPassword],
    ] as const) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
      const verb = rowCount ? 'alter' : 'create';
      const rights = 'login nosuperuser nocreatedb nocreaterole';
      await client.query(`${verb} role ${role} ${rights} password ${client.escapeLiteral(password)}`);
    }
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (!rowCount) {
      await client.query(`create database ${client.escapeIdentifier(database)} owner ${OWNER_ROLE}`);
    }
  } finally {
    await client.end();
  }
  return {
    ownerUrl: urlFor(adminUrl, { user: OWNER_ROLE, password: options.ownerPassword, database }),
    appUrl: urlFor(adminUrl, { user: APP_ROLE, password: options.appPassword, database }),
  };
}

/** The same server under another name. */
export function urlFor(
  url: string,
  change: { readonly user?: string; readonly password?: string; readonly database?: string },
): string {
  const changed = new URL(url);
  if (change.user !== undefined) changed.username = encodeURIComponent(change.user);
  if (change.password !== undefined) changed.password = encodeURIComponent(change.password);
  if (change.database !== undefined) changed.pathname = `/${encodeURIComponent(change.database)}`;
  return changed.toString();
}
