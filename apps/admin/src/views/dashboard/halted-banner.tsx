import type { HaltedReadModel } from '../../api/contract';
import { Icon } from '../../elements/icon';

/** Above all figures: which of them stand still, since where, and what helps. Nothing while all is well. */
export function HaltedBanner({ halted = [] }: { halted: readonly HaltedReadModel[] | undefined }) {
  if (halted.length === 0) return null;
  return (
    <div className="notice notice--error" role="alert" data-halted={halted.length}>
      <span className="notice__icon">
        <Icon name="alert" />
      </span>
      <p className="notice__title">
        {halted.length === 1 ? 'A read model has halted' : `${halted.length} read models have halted`}
      </p>
      <p className="soft">
        {halted.length === 1 ? 'Its figures are' : 'Their figures are'} those of before the event named here.
        The log itself is complete, and commands are decided as ever. Start a build that can read the event,
        or have an operator skip it.
      </p>
      {halted.map(({ readModel, position, error }) => (
        <p key={readModel} className="faint code">
          {readModel} at {position}: {error}
        </p>
      ))}
    </div>
  );
}
