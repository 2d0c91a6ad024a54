import { useQuery } from '@tanstack/react-query';
import { catalogQuery } from '../../api/catalog-queries';
import type { Choice } from '../../commands/page-command';
import { formatCredits } from '../../figures/credits';
import { moneyText } from '../../figures/money';
import { humanWords } from '../../figures/words';
import type { Shop } from './money-commands';

interface Price {
  readonly amount: string;
  readonly currency: string;
}

interface Offers {
  readonly packages?: readonly {
    readonly name: string;
    readonly description: string;
    readonly credits: string;
    readonly price: Price;
  }[];
  readonly plans?: readonly {
    readonly name: string;
    readonly monthly?: { readonly price: Price };
    readonly yearly?: { readonly price: Price };
  }[];
  readonly creditPrices?: readonly { readonly credits: string; readonly price: Price }[];
}

/** What the catalog in force sells, and for how much; undefined until it is known. */
export function useShop(): Shop | undefined {
  const { data } = useQuery(catalogQuery);
  if (!data) return undefined;
  const { packages = [], plans = [], creditPrices = [] } = data.document as unknown as Offers;
  return {
    packages: packages.map(({ name, description, credits, price }) => ({
      value: name,
      text: `${description}: ${formatCredits(credits)} credits, ${moneyText(price)}`,
      currency: price.currency,
    })),
    plans: plans.map(planChoice),
    pieces: creditPrices.map(({ credits, price }) => ({
      value: price.currency,
      text: `${price.currency}: ${formatCredits(credits)} credits for ${moneyText(price)}`,
    })),
  };
}

function planChoice({ name, monthly, yearly }: NonNullable<Offers['plans']>[number]): Choice {
  const prices = [
    monthly && `${moneyText(monthly.price)} a month`,
    yearly && `${moneyText(yearly.price)} a year`,
  ].filter(Boolean);
  return { value: name, text: `${humanWords(name)}: ${prices.join(', ')}` };
}
