import type { AccountLimits } from '../../api/contract';
import { Icon } from '../../elements/icon';
import { humanWords } from '../../figures/words';

export function ActionList({ actions }: { actions: AccountLimits['actions'] }) {
  return (
    <ul className="actions">
      {actions.map(({ action, allowed, reason, figures }) => (
        <li key={action} className={allowed ? 'actions__item' : 'actions__item actions__item--refused'}>
          <Icon name={allowed ? 'check' : 'close'} />
          <span className="code">{action}</span>
          <span className="actions__why">{allowed ? 'allowed' : whyNot(reason, figures?.limitType)}</span>
        </li>
      ))}
    </ul>
  );
}

function whyNot(reason: string | null, limit: unknown): string {
  const words = humanWords(reason ?? 'refused');
  return typeof limit === 'string' ? `${words}: ${limit}` : words;
}
