import { LoggerService } from '@nestjs/common';
import { Logger as NestLogger, PinoLogger } from 'nestjs-pino';
import pino, { DestinationStream, Logger as LoggerOfPino } from 'pino';
import { withoutSecrets } from './redaction';

export type Logger = LoggerOfPino;

export interface LoggerOptions {
  readonly level: string;
  /** Which process speaks, e.g. `api`. */
  readonly service: string;
  /** Where the lines go; standard output unless told. */
  readonly destination?: DestinationStream;
}

/**
 * One JSON line per entry. What may be personal or secret is taken out by its name wherever it stands in an
 * entry ({@link withoutSecrets}), and of an error only type, message, code and stack are written: a database
 * error's detail quotes the row it failed on.
 */
export function createLogger({ level, service, destination }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: { service, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: withoutSecrets },
      serializers: { err: errorFields, error: errorFields },
    },
    // A line per request would be a system call per request; gathered they are few. The rest goes at exit.
    destination ?? pino.destination({ dest: 1, sync: false, minLength: 4_096, periodicFlush: 250 }),
  );
}

/**
 * The same logger as Nest wants it. Nest's logger is one per process, so the first one given stays in force.
 * The middleware of nestjs-pino is left out: it costs every request an async context, and writes the raw URL.
 */
export function nestLogger(logger: Logger): LoggerService {
  return new NestLogger(new PinoLogger({ pinoHttp: { logger } }), {});
}

function errorFields(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' && { code }),
    stack: error.stack,
    ...(error.cause instanceof Error && { cause: errorFields(error.cause) }),
  };
}
