import { CrossingList } from '../crossings/crossing-list';

export function AccountCrossings({ accountId }: { accountId: string }) {
  return <CrossingList accountId={accountId} />;
}
