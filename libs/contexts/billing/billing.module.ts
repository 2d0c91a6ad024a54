import type { ContextDescription, RunningContext } from '@ledgerline/platform/contexts';
import { billingCommands } from './commands/registry';
import { billingDueSources } from './due-sources';
import { billingEvents } from './event-registries';
import type { BillingParts } from './billing-parts';
import { BILLING_PROBLEMS } from './billing-problems';
import { billingQueries } from './projections/queries.http';
import { billingProjections } from './projections/registry';
import { sandboxEdge } from './providers/sandbox/sandbox.module';
import { billingReactions } from './reactions/registry';
import { type WebhookDesk, WEBHOOKS, WebhooksController } from './webhooks/webhooks.http';

export const billingDescription: ContextDescription = {
  name: 'Billing',
  events: billingEvents,
  projections: billingProjections,
  problems: BILLING_PROBLEMS,
};

export function runningBilling(parts: BillingParts): RunningContext {
  const sandbox = sandboxEdge(parts);
  return {
    commands: billingCommands(parts),
    reactions: billingReactions(parts),
    due: billingDueSources(parts),
    controllers: [...billingQueries.controllers, WebhooksController, ...sandbox.controllers],
    providers: [
      ...billingQueries.handlers,
      { provide: WEBHOOKS, useValue: { parts, providers: parts.providers } satisfies WebhookDesk },
      ...sandbox.providers,
    ],
  };
}
