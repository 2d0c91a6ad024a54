import { Controller, Get, Header, Inject, Req } from '@nestjs/common';
import { hash, timingSafeEqual } from 'node:crypto';
import { type ApiRequest } from '../access/principal';
import { ApiEndpoint } from '../openapi/api-endpoint';
import { Problem } from '../problems/problem';
import { HEALTH, type HealthParts } from './health-parts';
import { failedChecks } from './health-check';

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
    roles: 'public',
    success: { example: { status: 'ready', checks: ['database', 'log'] } },
    problems: ['not-ready'],
  })
  async ready(): Promise<object> {
    const { checks, isStopping, logger } = this.health;
    if (isStopping()) throw new Problem('shutting-down');
    const failed = await failedChecks(checks, logger);
    if (failed.length === 0) return { status: 'ready', checks: checks.map(({ name }) => name) };
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
    if (metricsKey && !isToken(headers.authorization, metricsKey)) throw new Problem('unauthenticated');
    return metrics.render();
  }
}

function isToken(authorization: string | undefined, sha256: string): boolean {
  const token = authorization?.replace(/^Bearer /i, '') ?? '';
  return timingSafeEqual(hash('sha256', token, 'buffer'), Buffer.from(sha256, 'hex'));
}
