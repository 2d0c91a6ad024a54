import type { AccountLimits } from '../../api/contract';
import { Icon } from '../../elements/icon';
import { humanWords } from '../../figures/words';

export function ActionList({ actions }: { actions: AccountLimits['actions'] }) {
  return (
    <ul className="actions">
      {actions.map(({ action, allowed, reason, why }) => (
        <li key={action} className={allowed ? 'actions__item' : 'actions__item actions__item--refused'}>
          <Icon name={allowed ? 'check' : 'close'} />
          <span className="code">{action}</span>
          <span className="actions__why">
            {allowed ? 'allowed' : (why ?? humanWords(reason ?? 'refused'))}
          </span>
        </li>
      ))}
    </ul>
  );
}
