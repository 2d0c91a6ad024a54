import { Server, ServerCredentials } from '@grpc/grpc-js';

export interface DoubleOptions {
  /** Default 0: any free one. */
  readonly port?: number;
  /** Served over TLS with this, both PEM. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** Where the log is kept for the next process. */
  readonly file?: string;
}

export function credentialsOf(tls: DoubleOptions['tls']): ServerCredentials {
  if (!tls) return ServerCredentials.createInsecure();
  const pair = { cert_chain: Buffer.from(tls.certificate), private_key: Buffer.from(tls.key) };
  return ServerCredentials.createSsl(null, [pair]);
}

/** Answers the port. */
export function listen(server: Server, port: number, credentials: ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, credentials, (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
}
