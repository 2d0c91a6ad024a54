import { HttpException } from '@nestjs/common';
import { Problem } from './problem';

/** Errors of other libraries, by the name they carry: this library knows none of them otherwise. */
const CODE_BY_ERROR_NAME: Readonly<Record<string, string>> = {
  ReadModelBehind: 'read-model-behind',
  ReadModelNotBuilt: 'read-model-behind',
  PositionOfAnotherLog: 'position-of-another-log',
  ReadModelOfAnotherLog: 'read-model-of-another-log',
  KeysUnavailable: 'log-unavailable',
};

/** What Fastify and Nest say by status alone. Their texts are not passed on: some quote the body. */
const CODE_BY_STATUS: Readonly<Record<number, string>> = {
  400: 'bad-request',
  404: 'not-found',
  408: 'request-timeout',
  413: 'body-too-large',
  415: 'unsupported-media-type',
  431: 'headers-too-large',
};

/** Every error is some problem; what nobody expected is `internal`, with the error as its cause. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (!(error instanceof Error)) return new Problem('internal', { cause: error });
  if (error.name === 'LedgerFault')
    return new Problem((error as Error & { code: string }).code, { cause: error });
  const byName = CODE_BY_ERROR_NAME[error.name];
  if (byName) return new Problem(byName, { cause: error });
  const status = statusOf(error);
  if (status === undefined || status >= 500) return new Problem('internal', { cause: error });
  return new Problem(CODE_BY_STATUS[status] ?? 'bad-request');
}

function statusOf(error: Error): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = error as { statusCode?: unknown };
  return error.name === 'FastifyError' && typeof statusCode === 'number' ? statusCode : undefined;
}
