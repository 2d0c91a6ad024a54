import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiEndpoint, type ApiReply, type ApiRequest, Problem } from '@ledgerline/platform/http';
import type { ReferralLookup } from '../referral-lookup';
import { type ClickParts, keepClick, type Visit } from './keep-click';
import { INVITATION_ID, readGivenCode } from './referral-code';

export const CLICKS = Symbol('CLICKS');

export interface Clicks extends ClickParts {
  readonly lookup: Pick<ReferralLookup, 'programOf'>;
}

const TOLD = /^[\x20-\x7e]{1,100}$/;

/** The link that a program's owner gives away: it counts who comes, and leads on. */
@Controller()
export class ClickController {
  constructor(@Inject(CLICKS) private readonly clicks: Clicks) {}

  @Get('/r/:code')
  @ApiEndpoint({
    tag: 'referrals',
    summary: 'A program’s link: records the click and leads to where the program says',
    description:
      'Leads to the program’s own address and nowhere else, with the code and the click in `ref`. `source` and ' +
      '`campaign` (or `utm_source`, `utm_campaign`) are kept with the click. `i` names the invitation whose ' +
      'link it is.',
    roles: 'public',
    success: { status: 302, description: 'The way on, in `Location`.' },
    problems: ['referral-code-not-found', 'read-model-behind'],
  })
  async follow(
    @Param('code') text: string,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<void> {
    const { lookup } = this.clicks;
    const given = readGivenCode(text);
    const program = given && (await lookup.programOf(given.code));
    if (!given || !program) throw new Problem('referral-code-not-found');
    const visit = visitOf(request, program.party_id);
    // A link that leads on without being counted is worth more than one that is broken.
    const clickId = await keepClick(this.clicks, visit).catch(() => undefined);
    const cameBy = clickId ?? visit.invitationId;
    const ref = cameBy === null ? given.code : `${given.code}.${cameBy}`;
    void reply.header('Location', wayOn(program.custom_url, ref)).header('Cache-Control', 'no-store');
  }
}

function visitOf(request: ApiRequest, partyId: string): Visit {
  const query = request.query as Readonly<Record<string, unknown>>;
  return {
    partyId,
    ip: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    source: told(query.source ?? query.utm_source),
    campaign: told(query.campaign ?? query.utm_campaign),
    invitationId: invitationIn(query.i),
    requestId: request.id,
  };
}

function told(value: unknown): string | null {
  return typeof value === 'string' && TOLD.test(value) ? value : null;
}

function invitationIn(value: unknown): string | null {
  return typeof value === 'string' && INVITATION_ID.test(value) ? value : null;
}

/** Where the program says, which was checked when it was opened; nothing of the request decides it. */
function wayOn(customUrl: string | null, ref: string): string {
  if (customUrl === null) return `/?ref=${encodeURIComponent(ref)}`;
  const url = new URL(customUrl);
  url.searchParams.set('ref', ref);
  return url.toString();
}
