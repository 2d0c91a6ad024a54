import type { RunningContext } from '@ledgerline/platform/contexts';
import type { BillingParts } from '../../billing-parts';
import { sandboxSecret } from './sandbox';
import { SANDBOX_DESK, type SandboxDesk, SandboxPageController } from './sandbox-page.http';
import { sandboxWorld } from './sandbox-world';

/** The sandbox's page, where the sandbox is offered: nowhere in production, unless it is asked for. */
export function sandboxEdge(parts: BillingParts): Pick<RunningContext, 'controllers' | 'providers'> {
  if (!parts.providers.has('SANDBOX')) return { controllers: [], providers: [] };
  const { sealer, now } = parts;
  const desk: SandboxDesk = {
    world: sandboxWorld(parts),
    secret: sandboxSecret(parts),
    keyedHash: (text) => sealer.keyedHash(text),
    now,
  };
  return {
    controllers: [SandboxPageController],
    providers: [{ provide: SANDBOX_DESK, useValue: desk }],
  };
}
