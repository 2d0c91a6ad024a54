import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState } from 'react';
import { catalogQuery, draftDiffQuery } from '../../../api/catalog-queries';
import type { Catalog, CatalogChange, CatalogDocument } from '../../../api/contract';
import { ApiProblem, type FieldError } from '../../../api/problem';
import { withValueAt, type DocumentPath } from './document-path';
import { keepDraft, useKeptDraft, type Draft } from './draft-store';

/** The draft as every part of the editor sees it. */
export interface Editing {
  readonly draft: Draft;
  readonly isEdited: boolean;
  /** The version in force now: another than the draft's base once somebody else has published. */
  readonly inForce: Catalog;
  /** Of what is wrong with the draft, by the path in the document. */
  readonly errors: readonly FieldError[];
  /** What publishing it would change; undefined while it is wrong or being looked at. */
  readonly changes: readonly CatalogChange[] | undefined;
  /** Why nobody could say what is wrong or would change. */
  readonly fault: Error | null;
  readonly edit: (path: DocumentPath, value: unknown) => void;
  readonly replace: (document: CatalogDocument) => void;
}

const PAUSE_MS = 250;
const IN_REQUEST = /^document\.?/;

export const EditingContext = createContext<Editing | undefined>(undefined);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error('a part of the editor stands outside of it');
  return editing;
}

/** The draft, or the version in force where nothing is edited; undefined until the latter is read. */
export function useDraft(): { readonly editing: Editing | undefined; readonly error: Error | null } {
  const { data: inForce, error } = useQuery(catalogQuery);
  const kept = useKeptDraft();
  const document = kept?.document ?? inForce?.document;
  const paused = usePaused(document);
  const diff = useQuery({
    ...draftDiffQuery(paused!, inForce?.version ?? 0),
    enabled: kept !== null && paused !== undefined && inForce !== undefined,
  });
  if (!inForce || !document) return { editing: undefined, error };
  const draft = kept ?? { base: inForce, document };
  // What was said of an earlier draft is not said of this one.
  const isLooking = paused !== document || diff.isPlaceholderData;
  const problem = kept ? diff.error : null;
  const errors = problem instanceof ApiProblem ? problem.errors : [];
  const replace = (next: CatalogDocument) => keepDraft({ base: draft.base, document: next });
  return {
    error,
    editing: {
      ...{ draft, isEdited: kept !== null, inForce, replace },
      errors: errors.map(({ field, message }) => ({ field: field.replace(IN_REQUEST, ''), message })),
      changes: kept ? (isLooking || problem ? undefined : diff.data?.changes) : [],
      fault: errors.length > 0 ? null : problem,
      edit: (path, value) => replace(withValueAt(draft.document, path, value)),
    },
  };
}

/** The value once it has rested: nobody is asked about every letter. */
function usePaused<Value>(value: Value): Value {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}
