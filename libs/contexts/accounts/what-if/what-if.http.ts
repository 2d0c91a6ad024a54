import { Controller, HttpStatus, Inject, Post, Req } from '@nestjs/common';
import { addDays, timestamp } from '@ledgerline/kernel';
import { asErrorsOfRequest, DEFAULT_CATALOG } from '@ledgerline/contexts/catalog';
import type { Catalog } from '@ledgerline/contexts/catalog';
import {
  ApiEndpoint,
  type ApiRequest,
  JsonObject,
  Problem,
  TimestampText,
  validBody,
} from '@ledgerline/platform/http';
import { CANNOT_KNOW, draftOf, whatIf, WhatIfBounds, type WhatIfParts, type WhatIfReport } from './what-if';

const DOCUMENT_BYTES_MAX = 60_000;
const DAYS_MAX = 366;

class WhatIfBody {
  @JsonObject(DOCUMENT_BYTES_MAX)
  document!: Record<string, unknown>;

  /** Requests from then on are replayed. */
  @TimestampText()
  since!: string;
}

/** What a request may cost; the operator's tool has no such bounds. */
export const WHAT_IF_BOUNDS: WhatIfBounds = { accountsMax: 1_000, eventsMax: 200_000 };

/** What a replay over HTTP stands on. */
export interface WhatIfDesk {
  readonly parts: WhatIfParts;
  readonly catalog: () => Catalog;
  readonly now: () => number;
}

export const WHAT_IF_DESK = Symbol('WHAT_IF_DESK');

/** Replays under a draft what was really asked. One at a time: it reads as much as thousands of queries. */
@Controller()
export class WhatIfController {
  private isReplaying = false;

  constructor(@Inject(WHAT_IF_DESK) private readonly desk: WhatIfDesk) {}

  @Post('/v1/catalog/what-if')
  @ApiEndpoint({
    summary: 'What a draft of the catalog would have made of the requests since; records nothing',
    description: `At most ${WHAT_IF_BOUNDS.accountsMax} accounts, the busiest, and about ${WHAT_IF_BOUNDS.eventsMax} events.`,
    tag: 'catalog',
    roles: ['finance'],
    body: { type: WhatIfBody, example: { document: DEFAULT_CATALOG, since: '2026-10-22T00:00:00.000Z' } },
    success: { status: HttpStatus.OK, example: example() },
    problems: ['log-unavailable', 'overloaded', 'read-model-behind'],
  })
  async handle(@Req() request: ApiRequest): Promise<WhatIfReport> {
    const { document, since } = validBody(WhatIfBody, request.body);
    const earliest = addDays(timestamp(this.desk.now()), -DAYS_MAX);
    if (since < earliest) throw invalid([{ field: 'since', message: `is within ${DAYS_MAX} days` }]);
    const checked = draftOf(document, this.desk.catalog());
    if ('errors' in checked) throw invalid(asErrorsOfRequest(checked.errors));
    if (this.isReplaying) throw new Problem('overloaded', { detail: 'Another draft is being replayed.' });
    this.isReplaying = true;
    try {
      return await whatIf(this.desk.parts, { draft: checked.draft, since, bounds: WHAT_IF_BOUNDS });
    } finally {
      this.isReplaying = false;
    }
  }
}

function invalid(errors: readonly { field: string; message: string }[]): Problem {
  return new Problem('validation-failed', { errors });
}

function example(): WhatIfReport {
  const came = { allowed: 10, refused: 2, credits: '100', reasons: { 'limit-reached': 2 } };
  return {
    since: '2026-10-22T00:00:00.000Z',
    ...{ complete: true, accounts: 1, leftOut: 0, events: 40 },
    totals: {
      ...{ requests: 12, newlyRefused: 0, newlyAllowed: 2, chargedOtherwise: 0 },
      ...{ refusedBefore: 2, refusedAfter: 0, creditsBefore: '100', creditsAfter: '120' },
    },
    lines: [
      {
        ...{ action: 'image', tier: 'free', requests: 12, before: came },
        after: { allowed: 12, refused: 0, credits: '120', reasons: {} },
        ...{ newlyRefused: 0, newlyAllowed: 2, chargedOtherwise: 0 },
      },
    ],
    examples: [],
    cannotKnow: CANNOT_KNOW,
    position: '3f9a1c20-00000000000000000042',
  };
}
