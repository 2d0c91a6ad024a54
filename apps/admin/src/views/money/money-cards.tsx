import { useQuery } from '@tanstack/react-query';
import { earningsQuery, recurringQuery, revenueQuery } from '../../api/money-queries';
import { useNow } from '../../app/clock';
import { hrefTo } from '../../app/routes';
import { formatCount } from '../../figures/limit-bar';
import { moneyText, sumsOf, sumText } from '../../figures/money';
import { Card } from '../dashboard/card';

const DAYS = 30;
const DAY_MS = 86_400_000;

/** What comes in, what is to come again, what failed, and what is promised to those who brought others. */
export function MoneyCards() {
  const now = useNow();
  const day = (daysAgo: number) => new Date(now - daysAgo * DAY_MS).toISOString().slice(0, 10);
  const revenue = useQuery(revenueQuery(day(DAYS - 1), day(0))).data;
  const recurring = useQuery(recurringQuery).data;
  const earnings = useQuery(earningsQuery).data;
  const failed = revenue?.failedPayments;
  return (
    <dl className="cards cards--four" aria-busy={!revenue}>
      <Card
        name="Monthly recurring revenue"
        value={
          recurring &&
          sumTexts(recurring.items.map(({ monthlyRevenue: amount, currency }) => ({ amount, currency })))
        }
        href={hrefTo(['money', 'subscriptions'])}
      >
        {recurring && `${countOf(recurring.items.map((one) => one.subscriptions))} subscriptions in force`}
      </Card>
      <Card
        name="Revenue"
        value={revenue && sumTexts(revenue.items.map(({ net, currency }) => ({ amount: net, currency })))}
        href={hrefTo(['money'])}
      >
        {`${DAYS} days, refunds taken off`}
      </Card>
      <Card
        name="Failed payments"
        tone={failed && failed.length > 0 ? 'warn' : undefined}
        value={failed && countOf(failed.map((one) => one.failed))}
        href={hrefTo(['money'], { status: 'FAILED' })}
      >
        {failed && (failed.length === 0 ? `none in ${DAYS} days` : `${sumText(failed)} in ${DAYS} days`)}
      </Card>
      <Card
        name="Referral earnings"
        value={
          earnings && sumTexts(earnings.items.map(({ earned: amount, currency }) => ({ amount, currency })))
        }
        href={hrefTo(['money', 'payouts'])}
      >
        {earnings && paidOutText(earnings.items)}
      </Card>
    </dl>
  );
}

/** One sum in its own size; those of several currencies below each other. */
function sumTexts(amounts: Parameters<typeof sumsOf>[0]): string | readonly string[] {
  const texts = sumsOf(amounts).map(moneyText);
  return texts.length > 1 ? texts : (texts[0] ?? '0');
}

function countOf(counts: readonly number[]): string {
  return formatCount(counts.reduce((sum, count) => sum + count, 0));
}

function paidOutText(items: readonly { paidOut: string; currency: string }[]): string {
  const [first, ...others] = items;
  if (!first) return 'nobody earned yet';
  const paid = moneyText({ amount: first.paidOut, currency: first.currency });
  return others.length === 0 ? `${paid} paid out` : `${paid} paid out, and others`;
}
