/** What befalls a process at its last step: whatever it is, the thing itself was done. */
export type Fate =
  /** `kill -9`: nobody hears the answer any more. */
  | 'dies'
  /** It stands still, until another has taken its place and done everything. */
  | 'freezes'
  /** It lives on, and the answer of the bank never reached it. */
  | 'hears-nothing';

export const BANK = 'bank';

/**
 * The life of a process, counted in steps: each is one thing that lasts beyond it (an append, a place that is
 * kept, a call of the bank). A process that dies before a step leaves behind what it left after the one
 * before, so that the end of every step is every moment there is.
 */
export class Lifeline {
  readonly steps: string[] = [];
  /** Resolves when another has to take over. */
  readonly end: Promise<void>;
  private ended = false;
  private ending: () => void = () => undefined;
  private waking: () => void = () => undefined;
  private readonly awake: Promise<void>;

  /** @param lastStep counted from 1; default it lives for ever */
  constructor(
    private readonly lastStep = Infinity,
    readonly fate: Fate = 'dies',
  ) {
    this.end = new Promise((resolve) => (this.ending = resolve));
    this.awake = new Promise((resolve) => (this.waking = resolve));
  }

  async step<Answer>(name: string, work: () => Promise<Answer>): Promise<Answer> {
    if (this.ended) await this.awake;
    this.steps.push(name);
    const isLast = this.steps.length === this.lastStep;
    const answer = await work();
    if (isLast && this.fate === 'hears-nothing' && name.startsWith(BANK)) throw new Error('no answer');
    if (isLast && this.fate !== 'hears-nothing') {
      this.ended = true;
      this.ending();
    }
    if (this.ended) await this.awake;
    return answer;
  }

  /** What had only frozen goes on, and does not know that another took its place. */
  wake(): void {
    if (this.fate === 'freezes') this.waking();
  }

  /** The same thing, every call of the methods named being a step. */
  through<Target extends object>(target: Target, what: string, methods: readonly (keyof Target)[]): Target {
    return new Proxy(target, {
      get: (whole, name) => {
        const value: unknown = Reflect.get(whole, name, whole);
        if (typeof value !== 'function') return value;
        const method = value.bind(whole) as (...given: unknown[]) => Promise<unknown>;
        if (!methods.includes(name as keyof Target)) return method;
        return (...given: unknown[]) => this.step(`${what}.${String(name)}`, () => method(...given));
      },
    });
  }
}
