import type { Dashboard } from '../../api/contract';
import { hrefTo } from '../../app/routes';
import { Notice } from '../../elements/notice';
import { Panel } from '../../elements/panel';
import { Skeleton } from '../../elements/skeleton';
import { formatCount } from '../../figures/limit-bar';
import { humanWords } from '../../figures/words';

interface RefusalsProps {
  readonly refusals: Dashboard['refusals'] | undefined;
  readonly days: number;
}

export function Refusals({ refusals, days }: RefusalsProps) {
  const all = refusals?.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return (
    <Panel
      title="Refusals by reason"
      note={`Last ${days} days`}
      actions={<a href={hrefTo(['audit'], { outcome: 'refused' })}>Audit</a>}
    >
      {!refusals && <Skeleton lines={4} />}
      {refusals && all === 0 && (
        <Notice kind="empty" title="Nothing was refused">
          Requests beyond a limit or without credits would be counted here.
        </Notice>
      )}
      {refusals && all > 0 && (
        <ul className="ranking">
          {[...refusals]
            .sort((a, b) => b.count - a.count)
            .map(({ reason, count }) => (
              <li key={reason}>
                <div className="ranking__line">
                  <span>{humanWords(reason)}</span>
                  <span>
                    {formatCount(count)}
                    <span className="ranking__share">{((count * 100) / all).toFixed(1)} %</span>
                  </span>
                </div>
                <div className="ranking__track" aria-hidden="true">
                  <span style={{ width: `${(count * 100) / all}%` }} />
                </div>
              </li>
            ))}
        </ul>
      )}
    </Panel>
  );
}
