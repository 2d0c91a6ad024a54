import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';

/** What a link does to the bytes that pass. */
export type LinkMood = 'passing' | 'delaying' | 'half-open' | 'swallowing-answers';

/** The way from one process to PostgreSQL, which can be made to misbehave. */
export interface BreakableLink {
  /** The server's URL by way of the link. */
  readonly url: string;
  /** Leaving any mood but `passing` breaks every connection. */
  be(mood: LinkMood): void;
  /** Breaks every connection; new ones are taken. */
  cut(): void;
  close(): Promise<void>;
}

const DELAY_MS = 150;

/**
 * - delaying: everything arrives later, in order;
 * - half-open: bytes vanish both ways and the connections stay open, as after a cable is pulled;
 * - swallowing-answers: the server hears everything, its answers are lost.
 */
export async function breakableLink(serverUrl: string): Promise<BreakableLink> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let mood: LinkMood = 'passing';
  const forward = (chunk: Buffer, to: Socket, isAnswer: boolean): void => {
    if (mood === 'half-open' || (mood === 'swallowing-answers' && isAnswer)) return;
    if (mood !== 'delaying') to.write(chunk);
    else setTimeout(() => to.writable && to.write(chunk), DELAY_MS);
  };
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port: Number(target.port), host: target.hostname, noDelay: true });
    for (const [socket, peer] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('data', (chunk) => forward(chunk, peer, socket === upstream));
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        peer.destroy();
      });
    }
  });
  await listening(server);
  const url = new URL(serverUrl);
  url.port = String((server.address() as AddressInfo).port);
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    url: url.toString(),
    be: (next) => {
      // Bytes that came late or never leave the connections of before good for nothing.
      if (mood !== 'passing') cut();
      mood = next;
    },
    cut,
    close: async () => {
      const closed = new Promise<unknown>((done) => server.close(done));
      cut();
      await closed;
    },
  };
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}
