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

interface StepsProps {
  readonly title: string;
  readonly steps: readonly Step[];
}

/** Events of the log, in their order. */
export function Steps({ title, steps }: StepsProps) {
  return (
    <Panel title={title} flush>
      <DataTable
        caption="recorded events"
        columns={STEP_COLUMNS}
        rows={steps}
        keyOf={({ position, event }) => `${position} ${event}`}
      />
    </Panel>
  );
}
