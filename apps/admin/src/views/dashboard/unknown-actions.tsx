import type { Dashboard } from '../../api/contract';
import { Icon } from '../../elements/icon';
import { formatCount } from '../../figures/limit-bar';

const NAMED_MAX = 5;

/** Misspelt by a service, or forgotten in the catalog: let pass unpriced, or refused. Else nothing. */
export function UnknownActions({ actions = [] }: { actions: Dashboard['unknownActions'] | undefined }) {
  if (actions.length === 0) return null;
  return (
    <div className="notice notice--error" role="status">
      <span className="notice__icon">
        <Icon name="alert" />
      </span>
      <p className="notice__title">Services ask for actions that the catalog does not name</p>
      {actions.slice(0, NAMED_MAX).map(({ action, requests }) => (
        <p key={action} className="faint code">
          {action}: {formatCount(requests)}
        </p>
      ))}
      {actions.length > NAMED_MAX && <p className="soft">and {actions.length - NAMED_MAX} more</p>}
    </div>
  );
}
