import { createServer } from 'node:net';
import { PostgresUnavailable } from './postgres-unavailable';

/**
 * The wished port, or any free one.
 * @throws PostgresUnavailable when the wished port is taken
 */
export async function choosePort(wished = 0): Promise<number> {
  const server = createServer();
  try {
    return await new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(wished, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
  } catch (error) {
    throw new PostgresUnavailable(
      `port ${wished} for the embedded PostgreSQL is in use (${(error as Error).message}). Stop what listens ` +
        `there, or leave the port to chance.`,
      { cause: error },
    );
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
