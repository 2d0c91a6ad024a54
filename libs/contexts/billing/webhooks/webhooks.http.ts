import { Controller, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiEndpoint, type ApiRequest, Problem } from '@ledgerline/platform/http';
import { WebhookRefused } from '../providers/payment-provider';
import type { PaymentProviders } from '../providers/registry';
import { receiveWebhook, WebhookParts } from './receive-webhook';

export const WEBHOOKS = Symbol('WEBHOOKS');

export interface WebhookDesk {
  readonly parts: WebhookParts;
  readonly providers: PaymentProviders;
}

/** Where providers tell what happened. The signature is the key: nobody signs in here. */
@Controller()
export class WebhooksController {
  constructor(@Inject(WEBHOOKS) private readonly desk: WebhookDesk) {}

  @Post('/webhooks/:provider')
  @ApiEndpoint({
    tag: 'webhooks',
    summary: 'A payment provider tells what happened; stored before it is answered, acted on afterwards',
    roles: 'public',
    bodyForm: { takesRawBody: true },
    success: { example: { received: true } },
    problems: ['webhook-invalid', 'not-found', 'body-too-large', 'unsupported-media-type', 'log-unavailable'],
  })
  async receive(@Req() request: ApiRequest, @Param('provider') name: string): Promise<object> {
    const provider = [...this.desk.providers.values()].find((one) => one.name.toLowerCase() === name);
    if (!provider) throw new Problem('not-found');
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([header, value]) => [header, String(value)]),
    );
    const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    try {
      await receiveWebhook(this.desk.parts, provider, { rawBody, headers });
      return { received: true };
    } catch (error) {
      if (error instanceof WebhookRefused) throw new Problem('webhook-invalid', { detail: error.message });
      throw error;
    }
  }
}
