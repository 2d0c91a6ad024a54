import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Catalog, CatalogDiff, CatalogDocument, CatalogVersion, WhatIfReport } from './contract-catalog';
import { LISTS_EVERY_MS } from './queries';
import { request } from './request';

/** A replay reads as much as thousands of queries. */
const WHAT_IF_TIMEOUT_MS = 180_000;

/** The version in force, asked for again and again: somebody else may publish. */
export const catalogQuery = queryOptions({
  queryKey: ['catalog', 'in-force'],
  queryFn: ({ signal }) => request<Catalog>('/v1/catalog', { signal }),
  refetchInterval: LISTS_EVERY_MS,
});

export const versionsQuery = queryOptions({
  queryKey: ['catalog', 'versions'],
  queryFn: ({ signal }) => request<{ items: readonly CatalogVersion[] }>('/v1/catalog/versions', { signal }),
  refetchInterval: LISTS_EVERY_MS,
});

/** A version never changes once it is published. */
export function versionQuery(version: number) {
  return queryOptions({
    queryKey: ['catalog', 'version', version],
    queryFn: ({ signal }) => request<Catalog & CatalogVersion>(`/v1/catalog/versions/${version}`, { signal }),
    staleTime: Infinity,
  });
}

export function versionDiffQuery(from: number, to: number) {
  return queryOptions({
    queryKey: ['catalog', 'diff', from, to],
    queryFn: ({ signal }) => request<CatalogDiff>(`/v1/catalog/versions/${from}/diff/${to}`, { signal }),
    staleTime: Infinity,
  });
}

/** What publishing the draft would change against the version in force, or what is wrong with it. */
export function draftDiffQuery(document: CatalogDocument, inForce: number) {
  return queryOptions({
    queryKey: ['catalog', 'draft-diff', inForce, document],
    queryFn: ({ signal }) =>
      request<CatalogDiff>('/v1/catalog/diff', { method: 'POST', body: { document }, signal }),
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
}

export function askWhatIf(asked: { document: CatalogDocument; since: string }): Promise<WhatIfReport> {
  return request('/v1/catalog/what-if', { method: 'POST', body: asked, timeoutMs: WHAT_IF_TIMEOUT_MS });
}
