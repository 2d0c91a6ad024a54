import { useQuery } from '@tanstack/react-query';
import type { Funds, ReferralProgram } from '../../../api/contract';
import { programQuery } from '../../../api/money-queries';
import { ActButton, type Ask } from '../../../commands/acting';
import { FactList } from '../../../elements/fact-list';
import { Notice } from '../../../elements/notice';
import { Panel } from '../../../elements/panel';
import { Skeleton } from '../../../elements/skeleton';
import { StateCell } from '../../../elements/state-cell';
import { formatCount } from '../../../figures/limit-bar';
import { absoluteTime } from '../../../figures/moments';
import { FundsTable } from '../../money/funds-table';
import { PROGRAM_TONES } from '../../money/money-tones';
import { inviteReferee, openProgram, requestPayout, turnProgram } from '../../money/referral-commands';

/** The code and the link that a party gives away, and what came of them. */
export function Program({ accountId, ask }: { accountId: string; ask: Ask }) {
  const { data: program, error, refetch } = useQuery(programQuery(accountId));
  if (program) return <OpenedProgram program={program} ask={ask} />;
  if (program === null) {
    return (
      <Panel
        title="Referral program"
        actions={<ActButton name="Open a program" onPress={() => ask(openProgram(accountId))} />}
      >
        <p className="soft">This party has no program.</p>
      </Panel>
    );
  }
  return (
    <Panel title="Referral program">
      {error ? (
        <Notice kind="error" error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={3} label="Loading the program" />
      )}
    </Panel>
  );
}

interface OpenedProps {
  readonly program: ReferralProgram & { readonly funds: readonly Funds[] };
  readonly ask: Ask;
}

function OpenedProgram({ program, ask }: OpenedProps) {
  const { accountId, code, status, customUrl, message, funds } = program;
  const { clicks, referrals, successful, openedAt, lastClickAt } = program;
  return (
    <Panel
      title={`Program ${code}`}
      note={`${formatCount(clicks)} clicks, ${formatCount(referrals)} signed up, ${formatCount(successful)} paid`}
      actions={
        <>
          {status === 'active' && (
            <ActButton name="Invite" about="somebody" onPress={() => ask(inviteReferee(accountId))} />
          )}
          <ActButton name="Ask for a payout" onPress={() => ask(requestPayout(accountId, funds))} />
          <ActButton
            name={status === 'active' ? 'Deactivate' : 'Reactivate'}
            about="the program"
            onPress={() => ask(turnProgram(program))}
          />
        </>
      }
      flush
    >
      <div className="money-facts">
        <FactList
          facts={[
            ['State', <StateCell state={status} tone={PROGRAM_TONES[status]} />],
            ['Link to give away', <span className="code">{`${location.origin}/r/${code}`}</span>],
            ['Leads to', customUrl ?? 'this API'],
            ['Message', message],
            ['Opened', absoluteTime(openedAt)],
            ['Last click', lastClickAt && absoluteTime(lastClickAt)],
          ]}
        />
      </div>
      <FundsTable funds={funds} />
    </Panel>
  );
}
