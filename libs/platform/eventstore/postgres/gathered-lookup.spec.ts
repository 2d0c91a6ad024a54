import { RecordedEvent } from '../port';
import { GatheredLookup } from './gathered-lookup';

const KEYS_MAX = 3;

/** A log that answers when told to, with one event named after the subject. */
class HeldLog {
  readonly asked: (readonly string[])[] = [];
  private readonly answers: (() => void)[] = [];
  private readonly arrivals: (() => void)[] = [];

  readonly load = async (subjects: readonly string[]): Promise<(readonly RecordedEvent[])[]> => {
    this.asked.push(subjects);
    this.arrivals.splice(0).forEach((arrived) => arrived());
    await new Promise<void>((resolve) => this.answers.push(resolve));
    if (subjects.includes('broken')) throw new Error('the log is away');
    return subjects.map((subject) => [{ id: subject } as RecordedEvent]);
  };

  /** Resolves once so many statements were sent. */
  async sent(count: number): Promise<void> {
    while (this.asked.length < count) await new Promise<void>((resolve) => this.arrivals.push(resolve));
  }

  answer(): void {
    this.answers.splice(0).forEach((resolve) => resolve());
  }
}

describe('looking up what is asked for at one time', () => {
  const given = () => {
    const log = new HeldLog();
    const lookup = new GatheredLookup(log.load, KEYS_MAX);
    return { log, ask: (subject: string) => lookup.of(subject) };
  };
  const idsOf = (found: readonly RecordedEvent[]) => found.map(({ id }) => id);

  it('asks for everything wanted at one time in one statement, and answers each its own', async () => {
    const { log, ask } = given();
    const found = Promise.all([ask('a'), ask('b'), ask('a')]);
    await log.sent(1);
    log.answer();
    expect((await found).map(idsOf)).toEqual([['a'], ['b'], ['a']]);
    expect(log.asked).toEqual([['a', 'b', 'a']]);
  });

  it('gathers what is wanted meanwhile for the next statement', async () => {
    const { log, ask } = given();
    const first = ask('a');
    await log.sent(1);
    const second = ask('b');
    await log.sent(2);
    const later = [ask('c'), ask('d')];
    log.answer();
    await Promise.all([first, second]);
    await log.sent(3);
    log.answer();
    expect((await Promise.all(later)).map(idsOf)).toEqual([['c'], ['d']]);
    expect(log.asked).toEqual([['a'], ['b'], ['c', 'd']]);
  });

  it('asks again for what was asked before: the log may have grown', async () => {
    const { log, ask } = given();
    for (const statements of [1, 2]) {
      const found = ask('a');
      await log.sent(statements);
      log.answer();
      await found;
    }
    expect(log.asked).toEqual([['a'], ['a']]);
  });

  it('has two statements under way at most, however much is wanted at one time', async () => {
    const { log, ask } = given();
    const found = Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(ask));
    await log.sent(2);
    await new Promise((resolve) => setImmediate(resolve));
    expect(log.asked).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ]);
    log.answer();
    await log.sent(3);
    log.answer();
    expect((await found).map(idsOf).flat()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(log.asked[2]).toEqual(['g']);
  });

  it('tells a failure to those it concerns, and goes on', async () => {
    const { log, ask } = given();
    const failed = expect(ask('broken')).rejects.toThrow('the log is away');
    await log.sent(1);
    log.answer();
    await failed;
    const later = ask('b');
    await log.sent(2);
    log.answer();
    expect(idsOf(await later)).toEqual(['b']);
  });
});
