import { setTimeout as delay } from 'node:timers/promises';
import { JsonBody, LedgerClient } from '../play/ledger-client';

const LOOKED_EVERY_MS = 100;
const WAITED_MS_MAX = 60_000;

/** What a newcomer would do with money, through the public API and the sandbox’s checkout page. */
export class MoneyDesk {
  constructor(
    private readonly client: LedgerClient,
    private readonly given: { readonly url: string; readonly runId: string },
  ) {}

  /** @throws Error where it is refused: nothing in this story is */
  async send(path: string, body: JsonBody): Promise<JsonBody> {
    const key = `demo/${this.given.runId}/money${path}/${JSON.stringify(body)}`;
    const { outcome, body: answer } = await this.client.command(path, key.slice(0, 200), body);
    if (outcome === 'refused') throw new Error(`${path} was refused: ${String(answer.detail)}`);
    return answer;
  }

  /** Reads until it is so: what follows from a fact follows by itself, a moment later. */
  async once(path: string, isSo: (read: JsonBody) => boolean): Promise<JsonBody> {
    const giveUpAt = performance.now() + WAITED_MS_MAX;
    for (;;) {
      const read = await this.find(path);
      if (read && isSo(read)) return read;
      if (performance.now() > giveUpAt) {
        throw new Error(`GET ${path} still answers ${JSON.stringify(read)?.slice(0, 500)}`);
      }
      await delay(LOOKED_EVERY_MS);
    }
  }

  /** The first of a list that is so, as soon as there is one. */
  async first(path: string, isSo: (item: JsonBody) => boolean = () => true): Promise<JsonBody> {
    const { items } = await this.once(path, (page) => itemsOf(page).some(isSo));
    return (items as JsonBody[]).find(isSo)!;
  }

  /** The buyer pays on the page that the order led to. */
  async pay(accountId: string, orderId: string): Promise<JsonBody> {
    const path = `/v1/accounts/${accountId}/orders/${orderId}`;
    const { checkoutUrl } = await this.once(path, (order) => order.checkoutUrl !== null);
    const page = new URL(`${String(checkoutUrl)}/pay`, this.given.url);
    const answer = await fetch(page, { method: 'POST', redirect: 'manual' });
    if (answer.status !== 303) throw new Error(`the checkout page answered ${answer.status}`);
    return this.once(path, ({ status, purpose, lotId }) => {
      return status === 'COMPLETED' && (purpose !== 'credits' || lotId !== null);
    });
  }

  /** Undefined where there is none yet. */
  private async find(path: string): Promise<JsonBody | undefined> {
    try {
      return await this.client.query(path);
    } catch (error) {
      if ((error as { status?: number }).status === 404) return undefined;
      throw error;
    }
  }
}

function itemsOf({ items }: JsonBody): readonly JsonBody[] {
  return items as JsonBody[];
}
