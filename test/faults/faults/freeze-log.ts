import { Fault } from './fault';

/** The server of EventStoreDB's protocol stands still for a while. Its memory is the log: nobody kills it. */
export const freezeLog: Fault = {
  name: 'log server frozen and thawed',
  possibleOn: ({ double }) => double !== undefined && !double.busy,
  inject: async ({ system: { double }, chance, pause }) => {
    double!.busy = true;
    double!.signal('SIGSTOP');
    await pause(chance.between(500, 6_000));
    double!.signal('SIGCONT');
    double!.busy = false;
    return true;
  },
};
