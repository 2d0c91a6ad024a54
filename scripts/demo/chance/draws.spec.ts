import { drawsOf, normalOf, normalShareBelow } from './draws';

describe('chance', () => {
  it('is the same for the same seed, purpose and index, and another for any other', () => {
    expect(drawsOf('a', 'x', 1)).toEqual(drawsOf('a', 'x', 1));
    const others = [drawsOf('b', 'x', 1), drawsOf('a', 'y', 1), drawsOf('a', 'x', 2)];
    for (const other of others) expect(other).not.toEqual(drawsOf('a', 'x', 1));
  });

  it('is uniform from 0 to below 1', () => {
    const draws = Array.from({ length: 5_000 }, (_, i) => drawsOf('seed', 'uniform', i)).flat();
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
    expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(0.5, 1);
  });

  it('is normal where asked, and knows the share below', () => {
    const normals = Array.from({ length: 5_000 }, (_, i) => {
      const [a, b] = drawsOf('seed', 'normal', i);
      return normalOf(a, b);
    });
    const mean = normals.reduce((sum, z) => sum + z, 0) / normals.length;
    const variance = normals.reduce((sum, z) => sum + (z - mean) ** 2, 0) / normals.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
    expect(normalShareBelow(0)).toBeCloseTo(0.5, 6);
    expect(normalShareBelow(1.959964)).toBeCloseTo(0.975, 6);
    expect(normalShareBelow(-1.959964)).toBeCloseTo(0.025, 6);
  });
});
