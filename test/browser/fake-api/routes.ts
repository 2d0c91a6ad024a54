import { problem, type Answer } from './answer';
import { catalog } from './catalog';
import type { FakeWorld, Query } from './fake-world';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Query;
  readonly body: Readonly<Record<string, unknown>>;
  readonly idempotencyKey: string | undefined;
}

const LIMIT_DEFAULT = 50;
const ACCOUNT = /^\/v1\/accounts\/([^/]+)(?:\/([a-z-]+))?$/;
const CANCEL = /^\/v1\/accounts\/([^/]+)\/generations\/([^/]+)\/admin-cancel$/;

/** Commands of the account page: taken as they come, and answered as recorded. */
const COMMAND = /^\/v1\/accounts\/([^/]+)\/(grants|adjustments|tier|lots\/void|limits\/.+|generations\/.+)$/;

const PARTY = /^\/v1\/parties\/([^/]+)(?:\/(.+))?$/;

/** The queries of the contract, and the commands that the page sends. */
export function answerTo(asked: Asked, world: FakeWorld): Answer {
  const { path, query } = asked;
  const cancel = CANCEL.exec(path);
  if (cancel && asked.method === 'POST') return adminCancel(asked, world, cancel);
  if (asked.method === 'POST' && (COMMAND.test(path) || PARTY.test(path))) return recorded(asked, world);
  if (path === '/v1/dashboard') return found(world, world.dashboard(Number(query.days ?? 14)));
  if (path === '/v1/revenue') return found(world, { items: [], failedPayments: [] });
  if (path === '/v1/accounts') return page(world, world.accounts(query), query);
  if (path === '/v1/parties') return page(world, world.parties(query), query);
  const party = PARTY.exec(path);
  if (party) return ofParty(decodeURIComponent(party[1]!), party[2], query, world);
  if (path === '/v1/holds') return page(world, world.holds(query), query);
  if (path === '/v1/crossings') return page(world, world.crossings(query), query);
  if (path === '/v1/limit-overrides') return page(world, world.overrides(query), query);
  if (path === '/v1/audit') return page(world, world.audit(query), query);
  if (path === '/v1/catalog') return { status: 200, body: catalog() };
  if (path === '/v1/catalog/versions') return { status: 200, body: world.versions() };
  const account = ACCOUNT.exec(path);
  if (account) return ofAccount(decodeURIComponent(account[1]!), account[2], query, world);
  return problem(404, 'not-found', 'There is nothing at this address.');
}

function ofAccount(accountId: string, part: string | undefined, query: Query, world: FakeWorld): Answer {
  const account = world.account(accountId);
  if (!account) return problem(404, 'account-not-found', `There is no account ${accountId}.`);
  if (part === undefined) return found(world, account);
  if (part === 'limits') return found(world, world.limits(account));
  if (part === 'lots') return page(world, world.lots(), query);
  if (part === 'statement') return page(world, world.statement(query), query);
  if (part === 'generations') return page(world, world.generations(accountId, query), query);
  return problem(404, 'not-found', 'There is nothing at this address.');
}

function ofParty(partyId: string, part: string | undefined, query: Query, world: FakeWorld): Answer {
  const party = world.parties({}).find((each) => each.partyId === partyId);
  if (!party) return problem(404, 'party-not-found', `There is no party ${partyId}.`);
  return part === undefined ? found(world, party) : page(world, world.memberships(), query);
}

function adminCancel(asked: Asked, world: FakeWorld, [, account, generation]: RegExpExecArray): Answer {
  if (!asked.idempotencyKey)
    return problem(422, 'idempotency-key-missing', 'An Idempotency-Key is required.');
  if (typeof asked.body.reason !== 'string')
    return problem(422, 'validation-failed', 'A reason is required.');
  const generationId = decodeURIComponent(generation!);
  const hold = world.cancel(decodeURIComponent(account!), generationId);
  if (!hold) return problem(409, 'generation-already-resolved', 'This generation has already ended.');
  const returned = { credits: hold.held, lots: [] };
  return { status: 200, body: { outcome: 'accepted', position: world.position, generationId, returned } };
}

function recorded(asked: Asked, world: FakeWorld): Answer {
  const hasReason = asked.idempotencyKey && typeof asked.body.reason === 'string';
  if (!hasReason) return problem(422, 'validation-failed', 'A key and a reason are required.');
  world.act();
  return { status: 200, body: { outcome: 'accepted', position: world.position } };
}

function found(world: FakeWorld, body: object): Answer {
  return { status: 200, body: { ...body, position: world.position } };
}

function page(world: FakeWorld, rows: readonly object[], query: Query): Answer {
  if (query.format === 'csv') return csv(world, rows);
  const from = Number(query.cursor ?? 0);
  const to = from + Number(query.limit ?? LIMIT_DEFAULT);
  const nextCursor = to < rows.length ? String(to) : null;
  return { status: 200, body: { items: rows.slice(from, to), nextCursor, position: world.position } };
}

function csv(world: FakeWorld, rows: readonly object[]): Answer {
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))];
  return {
    status: 200,
    body: lines.map((line) => line.join(',')).join('\n'),
    headers: { 'content-type': 'text/csv', 'ledgerline-position': world.position ?? '' },
  };
}
