import { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { nestLogger } from '@ledgerline/platform/telemetry';
import type { AccessParts } from '../access/access-parts';
import { keyRing } from '../access/key-ring';
import { sessions } from '../access/sessions';
import { signInBound } from '../access/sign-in-bound';
import { openApiDocument } from '../openapi/open-api-document';
import { servePage } from '../page/serve-page';
import { ProblemRenderer } from '../problems/problem-renderer';
import { createAdapter } from './create-adapter';
import type { HttpAppOptions } from './http-app-options';
import { httpRootModule } from './http-root.module';
import { listen } from './listen';
import { ProblemFilter } from './problem-filter';
import { stopServing } from './stop-serving';

/** The HTTP edge of a process, ready to accept. */
export interface HttpApp {
  /** @throws ListenFault, worded for whoever started the process */
  listen(): Promise<{ readonly url: string; readonly port: number }>;
  /**
   * Stops accepting and answers what is in flight; then Nest's modules are told. Repeating it is harmless.
   */
  stop(): Promise<void>;
  readonly nest: NestFastifyApplication;
}

/**
 * Puts the edge in front of a module's controllers: keys and sessions, problem+json for everything, health,
 * metrics, documentation and the page.
 * @throws for a route that does not declare who may use it, or is not documented
 */
export async function createHttpApp(module: Type | DynamicModule, options: HttpAppOptions): Promise<HttpApp> {
  let stopping: Promise<void> | undefined;
  const isStopping = () => stopping !== undefined;
  const access = accessParts(options);
  const problems = new ProblemRenderer(options.problems, options.logger);
  const { adapter, instance, assertAllDeclared } = createAdapter(options, { access, problems, isStopping });
  await servePage(instance, options.pageFolder);
  const root = httpRootModule(module, { options, access, problems, isStopping });
  const nest = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    bodyParser: false,
    abortOnError: false,
    // A line per mapped route is what the documentation is for.
    logger: nestLogger(options.logger.child({ part: 'nest' }, { level: 'warn' })),
  });
  nest.useGlobalFilters(new ProblemFilter(problems, options.logger));
  const document = openApiDocument(nest, options.problems, options.version);
  SwaggerModule.setup('docs', nest, document, { jsonDocumentUrl: 'openapi.json', raw: ['json'] });
  await nest.init();
  await instance.ready();
  assertAllDeclared();
  return {
    nest,
    listen: () => listen(instance, options.config),
    stop: () => (stopping ??= stopServing(instance).then(() => nest.close())),
  };
}

function accessParts({ apiKeys, sessionSecret, now = Date.now }: HttpAppOptions): AccessParts {
  const ring = keyRing(apiKeys);
  return {
    keyRing: ring,
    sessions: sessions({ secret: sessionSecret, keyRing: ring, now }),
    bound: signInBound(now),
  };
}
