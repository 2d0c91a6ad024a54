import { createHash } from 'node:crypto';
import { Projection } from './projection';
import { tableShapeOf } from './table-shape';

/**
 * Changes when a fold was written differently. It sees the handlers' own text, not what they call: an equal
 * hash is a reason to expect equal rows, never a proof of them. Whoever relies on it compares the rows; and
 * rows that changed without a new version turn `test/golden/folds.spec.ts` red before a build leaves.
 */
export function foldHashOf(projection: Projection): string {
  const handlers = Object.entries(projection.on)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, handler]) => [type, String(handler?.keys), String(handler?.fold)]);
  const text = JSON.stringify([tableShapeOf(projection).hash, projection.version, handlers]);
  return createHash('sha256').update(text).digest('hex');
}
