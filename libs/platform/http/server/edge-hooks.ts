import type { FastifyInstance } from 'fastify';
import type { Logger, Metrics } from '@ledgerline/platform/telemetry';
import { Problem } from '../problems/problem';

const NOT_CACHED = { 'cache-control': 'no-store' };

/** Answers of the API are for programs: no cache keeps them, and no browser shows one as a page. */
const API_HEADERS = {
  ...NOT_CACHED,
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** What happens to every request: it gets its id, and is refused once the process goes down. */
export function answerEveryRequest(instance: FastifyInstance, isStopping: () => boolean): void {
  instance.addHook('onRequest', (request, reply, done) => {
    const { isPage } = request.routeOptions.config;
    reply.header('x-request-id', request.id).headers(isPage ? NOT_CACHED : API_HEADERS);
    if (!isStopping()) return done();
    reply.header('connection', 'close');
    done(new Problem('shutting-down'));
  });
  instance.addHook('onSend', (_request, reply, payload, done) => {
    // Tells the client of a request that was under way not to send another on this connection.
    if (isStopping()) reply.header('connection', 'close');
    done(null, payload);
  });
}

/**
 * One line and one measurement per answer: by the route's pattern, never by its URL, which may name somebody.
 */
export function watchEveryAnswer(
  instance: FastifyInstance,
  { logger, metrics }: { logger: Logger; metrics: Metrics },
): void {
  instance.addHook('onResponse', (request, reply, done) => {
    const { method, id, principal } = request;
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    const ms = Math.round(reply.elapsedTime * 1_000) / 1_000;
    const status = reply.statusCode;
    metrics.httpDuration.observe({ method, route, status }, reply.elapsedTime / 1_000);
    const level = route.startsWith('/health') || route === '/metrics' ? 'debug' : 'info';
    logger[level](
      { request_id: id, principal: principal?.name, via: principal?.via, method, route, status, ms },
      'request',
    );
    done();
  });
}
