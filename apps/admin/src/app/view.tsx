import { Notice } from '../elements/notice';
import { PageHead } from '../elements/page-head';
import { Account } from '../views/account/account';
import { Accounts } from '../views/accounts/accounts';
import { Audit } from '../views/audit/audit';
import { Catalog } from '../views/catalog/catalog';
import { Crossings } from '../views/crossings/crossings';
import { DashboardView } from '../views/dashboard/dashboard';
import { Explain } from '../views/explain/explain';
import { Holds } from '../views/holds/holds';
import { MoneyView } from '../views/money/money';
import { Parties } from '../views/parties/parties';
import { hrefTo } from './routes';
import { useRoute } from './use-route';

/** The view that the address names. */
export function View() {
  const { segments } = useRoute();
  const [place, id, section] = segments;
  if (place === undefined) return <DashboardView />;
  if (place === 'accounts' && id !== undefined && section === 'explain') return <Explain accountId={id} />;
  if (place === 'accounts' && id !== undefined) return <Account key={id} accountId={id} section={section} />;
  if (place === 'accounts') return <Accounts />;
  if (place === 'parties') return <Parties />;
  if (place === 'holds') return <Holds />;
  if (place === 'money') return <MoneyView key={id} side={id} />;
  if (place === 'crossings') return <Crossings />;
  if (place === 'catalog') return <Catalog />;
  if (place === 'audit') return <Audit />;
  return (
    <>
      <PageHead title="Not found" />
      <Notice kind="empty" title="There is no such page">
        The address leads nowhere. <a href={hrefTo([])}>Go to the dashboard</a>.
      </Notice>
    </>
  );
}
