import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { Chance } from '../chance';
import { Violations } from '../check/violations';
import { System } from '../world/system';
import { FAULTS_CATALOG, tierOf } from './catalog';
import { Client } from './client';
import { Command, Lived } from './command';
import { HOT_ACCOUNTS, Workload } from './workload';

export interface DriverOptions {
  readonly system: System;
  readonly chance: Chance;
  readonly violations: Violations;
  readonly accounts: number;
  readonly workers: number;
  readonly batchItems: number;
}

/** Every n-th batch is asked once more after it was answered, as by a client that lost the answer. */
const ASKED_ONCE_MORE = 0.02;
const SMALL_BATCH = 0.2;
const SMALL_ITEMS_MAX = 5;
/** Accounts of a client beside the hot ones. */
const OTHERS_MAX = 6;
const OPENED_AT_ONCE = 50;
const OPENING_ATTEMPTS_MAX = 100;
const OPEN_AGAIN_MS = 200;

/** The clients: what they ask, what they lived, and how they come to rest. */
export class Driver {
  readonly counts = { acknowledged: 0, accepted: 0, refused: 0, noEffect: 0, unrecorded: 0, asksRepeated: 0 };
  private lived: Lived[] = [];
  private readonly clients: Client[];
  private readonly workloads: Workload[];
  private readonly accounts: readonly string[];
  private endsAtMs = 0;

  constructor(private readonly options: DriverOptions) {
    const { system, chance, violations, workers } = options;
    this.accounts = Array.from({ length: options.accounts }, (_, i) => `acc${i}`);
    const ports = system.apis.map(({ port }) => port);
    const onStrange = (what: string) => {
      violations.add('strange-answer', what);
      // Asking on would not help, and whoever looks for the cause wants the log as it is now.
      this.endsAtMs = 0;
      for (const client of this.clients) client.giveUp();
    };
    const names = Array.from({ length: workers }, (_, i) => `w${i}`);
    this.clients = names.map((name) => {
      return new Client({ ports, token: system.token, chance: chance.fork(`client-${name}`), onStrange });
    });
    this.workloads = names.map((worker, i) => {
      const own = chance.fork(`workload-${worker}`);
      return new Workload({ worker, chance: own, accounts: accountsOf(this.accounts, i), nowMs: Date.now });
    });
  }

  /** Our catalog, then every account; before any fault. */
  async openAccounts(): Promise<void> {
    await this.publishCatalog();
    for (let attempt = 1, left = this.accounts; left.length > 0; attempt++) {
      if (attempt > OPENING_ATTEMPTS_MAX) throw new Error(`${left.length} accounts cannot be opened`);
      const commands = left.map((accountId): Command => {
        const tier = tierOf(accountId);
        return { accountId, key: `open-${accountId}-${attempt}`, ask: { type: 'OpenAccount', tier } };
      });
      const lived: Lived[] = [];
      for (let at = 0; at < commands.length; at += OPENED_AT_ONCE) {
        lived.push(...(await this.clients[0]!.deliver(commands.slice(at, at + OPENED_AT_ONCE))));
      }
      // An instance may not have heard of the catalog yet: unknown tier, and no stream to record that in.
      const opened = lived.filter(({ answer }) => answer?.outcome === 'accepted');
      this.keep(opened);
      left = left.filter((id) => !opened.some(({ command }) => command.accountId === id));
      if (left.length > 0) await pause(OPEN_AGAIN_MS);
    }
  }

  get retriedFor(): Readonly<Record<string, number>> {
    const all: Record<string, number> = {};
    for (const { retriedFor } of this.clients) {
      for (const [why, times] of retriedFor) all[why] = (all[why] ?? 0) + times;
    }
    return all;
  }

  /** All clients ask for so long, and end what they began. */
  async drive(forMs: number): Promise<void> {
    this.endsAtMs = performance.now() + forMs;
    await Promise.all(this.clients.map((client, i) => this.work(client, this.workloads[i]!)));
  }

  deadline(): number {
    return this.endsAtMs;
  }

  /** Nobody begins anything more; what was begun is ended. */
  endNow(): void {
    this.endsAtMs = Math.min(this.endsAtMs, performance.now());
  }

  /** Waits for the last answers; who has none after so long gives up. */
  async drained(driving: Promise<void>, withinMs: number): Promise<void> {
    const late = pause(withinMs, 'late' as const, { ref: false });
    if ((await Promise.race([driving, late])) === 'late') for (const client of this.clients) client.giveUp();
    await driving;
  }

  /** What was lived since the last time. */
  takeLived(): readonly Lived[] {
    return this.lived.splice(0);
  }

  private async work(client: Client, workload: Workload): Promise<void> {
    const { batchItems, chance } = this.options;
    while (performance.now() < this.endsAtMs) {
      // Most batches are large, as a service under load sends them; single commands race with them.
      const most = chance.happens(SMALL_BATCH) ? SMALL_ITEMS_MAX : batchItems;
      const length = chance.between(most === batchItems ? Math.ceil(batchItems / 2) : 1, most);
      const batch = Array.from({ length }, () => workload.next());
      const lived = await client.deliver(batch);
      if (chance.happens(ASKED_ONCE_MORE)) this.compareAgain(lived, await client.deliver(batch));
      for (const one of lived) workload.told(one);
      this.keep(lived);
    }
    client.close();
  }

  private keep(lived: readonly Lived[]): void {
    const { counts } = this;
    for (const { answer, tries } of lived) {
      if (!answer) continue;
      counts.asksRepeated += tries - 1;
      if (answer.reason === 'too-many-refusals') counts.unrecorded += 1;
      else counts.acknowledged += 1;
      if (answer.outcome === 'accepted') counts.accepted += 1;
      else if (answer.outcome === 'refused') counts.refused += 1;
      else counts.noEffect += 1;
    }
    this.lived.push(...lived);
  }

  /** The same key must be told the same again; what nobody had decided yet may be decided now. */
  private compareAgain(first: readonly Lived[], again: readonly Lived[]): void {
    first.forEach((lived, i) => {
      const { command, answer } = lived;
      const { answer: repeated, answeredMs, tries } = again[i]!;
      if (!answer || !repeated) return;
      this.counts.asksRepeated += 1;
      if (UNDECIDED.has(answer.reason ?? ''))
        return void Object.assign(lived, { answer: repeated, answeredMs, tries: lived.tries + tries });
      const [one, other] = [JSON.stringify(answer), JSON.stringify(repeated)];
      if (one === other) return;
      this.options.violations.add(
        'answered-otherwise',
        `${JSON.stringify(command)}: first ${one}, then ${other}`,
      );
    });
  }

  private async publishCatalog(): Promise<void> {
    const { apis, adminToken } = this.options.system;
    const answer = await request(`http://127.0.0.1:${apis[0]!.port}/v1/catalog`, {
      method: 'POST',
      dispatcher: new Agent({ connections: 1, pipelining: 0 }),
      headers: {
        authorization: `Bearer ${adminToken}`,
        'content-type': 'application/json',
        'idempotency-key': 'faults-catalog',
      },
      body: JSON.stringify({ document: FAULTS_CATALOG, reason: 'faults' }),
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 201) throw new Error(`the catalog was not published: ${text}`);
  }
}

/** The hot ones, which all use, and some others: a stream that stands still must not hold up everybody. */
function accountsOf(all: readonly string[], worker: number): readonly string[] {
  const others = all.slice(HOT_ACCOUNTS);
  const own = Array.from({ length: Math.min(OTHERS_MAX, others.length) }, (_, i) => {
    return others[(worker * OTHERS_MAX + i) % others.length]!;
  });
  return [...all.slice(0, HOT_ACCOUNTS), ...own];
}

/** Nothing was decided, so the next time may be decided otherwise. */
const UNDECIDED = new Set(['too-many-refusals', 'account-already-exists']);
