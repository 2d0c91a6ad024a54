import { text } from 'node:stream/consumers';
import { cellOf, csvStream } from './csv';

async function* pagesOf(...pages: object[][]) {
  yield* pages;
}

const table = (pages: AsyncIterable<object[]>) => ({
  pages,
  columns: ['id', 'amount', 'note'],
  recordOf: (row: object) => Promise.resolve(row as Record<string, unknown>),
});

describe('a CSV', () => {
  it('has a line of names and a line per row, whatever a cell holds', async () => {
    const pages = pagesOf([{ id: 'a', amount: '-1.5', note: 'x "y", z' }], [{ id: 'b', note: { k: [1] } }]);
    expect(await text(csvStream(table(pages)))).toBe(
      'id,amount,note\na,-1.5,"x ""y"", z"\nb,,"{""k"":[1]}"\n',
    );
  });

  it('is only its names where there are no rows', async () => {
    expect(await text(csvStream(table(pagesOf())))).toBe('id,amount,note\n');
  });

  it.each(['=1+1', '+1+1', '-1+1', '@sum(a1)', '\t=1', '\r=1', '-', '=cmd|x'])(
    'disarms %j, which a spreadsheet would run',
    (value) => {
      expect(cellOf(value)).toBe(`'${value}`);
    },
  );

  it.each(['-12.5', '0', 'a=b', 7, true])('leaves %j alone', (value) => {
    expect(cellOf(value)).toBe(String(value));
  });

  it('ends its pages when nobody reads on', async () => {
    let ended = false;
    async function* endless() {
      try {
        for (;;) yield [{ id: 'a' }];
      } finally {
        ended = true;
      }
    }
    const stream = csvStream(table(endless()));
    for await (const _chunk of stream) break;
    expect(ended).toBe(true);
  });
});
