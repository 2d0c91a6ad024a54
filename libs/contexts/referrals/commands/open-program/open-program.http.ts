import { IsOptional, Matches } from 'class-validator';
import { refuse, Refusal } from '@ledgerline/kernel';
import { claimIdOf, confirmClaim, makeClaim } from '@ledgerline/platform/claims';
import type { Asking } from '@ledgerline/platform/commands';
import { Text } from '@ledgerline/platform/http';
import { PROGRAM_CODE } from '../../click/referral-code';
import type { ReferralsFamilies } from '../../families';
import { factOf, programCommand } from '../referrals-command';
import { openProgram } from './open-program';

class OpenProgramBody {
  @Matches(PROGRAM_CODE, { message: 'is a code of 3 to 30 letters, digits, - and _, e.g. "SPRING-26"' })
  code!: string;

  @IsOptional()
  @Text(500)
  customUrl?: string;

  @IsOptional()
  @Text(500)
  message?: string;
}

/** A code in any case is the same code. */
const codeOf = ({ code }: OpenProgramBody): string => code.toUpperCase();

export const openProgramSlice = (
  { program }: Pick<ReferralsFamilies, 'program'>,
  { loopbackUrls }: { readonly loopbackUrls: boolean },
) =>
  programCommand({
    name: 'OpenProgram',
    route: {
      tag: 'referrals',
      path: '/v1/accounts/:accountId/referral-program',
      summary: 'Open a party’s referral program under a code of its own',
      roles: ['service'],
      acceptedStatus: 201,
      refusals: ['code-taken', 'program-already-exists', 'referrals-not-offered', 'custom-url-not-allowed'],
      examples: {
        body: { code: 'SPRING-26', customUrl: 'https://example.org/welcome' },
        facts: { code: 'SPRING-26', customUrl: 'https://example.org/welcome' },
      },
    },
    body: OpenProgramBody,
    before: async ({ body }, asking) => {
      const { state } = await asking.ledger.read(program.stream, asking.streamId);
      return state.status === 'missing' ? claimCode(codeOf(body), asking) : undefined;
    },
    command: ({ body, params }) => ({
      partyId: params.accountId!,
      code: codeOf(body),
      customUrl: body.customUrl ?? null,
      message: body.message ?? null,
      loopbackAllowed: loopbackUrls,
    }),
    decide: openProgram,
    facts: (events) => {
      const opened = factOf(events, 'ProgramOpened');
      return opened ? { code: opened.code, customUrl: opened.customUrl, message: opened.message } : {};
    },
  });

/**
 * A code is its claimer's for ever: the links that carry it are out in the world. So the claim is confirmed
 * at once, and what a crash left unconfirmed still holds.
 */
async function claimCode(
  code: string,
  { ledger, streamId, now, keyedHash, dryRun }: Asking,
): Promise<Refusal | undefined> {
  const claim = await makeClaim(ledger, {
    claimKind: 'referral-code',
    claimId: claimIdOf(keyedHash, 'referral-code', code),
    ownerId: streamId,
    ...{ now, dryRun },
    bar: () => Promise.resolve('holds'),
  });
  if (claim === undefined) return refuse('code-taken', { code });
  if (!dryRun) await confirmClaim(ledger, claim, now);
  return undefined;
}
