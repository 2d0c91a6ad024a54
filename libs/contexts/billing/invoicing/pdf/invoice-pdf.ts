import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type pdfmake from 'pdfmake';
import type { InvoiceView } from '../../projections/invoices/invoice-view';
import { invoiceDocument } from './invoice-document';

const load = createRequire(__filename);
/** They come with the package; a bold that is as light as this font's medium. */
const FOLDER = join(dirname(load.resolve('pdfmake/fonts/Roboto.js')), 'Roboto');
const Roboto = {
  normal: join(FOLDER, 'Roboto-Regular.ttf'),
  bold: join(FOLDER, 'Roboto-Medium.ttf'),
};
const FONT_FILES: ReadonlySet<string> = new Set(Object.values(Roboto));

/** An invoice as PDF: the same bytes for the same invoice in the same state, wherever and whenever. */
export async function invoicePdf(invoice: InvoiceView): Promise<Buffer> {
  return maker().createPdf(invoiceDocument(invoice)).getBuffer();
}

/**
 * It reads nothing but its font: what an invoice says is never taken for a path or an address. Loaded when it
 * is first asked for: it takes longer to load than all else of the context, and most processes never do.
 */
function maker(): typeof pdfmake {
  const made = load('pdfmake') as typeof pdfmake;
  made.setFonts({ Roboto });
  made.setUrlAccessPolicy(() => false);
  made.setLocalAccessPolicy((path: string) => FONT_FILES.has(path));
  return made;
}
