import { createHash } from 'node:crypto';
import { STREAM_NAME_LENGTH_MAX } from '@ledgerline/platform/eventstore';

const PLAIN = /^[^\p{Cc}\p{Cs}]+$/u;

/**
 * A subject as the log's index spells it. References come from outside: one that is too long for a name in
 * the log, or is none, would have its whole batch turned away; it stands there by its digest.
 */
export function subjectKey(subject: string): string {
  if (subject.length <= STREAM_NAME_LENGTH_MAX && PLAIN.test(subject)) return subject;
  return `sha256/${createHash('sha256').update(subject).digest('hex')}`;
}
