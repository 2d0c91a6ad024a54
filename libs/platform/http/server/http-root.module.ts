import { DynamicModule, Type } from '@nestjs/common';
import { ACCESS } from '../access/access-parts';
import { SessionController } from '../access/session.http';
import { HealthController } from '../health/health.http';
import { HEALTH, type HealthParts } from '../health/health-parts';
import { ProblemRenderer } from '../problems/problem-renderer';
import type { EdgeParts } from './create-adapter';
import type { HttpAppOptions } from './http-app-options';

class HttpRootModule {}

/** The application's module with the edge's own routes; {@link ProblemRenderer} can be injected anywhere. */
export function httpRootModule(
  module: Type | DynamicModule,
  { options, access, problems, isStopping }: EdgeParts & { options: HttpAppOptions },
): DynamicModule {
  const { checks, metrics, metricsKey, logger } = options;
  const health: HealthParts = { checks, metrics, metricsKey, logger, isStopping };
  return {
    module: HttpRootModule,
    global: true,
    imports: [module],
    controllers: [SessionController, HealthController],
    providers: [
      { provide: ACCESS, useValue: access },
      { provide: HEALTH, useValue: health },
      { provide: ProblemRenderer, useValue: problems },
    ],
    exports: [ProblemRenderer],
  };
}
