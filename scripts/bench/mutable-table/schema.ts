/*
 * The design that the ledger replaces, as a careful team would write it: narrow rows, one index per question,
 * room on the page for rows that are updated in place. Amounts are micro-credits in bigint on both sides.
 */

export const MUTABLE_TABLE_ACTION = 'chat';
export const MUTABLE_TABLE_COST_MICROS = 1_000_000n;
const BALANCE_MICROS = 10n ** 15n;
/** As high as the ledger's limits in the same run: checked every time, never reached. */
const LIMIT_VALUE = 1_000_000_000;

export const MUTABLE_TABLE_SCHEMA = `
  create table accounts (
    account_id text primary key,
    tier       text not null
  );
  create table credit_balances (
    account_id     text primary key references accounts,
    balance_micros bigint not null check (balance_micros >= 0),
    updated_at     timestamptz not null default now()
  ) with (fillfactor = 70);
  create table usage_limits (
    tier       text not null,
    action     text not null,
    period     text not null,
    max_units  bigint not null,
    primary key (tier, action, period)
  );
  create table credit_transactions (
    transaction_id       bigint generated always as identity primary key,
    account_id           text not null,
    type                 text not null,
    amount_micros        bigint not null,
    balance_after_micros bigint not null,
    generation_id        text not null,
    description          text,
    created_at           timestamptz not null default now()
  );
  create index on credit_transactions (account_id, created_at);
  create table usage_events (
    usage_event_id bigint generated always as identity primary key,
    account_id     text not null,
    action         text not null,
    quantity       integer not null,
    actor_user_id  text,
    model          text,
    input_tokens   integer,
    output_tokens  integer,
    created_at     timestamptz not null default now()
  );
  create index on usage_events (account_id, action, created_at) include (quantity);
  create table usage_counters (
    account_id text not null,
    action     text not null,
    day        date not null,
    units      bigint not null,
    primary key (account_id, action, day)
  ) with (fillfactor = 70);
  insert into usage_limits values
    ('pro', '${MUTABLE_TABLE_ACTION}', 'day', ${LIMIT_VALUE}),
    ('pro', '${MUTABLE_TABLE_ACTION}', 'month', ${LIMIT_VALUE});
`;

/** Statements that open `count` accounts, named by `accountIdOf`. */
export function mutableTableAccounts(accountIds: readonly string[]): { text: string; values: unknown[] }[] {
  return [
    {
      text: `insert into accounts select account_id, 'pro' from unnest($1::text[]) as t(account_id)`,
      values: [accountIds],
    },
    {
      text: `insert into credit_balances select account_id, $2 from unnest($1::text[]) as t(account_id)`,
      values: [accountIds, BALANCE_MICROS.toString()],
    },
  ];
}
