import type {
  AccountRow,
  AuditEntry,
  Generation,
  HaltedReadModel,
  Hold,
} from '../../../apps/admin/src/api/contract';
import { accounts, lots, statement } from './accounts';
import { audit, generations, holds, limits } from './activity';
import { versions } from './catalog';
import { crossings, overrides } from './crossings';
import { memberships, parties } from './parties';
import { dashboard, emptyDashboard } from './dashboard';
import { positionText } from './figures';

export type Query = Readonly<Record<string, string>>;

/** A ledger without rules: figures that look right, and just enough change for the page to look alive. */
export class FakeWorld {
  /** As on the day of installation. */
  isEmpty = false;
  /** Read models that stand still at an event they cannot read. */
  halted: readonly HaltedReadModel[] = [];
  private readonly bornAtMs = Date.now();
  private extra = 0;
  private readonly cancelled = new Set<string>();

  /** Null before the first event. */
  get position(): string | null {
    return this.isEmpty ? null : positionText(91_000 + this.extra);
  }

  /** One more generation has been completed somewhere. */
  act(): void {
    this.extra += 1;
  }

  dashboard(days: number) {
    if (this.isEmpty) return emptyDashboard();
    const figures = dashboard(this.bornAtMs, { days, extra: this.extra });
    return { ...figures, halted: this.halted, cards: { ...figures.cards, openHolds: this.holds({}).length } };
  }

  accounts({ search = '', status, tier }: Query): readonly AccountRow[] {
    return this.unlessEmpty(accounts(this.bornAtMs)).filter(
      (row) =>
        row.accountId.includes(search.toLowerCase()) &&
        (!status || row.status === status) &&
        (!tier || row.tier === tier),
    );
  }

  account(accountId: string): AccountRow | undefined {
    return accounts(this.bornAtMs).find((row) => row.accountId === accountId);
  }

  limits({ accountId, tier, plan, status }: AccountRow) {
    return limits(this.bornAtMs, { accountId, tier, plan, status });
  }

  lots() {
    return this.unlessEmpty(lots(this.bornAtMs));
  }

  statement({ type, action, reference, from, to }: Query) {
    return this.unlessEmpty(statement(this.bornAtMs)).filter(
      (entry) =>
        (!type || entry.type === type) &&
        (!action || entry.action === action) &&
        (!reference || entry.reference === reference) &&
        isWithin(entry.at, from, to),
    );
  }

  generations(accountId: string, { state, action, actor, from, to }: Query): readonly Generation[] {
    return this.unlessEmpty(generations(this.bornAtMs, accountId)).filter(
      (row) =>
        (!state || row.state === state) &&
        (!action || row.action === action) &&
        (!actor || row.actorUserId === actor) &&
        isWithin(row.requestedAt, from, to),
    );
  }

  holds({ accountId }: Query): readonly Hold[] {
    return this.unlessEmpty(holds(this.bornAtMs)).filter(
      (hold) => !this.cancelled.has(hold.generationId) && (!accountId || hold.accountId === accountId),
    );
  }

  audit({ accountId, command, outcome, actor, from, to }: Query): readonly AuditEntry[] {
    return this.unlessEmpty(audit(this.bornAtMs)).filter(
      (entry) =>
        (!accountId || entry.accountId === accountId) &&
        (!command || entry.command === command) &&
        (!outcome || entry.outcome === outcome) &&
        (!actor || entry.actor === actor) &&
        isWithin(entry.at, from, to),
    );
  }

  crossings({ accountId = '' }: Query) {
    return this.unlessEmpty(crossings(this.bornAtMs, accountId));
  }

  parties({ search = '', kind, status }: Query) {
    return this.unlessEmpty(parties(this.bornAtMs)).filter(
      (party) =>
        party.partyId.includes(search) &&
        (!kind || party.kind === kind) &&
        (!status || party.status === status),
    );
  }

  memberships() {
    return this.unlessEmpty(memberships(this.bornAtMs));
  }

  versions() {
    return versions(this.bornAtMs);
  }

  overrides({ accountId = '' }: Query) {
    return this.unlessEmpty(overrides(this.bornAtMs, accountId));
  }

  /** What went back, or undefined when there is no such open hold any more. */
  cancel(accountId: string, generationId: string): Hold | undefined {
    const hold = this.holds({ accountId }).find((each) => each.generationId === generationId);
    if (!hold) return undefined;
    this.cancelled.add(generationId);
    this.extra += 1;
    return hold;
  }

  private unlessEmpty<Row>(rows: readonly Row[]): readonly Row[] {
    return this.isEmpty ? [] : rows;
  }
}

function isWithin(instant: string, from: string | undefined, to: string | undefined): boolean {
  return (!from || instant >= from) && (!to || instant < to);
}
