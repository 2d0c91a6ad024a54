import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { dashboardQuery } from '../../api/queries';
import { useRoute } from '../../app/use-route';
import { LiveStatus } from '../../elements/live-status';
import { Notice } from '../../elements/notice';
import { PageHead } from '../../elements/page-head';
import { HaltedBanner } from './halted-banner';
import { MetricCards } from './metric-cards';
import { ErrorRates } from './error-rates';
import { ProofLine } from './proof-line';
import { Refusals } from './refusals';
import { TopAccounts } from './top-accounts';
import { UnknownActions } from './unknown-actions';
import { UsagePanel } from './usage-panel';

const RANGES = [7, 14, 30] as const;
const RANGE_DEFAULT = 14;

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
      {!data && query.error ? (
        <Notice kind="error" error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="stack">
          <HaltedBanner halted={data?.halted} />
          <UnknownActions actions={data?.unknownActions} />
          <MetricCards cards={data?.cards} />
          <ProofLine totals={data?.totals} />
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
