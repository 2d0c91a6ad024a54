import type { Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { Problem } from '../problems/problem';
import type { ProblemRenderer } from '../problems/problem-renderer';

const CODE_BY_SOCKET_ERROR: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

/** Answers what is not even a request, so that no framework sees it, in the same form as everything else. */
export function clientErrorHandler(problems: ProblemRenderer) {
  return (error: Error & { code?: string }, socket: Socket): void => {
    // A connection that the other side has closed is nobody to answer to.
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const problem = new Problem(CODE_BY_SOCKET_ERROR[error.code ?? ''] ?? 'bad-request');
    const { status, headers, body } = problems.render(problem, randomUUID());
    const text = JSON.stringify(body);
    const head = Object.entries({
      ...headers,
      'content-length': Buffer.byteLength(text),
      connection: 'close',
    });
    const lines = head.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines}\r\n${text}`);
  };
}
