/** An event of the frozen history, as the log holds it. */
export interface FrozenEvent {
  readonly stream: string;
  readonly revision: string;
  readonly position: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}
