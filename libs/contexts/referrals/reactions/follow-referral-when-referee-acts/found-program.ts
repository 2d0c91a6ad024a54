import type { Position } from '@ledgerline/platform/eventstore';
import { readGivenCode } from '../../click/referral-code';
import type { FoundProgram } from '../../domain/referral/sign-up-referral';
import type { ReactingParts } from '../reacting-parts';

/** A circle is closed by its newest member: who is further up than this is not looked for. */
const ANCESTORS_MAX = 20;

export interface Found extends FoundProgram {
  /** Of what may be an invitation: the program itself knows whether it is one. */
  readonly invitationId: string | null;
}

/** Whose code it is that somebody signed up by, and all that decides whether it counts. */
export async function foundProgram(
  parts: ReactingParts,
  { code, refereeId, position }: { code: string; refereeId: string; position: Position },
): Promise<Found | undefined> {
  const { lookup } = parts;
  const given = readGivenCode(code);
  const program = given && (await lookup.programOf(given.code, position));
  if (!given || !program) return undefined;
  const referrerId = program.party_id;
  const click = given.cameBy === null ? undefined : await lookup.clickOf(given.cameBy, position);
  return {
    referrerId,
    invitationId: click === undefined ? given.cameBy : click.invitation_id,
    isActive: program.status === 'active',
    click:
      click?.party_id === referrerId
        ? {
            clickId: click.click_id,
            clickedAt: click.clicked_at,
            attributedUntil: click.attributed_until,
            ...{ source: click.source, campaign: click.campaign, sealed: click.sealed },
          }
        : null,
    ancestors: await ancestorsOf(parts, referrerId),
    isSameEmail: (await lookup.sharedMark(referrerId, refereeId, position)) === 'email',
  };
}

async function ancestorsOf({ ledger, families }: ReactingParts, partyId: string): Promise<readonly string[]> {
  const ancestors: string[] = [];
  for (let of = partyId; ancestors.length < ANCESTORS_MAX;) {
    const { referrerId } = (await ledger.read(families.referral.stream, of)).state;
    if (referrerId === null || ancestors.includes(referrerId)) break;
    ancestors.push(referrerId);
    of = referrerId;
  }
  return ancestors;
}
