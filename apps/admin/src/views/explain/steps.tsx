import type { Step } from '../../api/contract';
import { DataTable, type Column } from '../../elements/data-table';
import { Panel } from '../../elements/panel';
import { TimeAgo } from '../../elements/time-ago';
import { shortPosition } from '../../figures/words';

/** The columns of any event of the log. */
export const STEP_COLUMNS: readonly Column<Step>[] = [
  { name: 'Event', lead: true, show: ({ event }) => <span className="strong">{event}</span> },
  { name: 'By', show: ({ actor }) => actor ?? <span className="faint">time</span> },
  {
    name: 'Position',
    figure: true,
    show: ({ position }) => <span title={position}>{shortPosition(position)}</span>,
  },
  { name: 'When', figure: true, show: ({ at }) => <TimeAgo at={at} /> },
];

/** What it came to, event by event. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <Panel title="Recorded events" note="In the order of the log" flush>
      <DataTable
        caption="recorded events"
        columns={STEP_COLUMNS}
        rows={steps}
        keyOf={({ position, event }) => `${position} ${event}`}
      />
    </Panel>
  );
}
