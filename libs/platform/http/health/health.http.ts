import { Controller, Get, Header, Inject, Req } from '@nestjs/common';
import { type ApiRequest } from '../access/principal';
import { ApiEndpoint } from '../openapi/api-endpoint';
import { Problem } from '../problems/problem';
import { HEALTH, type HealthParts } from './health-parts';
import { failedChecks } from './health-check';
import { mayReadMetrics } from './metrics-key';

/** For whoever watches the process; nothing here is about any account. */
@Controller()
export class HealthController {
  constructor(@Inject(HEALTH) private readonly health: HealthParts) {}

  @Get('health/live')
  @ApiEndpoint({
    tag: 'operations',
    summary: 'Whether the process runs at all; if not, restart it',
    roles: 'public',
    success: { example: { status: 'live' } },
  })
  live(): object {
    return { status: 'live' };
  }

  @Get('health/ready')
  @ApiEndpoint({
    tag: 'operations',
    summary: 'Whether this instance should be sent requests; names the part that fails',
    description:
      '`degraded` names what does not work and leaves the instance useful: commands are decided while a read ' +
      'model has halted. It does not fail the answer, or one bad event would take every instance away.',
    roles: 'public',
    success: { example: { status: 'ready', checks: ['database', 'log', 'read models'], degraded: [] } },
    problems: ['not-ready'],
  })
  async ready(): Promise<object> {
    const { checks, isStopping, logger } = this.health;
    if (isStopping()) throw new Problem('shutting-down');
    const found = await failedChecks(checks, logger);
    const degraded = found.filter(({ name }) => checks.find((check) => check.name === name)?.degrades);
    const failed = found.filter((check) => !degraded.includes(check));
    if (failed.length === 0) return { status: 'ready', checks: checks.map(({ name }) => name), degraded };
    const names = failed.map(({ name, finding }) => `${name} ${finding}`).join(', ');
    throw new Problem('not-ready', { detail: `Not ready: ${names}.`, figures: { checks: failed } });
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiEndpoint({
    tag: 'operations',
    summary: 'Metrics for Prometheus',
    description:
      'Figures about the process, none about an account. Where the port is reachable beyond the machine, set ' +
      'METRICS_KEY: then the bearer token with that digest is needed.',
    roles: 'public',
    success: { contentType: 'text/plain', example: 'ledgerline_queue_depth 0' },
    problems: ['unauthenticated'],
  })
  metrics(@Req() { headers }: ApiRequest): Promise<string> {
    const { metrics, metricsKey } = this.health;
    if (!mayReadMetrics(metricsKey, headers.authorization)) throw new Problem('unauthenticated');
    return metrics.render();
  }
}
