import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { failedChecks } from './health-check';
import { HealthParts } from './health-parts';
import { mayReadMetrics } from './metrics-key';

export interface OperationsServer {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Liveness, readiness and metrics of a process that serves nothing else (decisions/0027). Here a check that
 * degrades fails readiness: nobody is sent to this process, so nothing is lost by saying so.
 * @throws the system's error when the port is taken
 */
export async function serveOperations(
  parts: HealthParts,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<OperationsServer> {
  const server = createServer((request, response) => {
    answer(parts, request, response).catch((error: unknown) => {
      parts.logger.error({ err: error }, 'a question of operations failed');
      send(response, 500, { status: 'failed' });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(parts: HealthParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split('?')[0];
  if (request.method !== 'GET') return send(response, 405, { status: 'only GET is answered' });
  if (path === '/health/live') return send(response, 200, { status: 'live' });
  if (path === '/health/ready') return ready(parts, response);
  if (path !== '/metrics') return send(response, 404, { status: 'there is nothing here' });
  if (!mayReadMetrics(parts.metricsKey, request.headers.authorization)) {
    return send(response, 401, { status: 'METRICS_KEY is set: send its token as bearer' });
  }
  response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8');
  response.end(await parts.metrics.render());
}

async function ready({ checks, isStopping, logger }: HealthParts, response: ServerResponse): Promise<void> {
  if (isStopping()) return send(response, 503, { status: 'stopping' });
  const failed = await failedChecks(checks, logger);
  if (failed.length > 0) return send(response, 503, { status: 'not-ready', checks: failed });
  send(response, 200, { status: 'ready', checks: checks.map(({ name }) => name) });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
