import { timestamp, utcDay } from '@ledgerline/kernel';
import { commandIdOf, streamName } from '@ledgerline/platform/ledger';
import { CLICKS_PER_DAY_MAX, isOpen, recordClick } from '../domain/program/record-click';
import { countOn } from '../domain/program/program-state';
import type { ReferralsFamilies } from '../families';
import type { ReferralsParts } from '../referrals-parts';
import type { ClickGate } from './click-gate';

export interface Visit {
  readonly partyId: string;
  readonly ip: string;
  readonly userAgent: string;
  readonly source: string | null;
  readonly campaign: string | null;
  /** As the link names it. */
  readonly invitationId: string | null;
  readonly requestId: string;
}

export interface ClickParts extends Pick<ReferralsParts, 'ledger' | 'sealer' | 'now'> {
  readonly program: ReferralsFamilies['program'];
  readonly gate: ClickGate;
}

const USER_AGENT_LENGTH_MAX = 256;

/**
 * Records a click, once per visitor, UTC day and link: the program's, and each open invitation's.
 * @returns its id; undefined where it is not recorded: too many of them, or nobody new may come
 */
export async function keepClick(
  { ledger, sealer, now, program, gate }: ClickParts,
  { partyId, ip, userAgent, source, campaign, requestId, ...link }: Visit,
): Promise<string | undefined> {
  const nowMs = now();
  if (!gate.admits({ address: ip, partyId, nowMs })) return undefined;
  const receivedAt = timestamp(nowMs);
  const { state } = await ledger.read(program.stream, partyId);
  const isFull = countOn(state.clicksToday, utcDay(receivedAt)) >= CLICKS_PER_DAY_MAX;
  if (state.status !== 'active' || isFull) return undefined;
  const visitor = JSON.stringify({ ip, userAgent: userAgent.slice(0, USER_AGENT_LENGTH_MAX) });
  const sealed = (await sealer.hasKey(partyId)) ? await sealer.sealCached(partyId, visitor) : null;
  // One that is over makes no link of its own: names that strangers make up would be clicks without end.
  const invitationId = isOpen(state, link.invitationId) ? link.invitationId : null;
  const visit = [visitor, utcDay(receivedAt), ...(invitationId === null ? [] : [invitationId])];
  const key = sealer.keyedHash(JSON.stringify(visit));
  const { events } = await ledger.execute(program.stream, {
    ...{
      name: 'RecordClick',
      parameters: { source, campaign, invitationId },
      sealed: null,
      streamId: partyId,
    },
    commandId: commandIdOf({ principal: 'visitor', stream: streamName(program.stream, partyId), key }),
    // The same visitor by another campaign is still the same click of that day.
    ...{ commandHash: 'click', receivedAt, origin: { actor: 'visitor', role: 'public', requestId } },
    decide: (current, context) => recordClick({ source, campaign, sealed, invitationId }, current, context),
  });
  const clicked = events.find((event) => event.type === 'ReferralClicked');
  return clicked?.type === 'ReferralClicked' ? clicked.data.clickId : undefined;
}
