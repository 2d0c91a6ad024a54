import type { LotOrigin } from '../../api/contract';
import { hrefTo } from '../../app/routes';
import { IdText } from '../../elements/id-text';
import { Sentence } from '../../elements/sentence';
import { shortPosition } from '../../figures/words';

interface OfAccount {
  readonly accountId: string;
}

/** A lot's id, leading to its movements in the statement. */
export function LotLink({ accountId, lotId }: OfAccount & { lotId: string }) {
  return (
    <a href={hrefTo(['accounts', accountId, 'statement'], { lotId })}>
      <IdText id={lotId} />
    </a>
  );
}

/** Where a lot came from: the event that made it, and the order behind that where there was one. */
export function OriginText({ accountId, origin }: OfAccount & { origin: LotOrigin }) {
  const { says, event, position, orderId, fromLotId, lotId } = origin;
  return (
    <>
      <Sentence text={says} />
      <span className="origin__links">
        {event && position && (
          <a href={hrefTo(['accounts', accountId, 'statement'], { lotId })} title={position}>
            {event} at position {shortPosition(position)}
          </a>
        )}
        {orderId && <a href={hrefTo(['accounts', accountId, 'statement'], { orderId })}>order {orderId}</a>}
        {fromLotId && (
          <a href={hrefTo(['accounts', accountId, 'statement'], { lotId: fromLotId })}>the lot before</a>
        )}
      </span>
    </>
  );
}
