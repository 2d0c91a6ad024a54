import { createServer, IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

/** A request as it came over the socket. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface RecordedAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server on a real socket that stands in for somebody else's API, and remembers what was said to it. */
export interface RecordingServer {
  readonly port: number;
  readonly requests: readonly RecordedRequest[];
  readonly trouble: ServerTrouble;
  close(): Promise<void>;
}

/** What befalls the next `times` requests that match; once unless told. */
export interface ServerTrouble {
  /** What is asked is done, and then nothing is said: the connection breaks instead. */
  loseAnswersOf(method: string, path: string, times?: number): void;
  /** 503, and nothing is done. */
  fail(method: string, path: string, times?: number): void;
}

type Trouble = 'lost' | 'failed';

export async function recordingServer(
  answer: (request: RecordedRequest) => RecordedAnswer,
): Promise<RecordingServer> {
  const requests: RecordedRequest[] = [];
  const troubles: { method: string; path: string; trouble: Trouble }[] = [];
  const expect =
    (trouble: Trouble) =>
    (method: string, path: string, times = 1) =>
      void troubles.push(...Array.from({ length: times }, () => ({ method, path, trouble })));
  const troubleOf = ({ method, path }: RecordedRequest): Trouble | undefined => {
    const index = troubles.findIndex((each) => each.method === method && path.startsWith(each.path));
    return index === -1 ? undefined : troubles.splice(index, 1)[0]!.trouble;
  };
  const server = createServer((incoming, outgoing) => {
    void requestOf(incoming).then((request) => {
      requests.push(request);
      const trouble = troubleOf(request);
      if (trouble === 'failed') return send(outgoing, { status: 503, body: { error: 'unavailable' } });
      const answered = answer(request);
      return trouble === 'lost' ? incoming.socket.destroy() : send(outgoing, answered);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    trouble: { loseAnswersOf: expect('lost'), fail: expect('failed') },
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

async function requestOf(incoming: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url!, 'http://double');
  return {
    method: incoming.method!,
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function send(outgoing: ServerResponse, { status, body, headers }: RecordedAnswer): void {
  const isText = typeof body === 'string';
  outgoing.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers });
  outgoing.end(isText ? body : JSON.stringify(body));
}
