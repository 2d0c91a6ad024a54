import { lists } from '../../api/queries';
import { useList } from '../../api/use-list';
import type { Crossing } from '../../api/contract';
import { Badge, type Tone } from '../../elements/badge';
import { CsvLink } from '../../elements/csv-link';
import type { Column } from '../../elements/data-table';
import { ListTable } from '../../elements/list-table';
import { Panel } from '../../elements/panel';
import { TimeAgo } from '../../elements/time-ago';
import { formatCredits } from '../../figures/credits';
import { formatCount } from '../../figures/limit-bar';
import { humanWords } from '../../figures/words';

const COLUMNS: readonly Column<Crossing>[] = [
  {
    name: 'What',
    lead: true,
    show: ({ what }) => <Badge tone={toneOf(what)}>{humanWords(what)}</Badge>,
  },
  {
    name: 'Of',
    show: ({ limit, member }) => (
      <>
        {limit ? <span className="code">{limit}</span> : 'Credits'}
        {member && <span className="cell-note">{member}</span>}
      </>
    ),
  },
  {
    name: 'Line',
    figure: true,
    show: ({ threshold, line, value }) => (
      <>
        {formatCount(line)}
        {threshold?.endsWith('%') && (
          <span className="cell-note">{`${threshold} of ${formatCount(value)}`}</span>
        )}
      </>
    ),
  },
  {
    name: 'Stood at',
    figure: true,
    show: ({ used, held, available }) =>
      available === null ? `${formatCount(used)} used, ${formatCount(held)} held` : formatCredits(available),
  },
  { name: 'By', show: ({ command }) => command ?? 'time' },
  { name: 'When', figure: true, show: ({ at }) => <TimeAgo at={at} /> },
];

/** Which lines this account crossed, recorded in the very decision that crossed them. */
export function AccountCrossings({ accountId }: { accountId: string }) {
  const source = lists.crossings({ accountId });
  const list = useList(source);
  return (
    <Panel
      title="Crossings"
      note="Thresholds, limits and credits, newest first"
      actions={<CsvLink source={source} name={`${accountId}-crossings`} />}
      flush
    >
      <ListTable
        list={list}
        caption="crossings"
        columns={COLUMNS}
        keyOf={({ position }) => position}
        empty={{ title: 'Nothing was crossed', advice: 'No threshold, no limit, and credits never ran low.' }}
      />
    </Panel>
  );
}

function toneOf(what: string): Tone {
  if (what.endsWith('recovered')) return 'good';
  return what === 'limit-reached' || what === 'credits-exhausted' ? 'bad' : 'warn';
}
