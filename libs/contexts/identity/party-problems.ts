import type { ProblemDefinition } from '@ledgerline/platform/http';

const decided = { outcome: 'refused', retryable: false } as const;
/** Of a stream that does not exist yet nothing is recorded. */
const unrecorded = { outcome: 'not_executed', retryable: false } as const;

/** The refusals of parties. */
export const PARTY_PROBLEMS: readonly ProblemDefinition[] = [
  {
    ...unrecorded,
    code: 'party-not-found',
    status: 404,
    title: 'There is no such party',
    description: 'No user and no workspace was registered under this id.',
  },
  {
    ...unrecorded,
    code: 'admin-key-required',
    status: 403,
    title: 'Only an admin makes an admin',
    description: 'A party of role “admin” is registered with a key of role admin. A service registers users.',
  },
  {
    ...decided,
    code: 'party-already-exists',
    status: 409,
    title: 'The party exists',
    description: 'A user or a workspace was registered under this id. Choose another, or none: one is made.',
  },
  {
    ...unrecorded,
    code: 'email-taken',
    status: 409,
    title: 'The e-mail is somebody else’s',
    description:
      'One e-mail is one party’s, however it is cased. While somebody registers with it, it is theirs for ten minutes.',
  },
  {
    ...decided,
    code: 'email-differs',
    status: 409,
    title: 'That is not the party’s e-mail',
    description: 'The address that was verified is not the one under which the party was registered.',
  },
  {
    ...unrecorded,
    code: 'test-clock-not-found',
    status: 404,
    title: 'There is no such test clock',
    description: 'No test clock of this id was made, or this installation has none at all.',
    sentence: ({ testClockId }) => `There is no test clock “${testClockId}”.`,
  },
  {
    ...decided,
    code: 'not-a-workspace',
    status: 409,
    title: 'Only a workspace has members',
    description: 'The party is a user.',
  },
  {
    ...decided,
    code: 'member-not-found',
    status: 404,
    title: 'There is no such user',
    description: 'A member is a user who was registered before.',
    sentence: ({ memberId }) => `No user “${memberId}” is registered.`,
  },
  {
    ...decided,
    code: 'seats-exceeded',
    status: 409,
    title: 'Every seat is taken',
    description:
      'The plan of the workspace’s account has so many seats: remove a member, or change the plan.',
    sentence: ({ seats, members }) => `The workspace has ${members} members and ${seats} seats.`,
  },
];
