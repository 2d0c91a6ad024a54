import { breakLink, cutLink } from './break-link';
import { clockOff } from './clock-off';
import { crashPostgres } from './crash-postgres';
import { Fault } from './fault';
import { freeze } from './freeze';
import { killAtFailpoint } from './kill-at-failpoint';
import { killAtRandom } from './kill-at-random';
import { lockRows } from './lock-rows';
import { serializationFailures } from './serialization-failures';
import { terminateBackends } from './terminate-backends';
import { twoProjectors } from './two-projectors';

/** Every way of going wrong. A new one is its file and one line here. */
export const FAULTS: readonly Fault[] = [
  killAtRandom,
  killAtFailpoint('append.before', ['api']),
  killAtFailpoint('append.committed', ['api']),
  killAtFailpoint('projection.rows-written', ['projector']),
  killAtFailpoint('projection.committed', ['projector']),
  freeze,
  cutLink,
  breakLink('delaying'),
  breakLink('half-open'),
  breakLink('swallowing-answers'),
  terminateBackends,
  crashPostgres,
  lockRows,
  serializationFailures,
  twoProjectors,
  clockOff,
];
