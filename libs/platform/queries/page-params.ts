import type { Asked, PageAsked } from './page';

/** Query parameters as they arrive, all text, as the numbers that a query takes. */
export function pageAsked<Params extends Asked & { limit?: string; cursor?: string }>(
  params: Params,
): Omit<Params, 'limit'> & PageAsked {
  const { limit, ...others } = params;
  return { ...others, limit: limit === undefined ? undefined : Number(limit) };
}
