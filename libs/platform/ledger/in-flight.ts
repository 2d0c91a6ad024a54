import { DomainEvent } from '@ledgerline/kernel';
import { repeated } from './answers';
import { keyReused } from './faults';
import { LedgerResult } from './ledger-result';
import { idsOf } from './together';

interface Asked {
  readonly commandId: string;
  readonly commandHash: string;
  readonly parts?: readonly Asked[];
}

interface Flight<State, Event extends DomainEvent> {
  readonly command: Asked;
  readonly result: Promise<LedgerResult<State, Event>>;
}

/** Commands of one stream on their way into it: no id is on its way twice. */
export class InFlight<State, Event extends DomainEvent> {
  private readonly flights = new Map<string, Flight<State, Event>>();

  /**
   * The answer of a command: of its twin where that is on its way, else of `submit`. What belongs together
   * waits until none of it is on its way otherwise, and hears then what the log says of it.
   */
  answer(
    command: Asked,
    submit: () => Promise<LedgerResult<State, Event>>,
  ): Promise<LedgerResult<State, Event>> {
    const twins = idsOf(command).flatMap((id) => this.flights.get(id) ?? []);
    const [twin] = twins;
    if (!twin) return this.add({ command, result: submit() });
    if (command.parts || twin.command.parts) {
      const landed = Promise.allSettled(twins.map(({ result }) => result));
      return landed.then(() => this.answer(command, submit));
    }
    return twin.command.commandHash === command.commandHash
      ? repeated(twin.result)
      : Promise.reject(keyReused());
  }

  private add(flight: Flight<State, Event>): Promise<LedgerResult<State, Event>> {
    const ids = idsOf(flight.command);
    for (const id of ids) this.flights.set(id, flight);
    const forget = () => ids.forEach((id) => this.flights.delete(id));
    flight.result.then(forget, forget);
    return flight.result;
  }
}
