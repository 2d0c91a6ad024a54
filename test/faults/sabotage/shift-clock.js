// Loaded before everything else into a process whose clock is to be wrong; see faults/clock-off.ts.
const shiftMs = Number(process.env.LEDGERLINE_CLOCK_SHIFT_MS);
const rightNow = Date.now.bind(Date);
const wrongNow = () => rightNow() + shiftMs;

globalThis.Date = new Proxy(Date, {
  construct: (target, given) => (given.length === 0 ? new target(wrongNow()) : new target(...given)),
  get: (target, name) => (name === 'now' ? wrongNow : Reflect.get(target, name)),
});
