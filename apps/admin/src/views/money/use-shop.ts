import { useQuery } from '@tanstack/react-query';
import { catalogQuery } from '../../api/catalog-queries';
import type { Shop } from './money-commands';

interface Sold {
  readonly name: string;
  readonly price?: { readonly currency: string };
}

/** What the catalog in force sells; undefined until it is known. */
export function useShop(): Shop | undefined {
  const { data } = useQuery(catalogQuery);
  if (!data) return undefined;
  const { packages, plans } = data.document as unknown as { packages?: Sold[]; plans?: Sold[] };
  return {
    packages: (packages ?? []).map(({ name, price }) => ({ name, currency: price?.currency ?? 'USD' })),
    plans: (plans ?? []).map(({ name }) => name),
  };
}
