import { LotLedger } from '../testing/lot-ledger';
import { Lived, runModel } from '../testing/model-run';

/** The same walk every time, so that a red run is a change's doing; another number is another walk. */
const SEED = Number(process.env.LEDGERLINE_MODEL_SEED ?? 1);
const TURNS = Number(process.env.LEDGERLINE_MODEL_TURNS ?? 100_000);

describe('an account through any history', () => {
  it('does at every step what the plain model does, and loses nothing', () => {
    process.stdout.write(`model: ${TURNS} random steps with LEDGERLINE_MODEL_SEED=${SEED}\n`);
    const { turns, parted } = runModel({ seed: SEED, turns: TURNS, atEnd: unbalanced });
    expect(parted).toBeUndefined();
    expect(turns).toBeGreaterThanOrEqual(TURNS);
  }, 300_000);
});

/**
 * granted + overdrawn = available + held + spent + expired + voided, for the account and lot by lot; a hold
 * resolves once and returns to its own lots; no decision overruns a limit in force. From the facts on one
 * side, the state on the other.
 */
function unbalanced({ history, state }: Lived): readonly string[] {
  const ledger = new LotLedger(history);
  const wrong = [...ledger.wrong];
  const inLots = state.lots.reduce((sum, { remainingMicros }) => sum + remainingMicros, 0n);
  const gone = ledger.spent + ledger.expired + ledger.voided;
  if (ledger.granted + ledger.overdrawn !== inLots + gone) {
    wrong.push(`${ledger.granted} + ${ledger.overdrawn} came, ${inLots} are there and ${gone} are gone`);
  }
  if (state.balanceMicros !== inLots) wrong.push(`the balance is ${state.balanceMicros}, not ${inLots}`);
  if (state.refundsOwedMicros !== ledger.owed) wrong.push(`${state.refundsOwedMicros} of refunds are owed`);
  if (state.overdrawnMicros !== ledger.overdrawn) wrong.push(`${state.overdrawnMicros} are owed`);
  const remaining = new Map(state.lots.map((lot) => [lot.lotId, lot.remainingMicros]));
  for (const [lotId, came] of ledger.came) {
    const rest = came - (ledger.left.get(lotId) ?? 0n);
    if (rest !== (remaining.get(lotId) ?? 0n)) wrong.push(`of ${lotId} ${rest} should be left`);
  }
  if (ledger.held.size !== state.holds.size) wrong.push(`${ledger.held.size} holds should be open`);
  return wrong;
}
