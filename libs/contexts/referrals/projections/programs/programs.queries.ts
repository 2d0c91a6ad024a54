import { formatMoney, Timestamp } from '@ledgerline/kernel';
import {
  Asked,
  equals,
  ListOf,
  Page,
  PageAsked,
  readAllRows,
  readFirst,
  readPage,
  type Reads,
  sql,
} from '@ledgerline/platform/queries';
import { programFunds, ProgramFundsRow } from '../program-funds/program-funds';
import { ProgramRow, programs } from './programs';

export interface ProgramView {
  readonly accountId: string;
  readonly code: string;
  readonly status: 'active' | 'inactive';
  readonly customUrl: string | null;
  readonly message: string | null;
  readonly clicks: number;
  readonly referrals: number;
  /** Who of them became a paying customer. */
  readonly successful: number;
  readonly openedAt: Timestamp;
  readonly lastClickAt: Timestamp | null;
}

/** A program's ledger in one currency: earned = vesting + available + reserved + paid out + clawed back. */
export interface FundsView {
  readonly currency: string;
  readonly earned: string;
  readonly vesting: string;
  /** What a payout may ask for. */
  readonly available: string;
  /** More was paid out than is left of the earnings: later ones repay it. */
  readonly owed: string;
  readonly reserved: string;
  readonly paidOut: string;
  readonly clawedBack: string;
}

export class ListPrograms {
  constructor(
    readonly asked: PageAsked & {
      readonly status?: string | undefined;
      readonly code?: string | undefined;
    },
  ) {}
}

export class FindProgram {
  constructor(
    readonly accountId: string,
    readonly asked: Asked,
  ) {}
}

/** What all programs come to, by currency. */
export class SumEarnings {
  constructor(readonly asked: Asked) {}
}

export function listPrograms(reads: Reads, { asked }: ListPrograms): Promise<Page<ProgramView>> {
  const where = [equals('status', asked.status), equals('code', asked.code?.toUpperCase())];
  return readPage<ProgramRow, ProgramView>(reads, programsWhere(where), asked, programView);
}

/** A party's program with its ledger, or undefined where it has none. */
export async function findProgram(
  reads: Reads,
  { accountId, asked }: FindProgram,
): Promise<{
  program: (ProgramView & { funds: readonly FundsView[] }) | undefined;
  position: string | null;
}> {
  const own = [equals('party_id', accountId)];
  const { row, position } = await readFirst<ProgramRow>(reads, programsWhere(own), asked);
  if (!row) return { program: undefined, position };
  const { pages } = await readAllRows<ProgramFundsRow>(reads, fundsWhere(own), asked);
  const funds: FundsView[] = [];
  for await (const page of pages) funds.push(...page.map(fundsView));
  return { program: { ...programView(row), funds }, position };
}

export async function sumEarnings(
  reads: Reads,
  { asked }: SumEarnings,
): Promise<{ items: readonly (FundsView & { programs: number })[]; position: string | null }> {
  const text = `
    select currency, count(*)::integer as programs, sum(earned_minor)::text as earned,
      sum(vesting_minor)::text as vesting, sum(greatest(available_minor, 0))::text as available,
      sum(greatest(-available_minor, 0))::text as owed, sum(reserved_minor)::text as reserved,
      sum(paid_out_minor)::text as "paidOut", sum(clawed_back_minor)::text as "clawedBack"
    from read_referrals.program_funds group by currency order by currency`;
  const options = { atLeast: asked.minPosition };
  const { rows, position } = await reads.models.query<SummedRow>(programFunds, text, [], options);
  const items = rows.map(({ currency, programs: count, ...sums }) => ({
    currency,
    programs: count,
    ...inMoney(sums, currency),
  }));
  return { items, position: position ?? null };
}

type Sums = Omit<FundsView, 'currency'>;
type SummedRow = Sums & { readonly currency: string; readonly programs: number };

function inMoney(sums: Sums, currency: string): Sums {
  const told = Object.entries(sums).map(([figure, minor]) => [figure, formatMoney(BigInt(minor), currency)]);
  return Object.fromEntries(told);
}

function programsWhere(where: ListOf['where']): ListOf {
  return {
    name: 'programs',
    from: programs,
    select: sql`select * from read_referrals.programs`,
    where,
    sort: [
      { column: 'opened_at', type: 'timestamp' },
      { column: 'party_id', type: 'text' },
    ],
    direction: 'desc',
  };
}

function fundsWhere(where: ListOf['where']): ListOf {
  return {
    name: 'program-funds',
    from: programFunds,
    select: sql`select * from read_referrals.program_funds`,
    where,
    sort: [{ column: 'currency', type: 'text' }],
    direction: 'asc',
  };
}

function programView(row: ProgramRow): ProgramView {
  return {
    ...{ accountId: row.party_id, code: row.code, status: row.status },
    ...{ customUrl: row.custom_url, message: row.message },
    ...{ clicks: row.clicks, referrals: row.referrals, successful: row.successful },
    ...{ openedAt: row.opened_at, lastClickAt: row.last_click_at },
  };
}

function fundsView(row: ProgramFundsRow): FundsView {
  const { currency, available_minor: available } = row;
  const money = (minor: bigint) => formatMoney(minor, currency);
  return {
    currency,
    earned: money(row.earned_minor),
    vesting: money(row.vesting_minor),
    available: money(available > 0n ? available : 0n),
    owed: money(available < 0n ? -available : 0n),
    reserved: money(row.reserved_minor),
    paidOut: money(row.paid_out_minor),
    clawedBack: money(row.clawed_back_minor),
  };
}
