import { ArgumentsHost, Catch, ExceptionFilter } from '@nestjs/common';
import type { Logger } from '@ledgerline/platform/telemetry';
import type { ApiReply, ApiRequest } from '../access/principal';
import type { ProblemRenderer } from '../problems/problem-renderer';

/** Everything that is thrown, by a route, a hook or the framework, leaves here as problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly problems: ProblemRenderer,
    private readonly logger: Logger,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(error, {
      request: http.getRequest<ApiRequest>(),
      reply: http.getResponse<ApiReply>(),
      problems: this.problems,
      logger: this.logger,
    });
  }
}

export interface ProblemContext {
  readonly request: ApiRequest;
  readonly reply: ApiReply;
  readonly problems: ProblemRenderer;
  readonly logger: Logger;
}

export function sendProblem(error: unknown, { request, reply, problems, logger }: ProblemContext): void {
  const { status, headers, body, isDefect } = problems.render(error, request.id);
  if (isDefect) {
    const cause = error instanceof Error ? error : new Error(String(error));
    logger.error(
      { request_id: request.id, route: request.routeOptions?.url, err: cause },
      'a request failed',
    );
  }
  // A stream that breaks half-way has sent its head already: all that is left is to cut it off visibly.
  if (reply.sent || reply.raw.headersSent) return void reply.raw.destroy();
  void reply.status(status).headers(headers).send(JSON.stringify(body));
}
