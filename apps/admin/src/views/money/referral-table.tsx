import type { Referral, Reward } from '../../api/contract';
import type { ListSource } from '../../api/queries';
import { useList } from '../../api/use-list';
import { ActButton, type Ask } from '../../commands/acting';
import { AccountLink } from '../../elements/account-link';
import { momentColumn } from '../../elements/columns';
import type { Column } from '../../elements/data-table';
import { FactList } from '../../elements/fact-list';
import { ListTable } from '../../elements/list-table';
import { StateCell } from '../../elements/state-cell';
import { formatCredits } from '../../figures/credits';
import { absoluteTime } from '../../figures/moments';
import { isAny, moneyText } from '../../figures/money';
import { humanWords } from '../../figures/words';
import { REFERRAL_TONES } from './money-tones';
import { grantReferralReward } from './referral-commands';

interface ReferralTableProps {
  readonly source: ListSource<Referral>;
  readonly ask: Ask;
  readonly ofOne?: boolean;
}

export function ReferralTable({ source, ask, ofOne = false }: ReferralTableProps) {
  return (
    <ListTable
      list={useList(source)}
      caption="referrals"
      columns={columnsWith(ask, ofOne)}
      keyOf={({ referralId }) => referralId}
      detail={(referral) => <ReferralDetails referral={referral} />}
      empty={{ title: 'Nobody came by a code yet', advice: 'A sign-up that names one appears here.' }}
    />
  );
}

const columnsWith = (ask: Ask, ofOne: boolean): readonly Column<Referral>[] => [
  { name: 'Brought', lead: true, show: (referral) => <Referee referral={referral} /> },
  ...(ofOne ? [] : [REFERRER]),
  {
    name: 'State',
    show: ({ status, reason }) => (
      <StateCell state={status} tone={REFERRAL_TONES[status]} note={reason && humanWords(reason)} />
    ),
  },
  {
    name: 'Came by',
    show: ({ code, source, campaign }) => (
      <>
        <span className="code">{code.split('.', 1)}</span>
        {(source ?? campaign) && (
          <span className="cell-note">{[source, campaign].filter(Boolean).join(', ')}</span>
        )}
      </>
    ),
  },
  { name: 'Reward', figure: true, show: ({ reward }) => rewardText(reward) },
  momentColumn('Signed up', ({ signupAt }) => signupAt),
  momentColumn('First paid', ({ confirmedAt }) => confirmedAt),
  {
    name: 'Act',
    action: true,
    show: (referral) =>
      referral.refereeId !== null && (
        <ActButton
          name="Reward"
          about={referral.refereeId}
          onPress={() => ask(grantReferralReward(referral))}
        />
      ),
  },
];

const REFERRER: Column<Referral> = {
  name: 'By',
  show: ({ referrerId }) => (referrerId === null ? '–' : <AccountLink accountId={referrerId} />),
};

/** Whoever has not signed up yet has no account to lead to. */
function Referee({ referral: { refereeId, refereeEmail, refereeName } }: { referral: Referral }) {
  const named = refereeName ?? refereeEmail;
  if (refereeId === null) return <span className="strong">{named ?? 'somebody invited'}</span>;
  return (
    <>
      <AccountLink accountId={refereeId} />
      {named !== null && <span className="cell-note">{named}</span>}
    </>
  );
}

function ReferralDetails({ referral }: { referral: Referral }) {
  const { paid, refunded, reason } = referral;
  const at = (moment: string | null) => moment && absoluteTime(moment);
  return (
    <FactList
      facts={[
        ['Name', referral.refereeName],
        ['E-mail', referral.refereeEmail],
        ['Invited', at(referral.invitedAt)],
        ['Clicked', at(referral.clickedAt)],
        ['Signed up', at(referral.signupAt)],
        ['First paid', at(referral.confirmedAt)],
        ['Reward paid', at(referral.rewardPaidAt)],
        ['Expires', at(referral.expiresAt)],
        ['Brings nothing', reason && humanWords(reason)],
        ['Paid', paid && moneyText(paid)],
        ['Given back', refunded && isAny(refunded.amount) && moneyText(refunded)],
        ['Order', referral.orderId],
        ['Code as given', referral.code],
        ['Click', referral.clickId],
        ['Invitation', referral.invitationId],
        ['Address', referral.ip],
        ['Browser', referral.userAgent],
      ]}
    />
  );
}

function rewardText(reward: Reward | null): string {
  if (reward === null) return '–';
  return 'credits' in reward ? `${formatCredits(reward.credits)} credits` : moneyText(reward);
}
