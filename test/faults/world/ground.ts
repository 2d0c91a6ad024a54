import { join } from 'node:path';
import { migrate, startEmbeddedPostgres } from '@ledgerline/platform/postgres';

/** The PostgreSQL a system under fault stands on. Its URLs lead straight to the server, past every link. */
export interface Ground {
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly version: string;
  /** Nobody else uses this server: it may be hurt as a whole. */
  readonly isOurs: boolean;
  stop(): Promise<void>;
}

/** A server of its own, durable as in production, on an empty database; the folder goes with it. */
export async function ownGround(folder: string): Promise<Ground> {
  const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), temporary: true });
  await migrate(server.ownerUrl);
  const adminUrl = new URL(server.adminUrl);
  adminUrl.pathname = '/ledgerline';
  const { ownerUrl, appUrl, version } = server;
  return {
    adminUrl: adminUrl.toString(),
    ownerUrl,
    appUrl,
    version,
    isOurs: true,
    stop: () => server.stop(),
  };
}
