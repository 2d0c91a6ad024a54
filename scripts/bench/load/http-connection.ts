import { connect, Socket } from 'node:net';

export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const CONTENT_LENGTH = /\r\ncontent-length: (\d+)/i;

/**
 * One keep-alive connection, one request at a time: the least a caller can cost, for on a small machine every
 * microsecond the load generator takes is one the server does not get. It knows only answers that name their
 * length, as both servers' do.
 */
export class HttpConnection {
  private received: Buffer[] = [];
  private receivedBytes = 0;
  /** Bytes until the answer is whole; unknown before its head is. */
  private wanted: number | undefined;
  private waiting: { resolve: (answer: HttpAnswer) => void; reject: (error: Error) => void } | undefined;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('the server closed the connection')));
  }

  static open(host: string, port: number): Promise<HttpConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port, noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.removeListener('error', reject);
        resolve(new HttpConnection(socket));
      });
    });
  }

  /** Sends a whole request, head and body. */
  send(request: string): Promise<HttpAnswer> {
    // Nothing is told of a write to a socket that closed between two requests.
    if (this.socket.destroyed) return Promise.reject(new Error('the server closed the connection'));
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received.push(chunk);
    this.receivedBytes += chunk.length;
    if (this.wanted !== undefined && this.receivedBytes < this.wanted) return;
    const whole = this.received.length === 1 ? chunk : Buffer.concat(this.received);
    this.received = [whole];
    const headEnd = whole.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const head = whole.toString('latin1', 0, headEnd);
    const length = CONTENT_LENGTH.exec(head);
    if (!length) return this.fail(new Error(`an answer without a length: ${head.slice(0, 200)}`));
    this.wanted = headEnd + HEAD_END.length + Number(length[1]);
    if (whole.length < this.wanted) return;
    const answer = { status: Number(head.slice(9, 12)), body: whole.subarray(headEnd + HEAD_END.length) };
    this.received = [];
    this.receivedBytes = 0;
    this.wanted = undefined;
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.resolve(answer);
  }

  private fail(error: Error): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.reject(error);
  }
}

/** The head of a JSON POST; the same bytes each time but for key and length. */
export function postRequest(options: {
  path: string;
  key: string;
  idempotencyKey?: string;
  body: string;
}): string {
  const { path, key, idempotencyKey, body } = options;
  const idempotency = idempotencyKey ? `idempotency-key: ${idempotencyKey}\r\n` : '';
  return (
    `POST ${path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${key}\r\n` +
    `content-type: application/json\r\n${idempotency}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}
