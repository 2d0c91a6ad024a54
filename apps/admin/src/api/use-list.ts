import { useInfiniteQuery } from '@tanstack/react-query';
import type { Page } from './contract';
import { LISTS_EVERY_MS, type ListSource } from './queries';
import { request } from './request';

const PAGE_SIZE = 50;
/** Every loaded page is asked again at each refresh; beyond so many the refresh becomes seldom. */
const LIVE_PAGES_MAX = 3;
const LONG_LIST_EVERY_MS = 30_000;

export function useList<Item>(source: ListSource<Item>) {
  const result = useInfiniteQuery({
    queryKey: ['list', source.path, source.query],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Item>>(source.path, {
        query: { ...source.query, limit: PAGE_SIZE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: (query) =>
      (query.state.data?.pages.length ?? 0) > LIVE_PAGES_MAX ? LONG_LIST_EVERY_MS : LISTS_EVERY_MS,
    // While a filter changes, the old rows stay, dimmed: a table that blinks empty is hard to read.
    placeholderData: (previous, query) => (query?.queryKey[1] === source.path ? previous : undefined),
  });
  return {
    ...result,
    items: result.data?.pages.flatMap((page) => page.items),
    position: result.data?.pages[0]?.position,
  };
}
