import { breakLink, cutLink } from './break-link';
import { clockOff } from './clock-off';
import { crashPostgres } from './crash-postgres';
import { Fault } from './fault';
import { fillDisk } from './fill-disk';
import { freeze } from './freeze';
import { freezeLog } from './freeze-log';
import { killAtFailpoint } from './kill-at-failpoint';
import { killAtRandom } from './kill-at-random';
import { killRebuild } from './kill-rebuild';
import { lockRows } from './lock-rows';
import { serializationFailures } from './serialization-failures';
import { terminateBackends } from './terminate-backends';
import { twoProjectors } from './two-projectors';

/** Every way of going wrong. A new one is its file and one line here. */
export const FAULTS: readonly Fault[] = [
  killAtRandom,
  killAtFailpoint('append.before', { victims: ['api'], visitsMax: 10 }),
  killAtFailpoint('append.committed', { victims: ['api'], visitsMax: 10 }),
  killAtFailpoint('projection.rows-written', { victims: ['projector'], visitsMax: 10 }),
  killAtFailpoint('projection.committed', { victims: ['projector'], visitsMax: 10 }),
  killAtFailpoint('snapshot.writing', { victims: ['api'], visitsMax: 2 }),
  killRebuild,
  freeze,
  freezeLog,
  cutLink,
  breakLink('delaying'),
  breakLink('half-open'),
  breakLink('swallowing-answers'),
  terminateBackends,
  crashPostgres,
  lockRows,
  serializationFailures,
  fillDisk,
  twoProjectors,
  clockOff,
];
