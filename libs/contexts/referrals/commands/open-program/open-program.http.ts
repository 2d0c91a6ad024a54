import { IsOptional, Matches } from 'class-validator';
import { refuse, Refusal } from '@ledgerline/kernel';
import { claimForEver, claimIdOf } from '@ledgerline/platform/claims';
import type { Asking, CommandRequest } from '@ledgerline/platform/commands';
import { Text } from '@ledgerline/platform/http';
import { PROGRAM_CODE } from '../../click/referral-code';
import type { ReferralsFamilies } from '../../families';
import type { ReferralsParts } from '../../referrals-parts';
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
  { catalogs, loopbackUrls }: Pick<ReferralsParts, 'catalogs' | 'loopbackUrls'>,
) => {
  const command = ({ body, params }: Pick<CommandRequest<OpenProgramBody>, 'body' | 'params'>) => ({
    partyId: params.accountId!,
    code: codeOf(body),
    customUrl: body.customUrl ?? null,
    message: body.message ?? null,
    loopbackAllowed: loopbackUrls,
  });
  return programCommand({
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
    // A code is its claimer's for ever: whoever is refused for anything else claims none.
    before: async (request, asking) => {
      const { state } = await asking.ledger.read(program.stream, asking.streamId);
      const context = { now: asking.now, policy: catalogs.current() };
      const isOpened = openProgram(command(request), state, context).kind === 'accepted';
      return isOpened ? claimCode(codeOf(request.body), asking) : undefined;
    },
    command,
    decide: openProgram,
    facts: (events) => {
      const opened = factOf(events, 'ProgramOpened');
      return opened ? { code: opened.code, customUrl: opened.customUrl, message: opened.message } : {};
    },
  });
};

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
