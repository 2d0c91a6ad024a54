import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { EXIT_CODES, StartupFault } from '@ledgerline/platform/config';

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use. Stop the other process, or set HTTP_PORT to a free port (0 takes any)',
  EACCES: 'this user may not use the port. Set HTTP_PORT to one above 1023',
  EADDRNOTAVAIL: 'this machine has no such address. Set HTTP_HOST to one it has',
  ENOTFOUND: 'this host name is not known. Set HTTP_HOST to an address of this machine',
};

/** The port cannot be served; the message says why and what to set. Exit code 69. */
export class ListenFault extends StartupFault {
  constructor({ host, port }: { host: string; port: number }, error: NodeJS.ErrnoException) {
    const reason = REASONS[error.code ?? ''] ?? error.message;
    super(`Cannot serve http://${host}:${port}: ${reason}.`, EXIT_CODES.unavailable, { cause: error });
    this.name = 'ListenFault';
  }
}

/** Starts to accept; answers where. @throws ListenFault */
export async function listen(
  instance: FastifyInstance,
  { host, port }: { host: string; port: number },
): Promise<{ readonly url: string; readonly port: number }> {
  try {
    await instance.listen({ host, port });
  } catch (error) {
    throw new ListenFault({ host, port }, error as NodeJS.ErrnoException);
  }
  const address = instance.server.address() as AddressInfo;
  const shown = address.family === 'IPv6' ? `[${host}]` : host;
  return { url: `http://${shown}:${address.port}`, port: address.port };
}
