import type { WebhookFigures } from '../webhooks/measure-webhooks';
import { judged, Verdict, whole } from './verdict';

/** Issue 6: a webhook is answered in less than 100 ms. */
const ANSWERED_MS = { bar: 100, aim: 50 };

const WHAT: Readonly<Record<WebhookFigures['what'], string>> = {
  fresh: 'each a new one',
  again: 'sent again, stored already',
};

export function webhookTable(webhooks: readonly WebhookFigures[]): string[] {
  return [
    '| webhooks of Stripe, 8 at once | a second | p50 | p95 | p99 |',
    '|---|---|---|---|---|',
    ...webhooks.map(({ what, perSecond, p50Ms, p95Ms, p99Ms }) => {
      const [p50, p95, p99] = [p50Ms, p95Ms, p99Ms].map((ms) => `${ms.toFixed(1)} ms`);
      return `| ${WHAT[what]} | ${whole(perSecond)} | ${p50} | ${p95} | ${p99} |`;
    }),
    '',
  ];
}

export function webhookVerdicts(webhooks: readonly WebhookFigures[]): Verdict[] {
  return webhooks.map(({ what, p99Ms }) => ({
    what: `webhook answered, p99, ${WHAT[what]}`,
    ...judged(p99Ms, ANSWERED_MS, { unit: 'ms', better: 'less' }),
  }));
}
