import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { dashboardQuery } from '../../api/queries';
import { ApiProblem } from '../../api/problem';
import { hrefTo } from '../../app/routes';
import { useRoute } from '../../app/use-route';
import { LiveStatus } from '../../elements/live-status';
import { Notice } from '../../elements/notice';
import { PageHead } from '../../elements/page-head';
import { HaltedBanner } from './halted-banner';
import { MetricCards } from './metric-cards';
import { MoneyCards } from '../money/money-cards';
import { RevenuePanel } from '../money/revenue/revenue-panel';
import { ErrorRates } from './error-rates';
import { ProofLine } from './proof-line';
import { Refusals } from './refusals';
import { TopAccounts } from './top-accounts';
import { UnknownActions } from './unknown-actions';
import { UsagePanel } from './usage-panel';

const RANGES = [7, 14, 30] as const;
const RANGE_DEFAULT = 14;

/** Figures for looking at are not kept up in this installation; everything else is. */
function SwitchedOff() {
  return (
    <Notice kind="empty" title="Analytics are switched off">
      This installation runs with USAGE_ANALYTICS_ENABLED=false. <a href={hrefTo(['accounts'])}>Accounts</a>,
      open holds and audit are kept up as ever.
    </Notice>
  );
}

function isSwitchedOff(error: Error | null): boolean {
  return error instanceof ApiProblem && error.code === 'analytics-disabled';
}

export function DashboardView() {
  const wished = Number(useRoute().query.days);
  const days = RANGES.find((range) => range === wished) ?? RANGE_DEFAULT;
  const query = useQuery({ ...dashboardQuery(days), placeholderData: keepPreviousData });
  const { data } = query;
  return (
    <>
      <PageHead title="Dashboard">
        <LiveStatus query={query} position={data?.position} />
      </PageHead>
      {isSwitchedOff(query.error) ? (
        <SwitchedOff />
      ) : !data && query.error ? (
        <Notice kind="error" error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="stack">
          <HaltedBanner halted={data?.halted} />
          <UnknownActions actions={data?.unknownActions} />
          <MetricCards cards={data?.cards} />
          <ProofLine totals={data?.totals} />
          <MoneyCards />
          <RevenuePanel days={days} />
          <UsagePanel usage={data?.usagePerDay} days={days} outdated={query.isPlaceholderData} />
          <div className="two-columns">
            <TopAccounts accounts={data?.topAccounts} />
            <Refusals refusals={data?.refusals} days={days} />
          </div>
          <ErrorRates rates={data?.errorRates} days={days} />
        </div>
      )}
    </>
  );
}
