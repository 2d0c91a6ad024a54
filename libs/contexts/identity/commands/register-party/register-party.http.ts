import { IsOptional } from 'class-validator';
import { timestamp } from '@ledgerline/kernel';
import type { Asking, CommandRequest } from '@ledgerline/platform/commands';
import { Identifier, OneOf, Text } from '@ledgerline/platform/http';
import type { PartyKind, PartyRole } from '../../domain/party/party-events';
import type { IdentityParts } from '../../identity-parts';
import { partyStream } from '../../streams/party-stream';
import { emailHashOf } from '../email-hash';
import { partyCommand } from '../party-command';
import { EmailText } from '../party-fields.http';
import { claimEmail } from './claim-email';
import { registerParty, RegisterParty } from './register-party';

class RegisterPartyBody {
  @OneOf(['user', 'workspace'])
  kind!: PartyKind;

  @IsOptional()
  @Identifier()
  partyId?: string;

  @IsOptional()
  @EmailText()
  email?: string;

  @IsOptional()
  @Text(200)
  name?: string;

  @IsOptional()
  @OneOf(['user', 'admin'])
  role?: PartyRole;

  @IsOptional()
  @Identifier()
  tier?: string;

  @IsOptional()
  @Identifier()
  referralCode?: string;

  @IsOptional()
  @Identifier()
  testClockId?: string;
}

type Gathered = Pick<RegisterParty, 'partyId' | 'tierIsKnown' | 'testClock' | 'email'>;

/** Registers a user or a workspace; their account is opened by what follows from it. */
export const registerPartySlice = (parts: IdentityParts) =>
  partyCommand({
    name: 'RegisterParty',
    route: {
      path: '/v1/parties',
      summary: 'Register a user or a workspace; its account opens with the trial grant of its tier',
      roles: ['service'],
      acceptedStatus: 201,
      refusals: [
        'admin-key-required',
        'party-already-exists',
        'unknown-tier',
        'test-clock-not-found',
        'email-taken',
      ],
      examples: {
        body: { kind: 'user', partyId: 'ada', email: 'ada@example.org', name: 'Ada' },
        facts: { partyId: 'ada' },
      },
    },
    body: RegisterPartyBody,
    personal: ['email', 'name'],
    streamId: ({ body, newId }) => body.partyId ?? newId,
    comingBy: ({ testClockId }) => testClockId,
    gather: (request, asking) => gathered(parts, request, asking),
    command: ({ body, sealed, role }, found): RegisterParty => ({
      ...(found as Gathered),
      ...{
        kind: body.kind,
        role: body.role ?? 'user',
        mayMakeAdmins: mayMakeAdmins(role),
        sealed,
        tier: tierOf(body),
      },
      referralCode: body.referralCode ?? null,
    }),
    decide: registerParty,
    facts: (events) => {
      const registered = events.find((event) => event.type === 'PartyRegistered');
      return registered ? { partyId: registered.data.partyId } : {};
    },
  });

const tierOf = ({ tier = 'free' }: RegisterPartyBody) => tier;

/** A service acts for whoever uses it: what makes an admin must not be a field of its form. */
const mayMakeAdmins = (role: string) => role === 'admin';

/** The e-mail is claimed last: nobody else's is taken for a registration that is refused anyway. */
async function gathered(
  parts: IdentityParts,
  { body, role }: Pick<CommandRequest<RegisterPartyBody>, 'body' | 'role'>,
  asking: Asking,
): Promise<Gathered> {
  const { streamId: partyId, ledger, keyedHash } = asking;
  const { state } = await ledger.read(partyStream, partyId);
  const { testClockId } = body;
  const testClock = testClockId ? { id: testClockId, isThere: await parts.hasTestClock(testClockId) } : null;
  const found = { partyId, tierIsKnown: parts.knowsTier(tierOf(body)), testClock, email: null };
  const isRefused =
    (body.role === 'admin' && !mayMakeAdmins(role)) ||
    state.status !== 'missing' ||
    !found.tierIsKnown ||
    testClock?.isThere === false;
  if (isRefused || body.email === undefined) return found;
  const hash = emailHashOf(keyedHash, body.email);
  // An e-mail is claimed in everybody's time: who lives in another must not find the claims of others lapsed.
  const claim = await claimEmail({ ...asking, now: timestamp(parts.now()) }, hash);
  return { ...found, email: { hash, claim } };
}
