import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';

type CsvRecord = Readonly<Record<string, unknown>>;

/** A table as CSV (RFC 4180), made page by page as fast as it is read and no faster. */
export interface CsvTable<Row> {
  readonly pages: AsyncIterable<readonly Row[]>;
  readonly columns: readonly string[];
  recordOf(row: Row): Promise<CsvRecord>;
}

/** Destroying the stream (the client went away) ends the pages too, and with them their snapshot. */
export function csvStream<Row>(table: CsvTable<Row>): Readable {
  return Readable.from(linesOf(table), { objectMode: false });
}

async function* linesOf<Row>({ pages, columns, recordOf }: CsvTable<Row>): AsyncGenerator<string> {
  yield stringify([columns]);
  for await (const page of pages) {
    const records = await Promise.all(page.map(recordOf));
    yield stringify(records.map((record) => columns.map((column) => cellOf(record[column]))));
  }
}

const NUMBER = /^-?\d+(\.\d+)?$/;
const FORMULA = /^[=+\-@\t\r]/;

/** A cell that a spreadsheet would run as a formula is led by an apostrophe; a plain number is not one. */
export function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
