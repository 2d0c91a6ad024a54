import { writeFile } from 'node:fs/promises';
import { operatorInvoice } from '@ledgerline/system';
import { CliCommand, UsageError } from '../command-line/cli-command';
import { EXIT } from '../command-line/exit-codes';

/** The paper that a buyer has, or should have. */
export const invoicePdf: CliCommand = {
  words: 'invoice pdf',
  summary: 'an invoice or credit note as PDF, the same bytes as the api gives',
  arguments: { '<invoiceId>': 'the invoice' },
  options: { '--out <file>': 'where to write it; default its number, here' },
  run: async ({ args: [invoiceId], options: { out }, system }) => {
    if (out === true) throw new UsageError('--out names a file.');
    const paper = await operatorInvoice(await system(), invoiceId!);
    if (!paper) {
      const found = `There is no invoice ${invoiceId}, or it has no number yet.`;
      return { exitCode: EXIT.found, lines: [found], json: { invoiceId, found: false } };
    }
    const file = out ?? paper.filename;
    await writeFile(file, paper.pdf);
    const bytes = paper.pdf.length;
    return { exitCode: EXIT.ok, lines: [`${file}: ${bytes} bytes`], json: { invoiceId, file, bytes } };
  },
};
