import { lists } from '../../api/queries';
import { useList } from '../../api/use-list';
import { useRoute } from '../../app/use-route';
import { LiveStatus } from '../../elements/live-status';
import { PageHead } from '../../elements/page-head';
import { CrossingList, crossingFilters } from './crossing-list';

export function Crossings() {
  const { query } = useRoute();
  // The same question as the list's own: it is asked once and shared.
  const list = useList(lists.crossings(crossingFilters(query)));
  return (
    <>
      <PageHead title="Crossings" note="Lines that usage and credits crossed, in all accounts">
        <LiveStatus query={list} position={list.position} />
      </PageHead>
      <div className="stack">
        <CrossingList />
      </div>
    </>
  );
}
