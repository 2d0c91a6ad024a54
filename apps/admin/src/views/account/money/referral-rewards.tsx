import type { ReferralReward } from '../../../api/contract';
import { moneyLists } from '../../../api/money-queries';
import { useList } from '../../../api/use-list';
import { AccountLink } from '../../../elements/account-link';
import { momentColumn } from '../../../elements/columns';
import type { Column } from '../../../elements/data-table';
import { ListTable } from '../../../elements/list-table';
import { StateCell } from '../../../elements/state-cell';
import { formatCredits } from '../../../figures/credits';
import { isAny, moneyText } from '../../../figures/money';
import { humanWords } from '../../../figures/words';
import { REWARD_TONES } from '../../money/money-tones';

const COLUMNS: readonly Column<ReferralReward>[] = [
  { name: 'For', lead: true, show: ({ beneficiaryId }) => <AccountLink accountId={beneficiaryId} /> },
  { name: 'Brought', show: ({ referralId }) => <AccountLink accountId={referralId} /> },
  {
    name: 'State',
    show: ({ state, reason }) => (
      <StateCell state={state} tone={REWARD_TONES[state]} note={reason && humanWords(reason)} />
    ),
  },
  { name: 'Reward', figure: true, show: (reward) => worthText(reward, reward.amount) },
  {
    name: 'Clawed back',
    figure: true,
    show: (reward) => (isAny(reward.clawedBack) ? worthText(reward, reward.clawedBack) : '–'),
  },
  momentColumn('Earned', ({ earnedAt }) => earnedAt),
  momentColumn('Vests', ({ vestsAt }) => vestsAt),
];

export function ReferralRewards({ accountId }: { accountId: string }) {
  return (
    <ListTable
      list={useList(moneyLists.rewardsOf(accountId))}
      caption="rewards"
      columns={COLUMNS}
      keyOf={({ rewardId, beneficiaryId }) => `${rewardId} ${beneficiaryId}`}
      empty={{ title: 'No rewards', advice: 'One is earned when somebody who was brought first pays.' }}
    />
  );
}

function worthText({ currency }: ReferralReward, amount: string): string {
  return currency === null ? `${formatCredits(amount)} credits` : moneyText({ amount, currency });
}
