import { formatMoney, Timestamp } from '@ledgerline/kernel';
import {
  Asked,
  equals,
  ListOf,
  Page,
  PageAsked,
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
  /** What it earned, by currency; nothing yet: none. */
  readonly funds: readonly FundsView[];
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
  return readPage<FundedRow, ProgramView>(reads, programsWhere(where), asked, programView);
}

/** A party's program, or undefined where it has none. */
export async function findProgram(
  reads: Reads,
  { accountId, asked }: FindProgram,
): Promise<{ program: ProgramView | undefined; position: string | null }> {
  const list = programsWhere([equals('party_id', accountId)]);
  const { row, position } = await readFirst<FundedRow>(reads, list, asked);
  return { program: row && programView(row), position };
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

interface FundedRow extends ProgramRow {
  /** JSON of its ledger by currency; amounts as text, since they may be beyond what JSON numbers hold. */
  readonly funds: string;
}

type LedgerRow = Omit<ProgramFundsRow, 'changed_at' | 'party_id' | Figure> & Record<Figure, string>;
type Figure = Extract<keyof ProgramFundsRow, `${string}_minor`>;

/** A program and its ledger in one statement: what is shown together was true together. */
function programsWhere(where: ListOf['where']): ListOf {
  return {
    name: 'programs',
    from: [programs, programFunds],
    select: sql`
      select * from (
        select programs.*, (
          select coalesce(json_agg(json_build_object('currency', currency,
            'earned_minor', earned_minor::text, 'vesting_minor', vesting_minor::text,
            'available_minor', available_minor::text, 'reserved_minor', reserved_minor::text,
            'paid_out_minor', paid_out_minor::text, 'clawed_back_minor', clawed_back_minor::text
          ) order by currency), '[]')::text
          from read_referrals.program_funds ledger where ledger.party_id = programs.party_id
        ) as funds from read_referrals.programs
      ) funded`,
    where,
    sort: [
      { column: 'opened_at', type: 'timestamp' },
      { column: 'party_id', type: 'text' },
    ],
    direction: 'desc',
  };
}

function programView(row: FundedRow): ProgramView {
  return {
    ...{ accountId: row.party_id, code: row.code, status: row.status },
    ...{ customUrl: row.custom_url, message: row.message },
    ...{ clicks: row.clicks, referrals: row.referrals, successful: row.successful },
    ...{ openedAt: row.opened_at, lastClickAt: row.last_click_at },
    funds: (JSON.parse(row.funds) as LedgerRow[]).map(fundsView),
  };
}

function fundsView(row: LedgerRow): FundsView {
  const { currency } = row;
  const available = BigInt(row.available_minor);
  const money = (minor: bigint | string) => formatMoney(BigInt(minor), currency);
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
