import { lists } from '../../api/queries';
import { useList } from '../../api/use-list';
import type { Override } from '../../api/contract';
import { Badge } from '../../elements/badge';
import { CsvLink } from '../../elements/csv-link';
import type { Column } from '../../elements/data-table';
import { ListTable } from '../../elements/list-table';
import { Panel } from '../../elements/panel';
import { OVERRIDE_TONES } from '../../elements/states';
import { TimeAgo } from '../../elements/time-ago';
import { formatCount } from '../../figures/limit-bar';
import { humanWords } from '../../figures/words';

const COLUMNS: readonly Column<Override>[] = [
  {
    name: 'Limit',
    lead: true,
    show: ({ limit, member }) => (
      <>
        <span className="code">{limit}</span>
        {member && <span className="cell-note">{member}</span>}
      </>
    ),
  },
  { name: 'State', show: ({ state }) => <Badge tone={OVERRIDE_TONES[state]}>{humanWords(state)}</Badge> },
  { name: 'Value', figure: true, show: ({ value }) => (value === null ? '∞' : formatCount(value)) },
  { name: 'Reason', show: ({ reason, endReason }) => <Reasons first={reason} last={endReason} /> },
  { name: 'By', show: ({ setBy, endedBy }) => <Reasons first={setBy ?? '–'} last={endedBy} /> },
  { name: 'Set', figure: true, show: ({ setAt }) => <TimeAgo at={setAt} /> },
  {
    name: 'Until',
    figure: true,
    show: ({ until, endedAt }) => {
      const end = endedAt ?? until;
      return end === null ? 'until removed' : <TimeAgo at={end} />;
    },
  },
];

/** Limit values of this account's own, past ones too. */
export function Overrides({ accountId }: { accountId: string }) {
  const source = lists.overrides({ accountId });
  const list = useList(source);
  if (list.items?.length === 0) return null;
  return (
    <Panel
      title="Overrides"
      note="Limit values of this account's own, newest first"
      actions={<CsvLink source={source} name={`${accountId}-overrides`} />}
      flush
    >
      <ListTable
        list={list}
        caption="overrides"
        columns={COLUMNS}
        keyOf={({ position }) => position}
        empty={{ title: 'No overrides', advice: 'The catalog alone decides.' }}
      />
    </Panel>
  );
}

function Reasons({ first, last }: { first: string; last: string | null }) {
  return (
    <>
      {first}
      {last && <span className="cell-note">{last}</span>}
    </>
  );
}
