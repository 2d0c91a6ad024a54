import type { DomainEvent } from '@ledgerline/kernel';
import type { ProjectedEvent, Projection } from './projection';

/** An event of a union as a fold meets it: one member per type, so that its `type` tells its `data`. */
export type ProjectedOf<
  Event extends DomainEvent,
  T extends Event['type'] = Event['type'],
> = T extends Event['type'] ? ProjectedEvent<Extract<Event, { type: T }>> : never;

export interface TypedHandler<Row extends object, Event extends DomainEvent, T extends Event['type']> {
  keys(event: ProjectedOf<Event, T>): readonly Partial<Row>[];
  fold(row: Row | undefined, event: ProjectedOf<Event, T>, key: Partial<Row>): Row | undefined;
}

export type TotalProjection<Row extends object, Event extends DomainEvent> = Omit<Projection<Row>, 'on'> & {
  /** One entry per event type: what a projection ignores it says, and a new event cannot be forgotten. */
  readonly on: { readonly [T in Event['type']]: TypedHandler<Row, Event, T> | 'ignored' };
};

/** `totalProjection<OrderRow, OrderEvent>({ … })`: a read model that says of every event what it is to it. */
export function totalProjection<Row extends object, Event extends DomainEvent>(
  definition: TotalProjection<Row, Event>,
): Projection<Row> {
  const handlers = Object.entries<unknown>(definition.on);
  const concerned = handlers.filter(([, handler]) => handler !== 'ignored');
  return { ...definition, on: Object.fromEntries(concerned) as Projection<Row>['on'] };
}
