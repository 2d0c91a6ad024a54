import { CatalogDocument } from './catalog-document';
import {
  creditPrices,
  packageShape,
  plan,
  providerBudget,
  providerRate,
  referral,
  taxRate,
} from './shape/money-shapes';
import { action, limit, tier } from './shape/policy-shapes';
import { asEntry, Entry, named, nullOr, object, oneOf } from './shape/shape';

export interface FieldError {
  /** Where it is wrong, e.g. `actions[3].price.credits`. */
  readonly field: string;
  readonly message: string;
}

/** Everything that is wrong with a proposed catalog, by exact field; empty when it can be published. */
export function catalogErrors(document: unknown): readonly FieldError[] {
  const proposed = asEntry(document);
  if (!proposed) return [{ field: '', message: 'a catalog is a JSON object' }];
  const errors: FieldError[] = [];
  const tiers = new Set(entriesOf(proposed.tiers).map((entry) => entry.name));
  const limits = new Map(entriesOf(proposed.limits).map((entry) => [entry.name, entry]));
  const check = object(
    {
      unknownActions: oneOf('allow', 'refuse'),
      tiers: named(tier),
      limits: named(limit(tiers)),
      actions: named(action(new Set(limits.keys()))),
    },
    {
      plans: named(plan(tiers, limits)),
      packages: named(packageShape),
      creditPrices,
      taxRates: named(taxRate),
      referral: nullOr(referral),
      providerRates: named(providerRate),
      providerBudgets: named(providerBudget),
    },
  );
  check(proposed, '', (field, message) => errors.push({ field, message }));
  if (!Array.isArray(proposed.tiers) || proposed.tiers.length === 0) {
    errors.push({ field: 'tiers', message: 'names at least one tier' });
  }
  return errors;
}

/**
 * What a next version may not change of a limit that has counted already: its name stands for its count. A
 * limit that counts otherwise is another limit, and takes another name.
 */
export function continuityErrors(
  next: CatalogDocument,
  before: Pick<CatalogDocument, 'limits'>,
): readonly FieldError[] {
  const known = new Map(before.limits.map((entry) => [entry.name, entry]));
  return next.limits.flatMap((entry, i) => {
    const earlier = known.get(entry.name);
    if (!earlier) return [];
    return (['kind', 'measure', 'durationSeconds'] as const)
      .filter((field) => entry[field] !== earlier[field])
      .map((field) => ({
        field: `limits[${i}].${field}`,
        message: `was ${String(earlier[field])}: a limit that counts otherwise takes another name`,
      }));
  });
}

/** Everything that keeps a draft from becoming the version after `inForce`, by exact field. */
export function draftErrors(document: unknown, inForce: CatalogDocument): readonly FieldError[] {
  const errors = catalogErrors(document);
  return errors.length > 0 ? errors : continuityErrors(asCatalogDocument(document), inForce);
}

/** The same where the document is a field of a request: callers find what is wrong in what they sent. */
export function asErrorsOfRequest(errors: readonly FieldError[]): readonly FieldError[] {
  return errors.map(({ field, message }) => ({ field: `document.${field}`, message }));
}

/** Narrows what `catalogErrors` found nothing wrong with. */
export function asCatalogDocument(document: unknown): CatalogDocument {
  return document as CatalogDocument;
}

function entriesOf(list: unknown): readonly Entry[] {
  return Array.isArray(list) ? list.map((item) => asEntry(item) ?? {}) : [];
}
