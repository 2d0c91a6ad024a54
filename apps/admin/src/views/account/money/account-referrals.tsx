import { useQuery } from '@tanstack/react-query';
import { moneyLists, programQuery } from '../../../api/money-queries';
import { useList } from '../../../api/use-list';
import type { Referral } from '../../../api/contract';
import { ActButton, Acting, type Ask } from '../../../commands/acting';
import { AccountLink } from '../../../elements/account-link';
import { Badge } from '../../../elements/badge';
import type { Column } from '../../../elements/data-table';
import { ListTable } from '../../../elements/list-table';
import { Notice } from '../../../elements/notice';
import { Panel } from '../../../elements/panel';
import { TimeAgo } from '../../../elements/time-ago';
import { formatCredits } from '../../../figures/credits';
import { moneyText } from '../../../figures/money';
import { humanWords } from '../../../figures/words';
import { openProgram, requestPayout } from '../../money/money-commands';
import { FundsTable } from '../../money/funds-table';
import { PayoutTable } from '../../money/payout-table';

const COLUMNS: readonly Column<Referral>[] = [
  { name: 'Brought', lead: true, show: ({ referralId }) => <AccountLink accountId={referralId} /> },
  {
    name: 'State',
    show: ({ status, reason }) => (
      <>
        <Badge tone={status === 'EXPIRED' ? 'plain' : 'good'}>{humanWords(status)}</Badge>
        {reason !== null && <span className="cell-note">{humanWords(reason)}</span>}
      </>
    ),
  },
  { name: 'Reward', figure: true, show: ({ reward }) => rewardText(reward) },
  { name: 'Signed up', figure: true, show: ({ signupAt }) => <TimeAgo at={signupAt} /> },
  {
    name: 'First paid',
    figure: true,
    show: ({ confirmedAt }) => (confirmedAt === null ? '–' : <TimeAgo at={confirmedAt} />),
  },
];

/** A party's referral program: its code, what it earned, whom it brought, and what was paid out. */
export function AccountReferrals({ accountId }: { accountId: string }) {
  return (
    <Acting>
      {(ask) => (
        <>
          <Program accountId={accountId} ask={ask} />
          <Panel title="Referrals" note="Whoever signed up with the code, newest first" flush>
            <ListTable
              list={useList(moneyLists.referralsOf(accountId))}
              caption="referrals"
              columns={COLUMNS}
              keyOf={({ referralId }) => referralId}
              empty={{
                title: 'Nobody came by the code yet',
                advice: 'A sign-up that names it appears here.',
              }}
            />
          </Panel>
          <Panel title="Payouts" flush>
            <PayoutTable source={moneyLists.payoutsOf(accountId)} ask={ask} />
          </Panel>
        </>
      )}
    </Acting>
  );
}

function Program({ accountId, ask }: { accountId: string; ask: Ask }) {
  const { data: program, error, refetch } = useQuery(programQuery(accountId));
  if (program === undefined && error) {
    return <Notice kind="error" error={error} onRetry={() => void refetch()} />;
  }
  if (!program) {
    const actions = program === null && (
      <ActButton name="Open a program" onPress={() => ask(openProgram(accountId))} />
    );
    return (
      <Panel title="Referral program" actions={actions}>
        <p className="soft">{program === null ? 'This party has no program.' : 'Looking …'}</p>
      </Panel>
    );
  }
  const { code, status, clicks, referrals, successful, funds } = program;
  const note = `${clicks} clicks, ${referrals} signed up, ${successful} paid`;
  return (
    <Panel
      title={`Program ${code}`}
      note={status === 'active' ? note : `Inactive; ${note}`}
      actions={<ActButton name="Ask for a payout" onPress={() => ask(requestPayout(accountId))} />}
      flush
    >
      <FundsTable funds={funds} />
    </Panel>
  );
}

function rewardText(reward: Referral['reward']): string {
  if (reward === null) return '–';
  return 'credits' in reward ? `${formatCredits(reward.credits)} credits` : moneyText(reward);
}
