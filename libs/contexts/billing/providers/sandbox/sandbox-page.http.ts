import { randomUUID } from 'node:crypto';
import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { timestamp } from '@ledgerline/kernel';
import { ApiEndpoint, type ApiReply, type ApiRequest, Problem } from '@ledgerline/platform/http';
import { SANDBOX_ACTS } from './sandbox-acts';
import type { SandboxState, SandboxTerms } from './sandbox-events';
import { SANDBOX_PAGE_SECURITY, sandboxPage } from './sandbox-page';
import { SIGNATURE_HEADER, signedWebhook } from './sandbox-webhook';
import type { SandboxWorld } from './sandbox-world';

export const SANDBOX_DESK = Symbol('SANDBOX_DESK');

export interface SandboxDesk {
  readonly world: SandboxWorld;
  readonly secret: Buffer;
  keyedHash(text: string): string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const SENT_MS_MAX = 5_000;
/** A card that ends so pays when its buyer is there, and is declined when it is charged later. */
const DECLINED = '-declined';

/** The checkout page of the sandbox. Open to everybody, like any provider's: its address is the secret. */
@Controller()
export class SandboxPageController {
  constructor(@Inject(SANDBOX_DESK) private readonly desk: SandboxDesk) {}

  @Get('/sandbox/checkout/:checkoutId')
  @ApiEndpoint({
    tag: 'sandbox',
    summary: 'The sandbox’s checkout page: plays the buyer and the bank',
    roles: 'public',
    success: { contentType: 'text/html', example: '<!doctype html>' },
    problems: ['not-found'],
  })
  async show(@Param('checkoutId') id: string, @Res({ passthrough: true }) reply: ApiReply): Promise<string> {
    const page = sandboxPage(await this.stateOf(id));
    void reply
      .header('content-security-policy', SANDBOX_PAGE_SECURITY)
      .header('referrer-policy', 'no-referrer')
      .type('text/html; charset=utf-8');
    return page;
  }

  @Post('/sandbox/checkout/:checkoutId/:act')
  @ApiEndpoint({
    tag: 'sandbox',
    summary: 'Something happens out there, and is told by signed webhooks before the page is shown again',
    roles: 'public',
    bodyForm: { takesForm: true },
    success: { status: 303 },
    problems: ['not-found', 'unsupported-media-type'],
  })
  async act(
    @Param('checkoutId') id: string,
    @Param('act') name: string,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<void> {
    const before = await this.stateOf(id);
    const state = name === 'tell-again' ? before : await this.played(before, name, request);
    const told = name === 'tell-again' ? state.told : state.told.slice(before.told.length);
    for (const one of told) await this.tell(state.terms, one, request);
    void reply.redirect(`/sandbox/checkout/${id}`, 303);
  }

  private async played(before: Known, name: string, request: ApiRequest): Promise<Known> {
    const act = Object.hasOwn(SANDBOX_ACTS, name) ? SANDBOX_ACTS[name] : undefined;
    if (!act) throw new Problem('not-found');
    const { world, keyedHash, now } = this.desk;
    const { card } = (request.body ?? {}) as { card?: string };
    const whose = card === 'shared' ? 'shared' : before.terms.accountId;
    const fingerprint =
      keyedHash(`sandbox card ${whose}`).slice(0, 16) + (card === 'declined' ? DECLINED : '');
    const { terms } = before;
    await world.act(terms.checkoutId, randomUUID(), (state) =>
      act.isOpen(state) ? act.facts({ terms, state, fingerprint, now: timestamp(now()) }) : [],
    );
    return this.stateOf(terms.checkoutId);
  }

  private async stateOf(checkoutId: string): Promise<Known> {
    const state = /^sbx_[\w-]{1,60}$/.test(checkoutId) ? await this.desk.world.read(checkoutId) : undefined;
    if (!state?.terms) throw new Problem('not-found');
    return { ...state, terms: state.terms };
  }

  /** Over HTTP to this very server, as any provider would: what is not taken may be sent again. */
  private async tell(terms: SandboxTerms, told: Known['told'][number], request: ApiRequest): Promise<void> {
    const { secret, now } = this.desk;
    const { eventId, fact, at: occurredAt } = told;
    const paymentId = fact.kind === 'paid' ? fact.payment.paymentId : `pay_${terms.checkoutId}`;
    const event = { eventId, occurredAt, orderId: terms.orderId, paymentId, fact };
    const { body, signature } = signedWebhook(secret, event, timestamp(now()));
    await fetch(`${ownUrl(request)}/webhooks/sandbox`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: signature },
      body,
      signal: AbortSignal.timeout(SENT_MS_MAX),
    });
  }
}

type Known = SandboxState & { readonly terms: SandboxTerms };

/** Where this connection was taken: on whatever address and port the server listens. */
function ownUrl({ socket }: ApiRequest): string {
  const { localAddress = '127.0.0.1', localPort } = socket;
  const host = localAddress.includes(':') ? `[${localAddress}]` : localAddress;
  return `http://${host}:${localPort}`;
}
