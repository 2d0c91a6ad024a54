import type { Limit } from '../../api/contract';
import { Badge } from '../../elements/badge';
import { ExplainLink } from '../../elements/explain-link';
import { formatCount, limitBar, type LimitBar } from '../../figures/limit-bar';
import { LIMIT_MEASURES, limitKindWords } from '../../figures/limit-kinds';
import { asSentence, humanWords } from '../../figures/words';

interface LimitItemProps {
  readonly accountId: string;
  readonly limit: Limit;
  readonly onOverride: () => void;
  readonly onRemove: () => void;
}

/** One limit: what it counts, how far it is used, what is left and until when, and whose value that is. */
export function LimitItem({ accountId, limit, onOverride, onRemove }: LimitItemProps) {
  const bar = limitBar(limit);
  const name = limit.description ? asSentence(limit.description) : humanWords(limit.name);
  const what = [limitKindWords(limit.kind), limit.measure === 'count' ? '' : LIMIT_MEASURES[limit.measure]];
  const ofMember = limit.member ? ` of ${limit.member}` : '';
  return (
    <li className="limit" data-limit={limit.name} data-member={limit.member ?? ''} data-level={bar.level}>
      <div className="limit__line">
        <span className="limit__name" title={`${limit.name} · window ${limit.window}`}>
          {name}
          {limit.member && <Badge tone="accent">{limit.member}</Badge>}
        </span>
        <Standing limit={limit} bar={bar} />
      </div>
      {bar.level !== 'unlimited' && <Bar name={name} bar={bar} limit={limit} />}
      <div className="limit__line limit__line--note">
        <span className="limit__taken" title={limit.says}>
          {bar.text}
        </span>
        {limit.remaining !== null && <span>{`${formatCount(limit.remaining)} left`}</span>}
      </div>
      <div className="limit__line limit__line--note limit__line--faint">
        <span>{`${asSentence(what.filter(Boolean).join(', '))} · ${SOURCE_WORDS[limit.source]}`}</span>
        {limit.wait && <span title={limit.resetAt ?? undefined}>{limit.wait}</span>}
      </div>
      <div className="limit__buttons">
        <ExplainLink
          accountId={accountId}
          about={['limit', limit.name]}
          member={limit.member}
          label={`Explain ${limit.name}${ofMember}`}
        >
          Explain
        </ExplainLink>
        <button
          type="button"
          className="link"
          onClick={onOverride}
          aria-label={`Override ${limit.name}${ofMember}`}
        >
          Override
        </button>
        {limit.source === 'override' && (
          <button
            type="button"
            className="link"
            onClick={onRemove}
            aria-label={`Remove override of ${limit.name}${ofMember}`}
          >
            Remove override
          </button>
        )}
      </div>
    </li>
  );
}

const SOURCE_WORDS: Readonly<Record<Limit['source'], string>> = {
  override: 'set for this account',
  environment: 'set by the environment',
  plan: 'from the plan',
  tier: 'from the tier',
};

/** Whether one more would pass, where that is worth a word. */
function Standing({ limit, bar }: { limit: Limit; bar: LimitBar }) {
  if (bar.level === 'unlimited') {
    return (
      <span className="limit__infinity">
        <span aria-hidden="true">∞</span> unlimited
      </span>
    );
  }
  if (!limit.allowed) return <Badge tone="bad">full</Badge>;
  if (!limit.enforced) return <Badge>not enforced</Badge>;
  return null;
}

function Bar({ name, bar, limit }: { name: string; bar: LimitBar; limit: Limit }) {
  const value = Number(limit.limit ?? 0);
  return (
    <div
      className={`bar bar--${bar.level}`}
      role="meter"
      aria-label={limit.member ? `${name}, ${limit.member}` : name}
      aria-valuemin={0}
      aria-valuemax={value}
      aria-valuenow={Math.min(Number(limit.used) + Number(limit.held), value)}
      aria-valuetext={bar.text}
      title={limit.says}
    >
      <span className="bar__used" style={{ width: `${bar.usedPercent}%` }} />
      <span className="bar__held" style={{ width: `${bar.heldPercent}%` }} />
    </div>
  );
}
