import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { accessHook } from '../access/access-hook';
import type { AccessParts } from '../access/access-parts';
import type { ApiReply, ApiRequest } from '../access/principal';
import { declaredRoutes } from '../access/declared-routes';
import type { ProblemRenderer } from '../problems/problem-renderer';
import { clientErrorHandler } from './client-error';
import { answerEveryRequest, watchEveryAnswer } from './edge-hooks';
import type { HttpAppOptions } from './http-app-options';
import { readJsonBodies } from './json-body';
import { sendProblem } from './problem-filter';
import { requestIdOf } from './request-id';

export const BODY_BYTES_MAX = 256 * 1_024;
/** A request must have arrived after so long; a slow sender does not hold a connection for ever. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than an identifier, so that one that is too long is told so and not merely "not found". */
const PARAM_LENGTH_MAX = 300;

export interface EdgeParts {
  readonly access: AccessParts;
  readonly problems: ProblemRenderer;
  readonly isStopping: () => boolean;
}

/** Fastify with everything that holds for every route, in the order in which a request meets it. */
export function createAdapter(
  { config, logger, metrics }: HttpAppOptions,
  { access, problems, isStopping }: EdgeParts,
): { adapter: FastifyAdapter; instance: FastifyInstance; assertAllDeclared: () => void } {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_BYTES_MAX,
    trustProxy: config.trustProxy ?? false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    genReqId: requestIdOf,
    clientErrorHandler: clientErrorHandler(problems),
    frameworkErrors: (error: Error, request: ApiRequest, reply: ApiReply) =>
      sendProblem(error, { request, reply, problems, logger }),
    routerOptions: { maxParamLength: PARAM_LENGTH_MAX },
    // Nest's middleware engine would stand in front of every request and nothing here uses it.
    skipMiddie: true,
    // The hook below answers in our own form.
    return503OnClosing: false,
  });
  const instance = adapter.getInstance<FastifyInstance>();
  const { assertAllDeclared } = declaredRoutes(instance);
  readJsonBodies(instance);
  instance.decorateRequest('principal', undefined);
  watchEveryAnswer(instance, { logger, metrics });
  answerEveryRequest(instance, isStopping);
  instance.addHook('onRequest', accessHook(access));
  return { adapter, instance, assertAllDeclared };
}
