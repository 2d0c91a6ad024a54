import { Fault } from './fault';
import { killAtFailpoint } from './kill-at-failpoint';
import { killAtRandom } from './kill-at-random';

/** Every way of going wrong. A new one is its file and one line here. */
export const FAULTS: readonly Fault[] = [
  killAtRandom,
  killAtFailpoint('append.before', ['api']),
  killAtFailpoint('append.committed', ['api']),
  killAtFailpoint('projection.rows-written', ['projector']),
  killAtFailpoint('projection.committed', ['projector']),
];
