import { IsOptional, Matches } from 'class-validator';
import { refuse, Refusal } from '@ledgerline/kernel';
import { claimForEver, claimIdOf } from '@ledgerline/platform/claims';
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

/** The links that carry a code are out in the world: it is no other's any more. */
async function claimCode(
  code: string,
  { ledger, streamId, now, keyedHash, dryRun }: Asking,
): Promise<Refusal | undefined> {
  const claimKind = 'referral-code';
  const claimId = claimIdOf(keyedHash, claimKind, code);
  const isOurs = await claimForEver(ledger, { claimKind, claimId, ownerId: streamId, now, dryRun });
  return isOurs ? undefined : refuse('code-taken', { code });
}
