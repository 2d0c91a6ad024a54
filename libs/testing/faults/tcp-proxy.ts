import { AddressInfo, Server, Socket, connect, createServer } from 'node:net';

/** A network that can be broken at will, between a client and a server on this machine. */
export interface TcpProxy {
  /** The server's URL by way of the proxy. */
  readonly url: string;
  /** From now on requests arrive, and their answers are lost. */
  loseAnswers(): void;
  /** Breaks every connection. */
  cut(): void;
  /** Breaks every connection and takes no new ones. */
  refuse(): Promise<void>;
  /** Takes connections again, and lets answers pass. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

export async function tcpProxy(serverUrl: string): Promise<TcpProxy> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let answersPass = true;

  const pass = (client: Socket): void => {
    const server = connect(Number(target.port), target.hostname);
    for (const [socket, peer] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        peer.destroy();
      });
    }
    client.on('data', (chunk) => server.write(chunk));
    server.on('data', (chunk) => answersPass && client.write(chunk));
  };
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  const stop = async (listening: Server): Promise<void> => {
    const closed = new Promise<unknown>((resolve) => listening.close(resolve));
    cut();
    await closed;
  };

  let server = await listen(0, pass);
  const { port } = server.address() as AddressInfo;
  const url = new URL(serverUrl);
  url.port = String(port);
  return {
    url: url.toString(),
    loseAnswers: () => void (answersPass = false),
    cut,
    refuse: () => stop(server),
    async heal() {
      answersPass = true;
      if (!server.listening) server = await listen(port, pass);
    },
    close: () => stop(server),
  };
}

function listen(port: number, pass: (client: Socket) => void): Promise<Server> {
  const server = createServer(pass);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
