import { useSyncExternalStore } from 'react';
import type { Catalog, CatalogDocument } from '../../../api/contract';

/** What is being edited, and the version that the editing started from. */
export interface Draft {
  readonly base: Catalog;
  readonly document: CatalogDocument;
}

/** Kept until the tab is closed: moving about, or a reload, loses no work. */
const STORAGE_KEY = 'ledgerline-catalog-draft';
const listeners = new Set<() => void>();
let kept: Draft | null = stored();

export function useKeptDraft(): Draft | null {
  return useSyncExternalStore(subscribe, () => kept);
}

/** A draft without a difference to where it started is none. */
export function keepDraft(draft: Draft | null): void {
  const isEdited = draft && JSON.stringify(draft.document) !== JSON.stringify(draft.base.document);
  kept = isEdited ? draft : null;
  try {
    if (kept) sessionStorage.setItem(STORAGE_KEY, JSON.stringify(kept));
    else sessionStorage.removeItem(STORAGE_KEY);
  } catch {
    // Storage can be full or forbidden; the draft then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function stored(): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? 'null') as Draft | null;
  } catch {
    return null;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
