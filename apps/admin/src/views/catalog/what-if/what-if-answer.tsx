import type { WhatIfLine, WhatIfReport } from '../../../api/contract';
import { AccountLink } from '../../../elements/account-link';
import { Badge, type Tone } from '../../../elements/badge';
import { DataTable, type Column } from '../../../elements/data-table';
import { Notice } from '../../../elements/notice';
import { Panel } from '../../../elements/panel';
import { TimeAgo } from '../../../elements/time-ago';
import { formatCredits } from '../../../figures/credits';
import { formatCount } from '../../../figures/limit-bar';
import { humanWords } from '../../../figures/words';

/** What the draft would have made of the requests, in all and per action and tier. */
export function WhatIfAnswer({ report }: { report: WhatIfReport }) {
  const { totals, lines, examples, cannotKnow } = report;
  if (totals.requests === 0) {
    return (
      <Notice kind="empty" title="Nothing was asked for in that time">
        A longer time may hold requests to replay.
      </Notice>
    );
  }
  return (
    <>
      <Totals report={report} />
      <Panel title="Per action and tier" flush>
        <DataTable
          caption="what if, per action and tier"
          columns={LINE_COLUMNS}
          rows={lines}
          keyOf={({ action, tier }) => `${action} ${tier}`}
        />
      </Panel>
      {examples.length > 0 && (
        <Panel title="Examples" note="A few of each kind" flush>
          <DataTable
            caption="examples"
            columns={EXAMPLE_COLUMNS}
            rows={examples}
            keyOf={({ position, change, accountId }) => `${position} ${change} ${accountId}`}
          />
        </Panel>
      )}
      <Panel title="What no replay can know">
        <ul className="told__reasons">
          {cannotKnow.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Panel>
    </>
  );
}

function Totals({ report: { totals, accounts, leftOut, complete } }: { report: WhatIfReport }) {
  const figures = [
    ['Requests', formatCount(totals.requests), `of ${formatCount(accounts)} accounts`],
    ['Newly refused', formatCount(totals.newlyRefused), `${formatCount(totals.refusedAfter)} refused in all`],
    ['Newly allowed', formatCount(totals.newlyAllowed), `${formatCount(totals.refusedBefore)} were refused`],
    ['Charged otherwise', formatCount(totals.chargedOtherwise), 'allowed both times'],
    ['Credits charged', formatCredits(totals.creditsAfter), `it was ${formatCredits(totals.creditsBefore)}`],
  ] as const;
  return (
    <>
      {!complete && (
        <p className="conflict" role="status">
          {`The busiest ${formatCount(accounts)} accounts were replayed; ${formatCount(leftOut)} more were left out. The operator's tool replays them all.`}
        </p>
      )}
      <dl className="cards cards--small cards--five">
        {figures.map(([name, value, note]) => (
          <div className="card" key={name}>
            <dt className="card__name">{name}</dt>
            <dd className="card__value">{value}</dd>
            <dd className="card__note">{note}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const LINE_COLUMNS: readonly Column<WhatIfLine>[] = [
  {
    name: 'Action',
    lead: true,
    show: ({ action, tier }) => (
      <>
        <span className="code">{action}</span> <Badge tone="accent">{tier}</Badge>
      </>
    ),
  },
  { name: 'Requests', figure: true, show: ({ requests }) => formatCount(requests) },
  {
    name: 'Refused',
    figure: true,
    show: ({ before, after }) => (
      <Both before={formatCount(before.refused)} after={formatCount(after.refused)} />
    ),
  },
  {
    name: 'Newly refused',
    figure: true,
    show: ({ newlyRefused }) => <Noted count={newlyRefused} tone="bad" />,
  },
  {
    name: 'Newly allowed',
    figure: true,
    show: ({ newlyAllowed }) => <Noted count={newlyAllowed} tone="good" />,
  },
  {
    name: 'Charged otherwise',
    figure: true,
    show: ({ chargedOtherwise }) => <Noted count={chargedOtherwise} tone="warn" />,
  },
  {
    name: 'Credits',
    figure: true,
    show: ({ before, after }) => (
      <Both before={formatCredits(before.credits)} after={formatCredits(after.credits)} />
    ),
  },
];

function Both({ before, after }: { before: string; after: string }) {
  return before === after ? <>{after}</> : <>{`${before} → ${after}`}</>;
}

function Noted({ count, tone }: { count: number; tone: Tone }) {
  return count === 0 ? <span className="faint">0</span> : <Badge tone={tone}>{formatCount(count)}</Badge>;
}

type Example = WhatIfReport['examples'][number];

const EXAMPLE_TONES: Readonly<Record<Example['change'], Tone>> = {
  'newly-refused': 'bad',
  'newly-allowed': 'good',
  'charged-otherwise': 'warn',
};

const EXAMPLE_COLUMNS: readonly Column<Example>[] = [
  {
    name: 'What',
    lead: true,
    show: ({ change }) => <Badge tone={EXAMPLE_TONES[change]}>{humanWords(change)}</Badge>,
  },
  { name: 'Account', show: ({ accountId }) => <AccountLink accountId={accountId} /> },
  { name: 'Action', show: ({ action }) => <span className="code">{action}</span> },
  { name: 'As it was', show: ({ before }) => before },
  { name: 'As it would be', show: ({ after }) => after },
  { name: 'When', figure: true, show: ({ at }) => <TimeAgo at={at} /> },
];
