import { chanceOf } from '../chance';
import { Deck } from './deck';
import { Fault } from './fault';

const fault = (name: string, weight?: number): Fault => ({
  ...{ name, weight },
  inject: () => Promise.resolve(true),
});
const FAULTS = [fault('a', 3), fault('b'), fault('c', 2)];
const drawn = (deck: Deck, times: number) =>
  Array.from({ length: times }, () => deck.draw(() => true)!.name).join('');

describe('the deck of faults', () => {
  it('has had each fault as often as its weight before any comes again', () => {
    const deck = new Deck(FAULTS, chanceOf('deck'));
    for (let round = 0; round < 5; round++) expect([...drawn(deck, 6)].sort().join('')).toBe('aaabcc');
  });

  it('is the same for the same seed, and another for another', () => {
    const of = (seed: string) => drawn(new Deck(FAULTS, chanceOf(seed)), 60);
    expect(of('one')).toBe(of('one'));
    expect(of('one')).not.toBe(of('two'));
  });

  it('keeps what cannot be had now for later', () => {
    const deck = new Deck([fault('a'), fault('b')], chanceOf('deck'));
    expect(deck.draw(({ name }) => name === 'b')?.name).toBe('b');
    expect(deck.draw(({ name }) => name === 'b')).toBeUndefined();
    expect(deck.draw(() => true)?.name).toBe('a');
  });
});
