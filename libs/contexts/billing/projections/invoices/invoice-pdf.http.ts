import { Controller, Get, Inject, Param, Req, Res, StreamableFile } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import {
  ApiEndpoint,
  type ApiReply,
  type ApiRequest,
  Problem,
  Text,
  validIdentifier,
  validQuery,
} from '@ledgerline/platform/http';
import { READS, type Reads } from '@ledgerline/platform/queries';
import { invoicePaper } from './invoice-pdf.queries';

class InvoicePdfParams {
  @IsOptional()
  @Text(120)
  minPosition?: string;
}

const PROBLEMS = [
  ...['invoice-not-found', 'validation-failed', 'position-of-another-log', 'read-model-behind'],
  'read-model-of-another-log',
];
const SUCCESS = {
  description: 'The PDF, the same bytes as long as nothing becomes of the invoice.',
  example: {},
};

/** Invoices as papers: what a buyer keeps. */
@Controller()
export class InvoicePdfController {
  constructor(@Inject(READS) private readonly reads: Reads) {}

  @Get('/v1/accounts/:accountId/invoices/:invoiceId/pdf')
  @ApiEndpoint({
    summary: 'An invoice or credit note of an account as PDF',
    tag: 'invoices',
    roles: ['service', 'finance'],
    query: InvoicePdfParams,
    success: SUCCESS,
    problems: PROBLEMS,
  })
  ofAccount(
    @Param('accountId') accountId: string,
    @Param('invoiceId') invoiceId: string,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<StreamableFile> {
    validIdentifier('accountId', accountId);
    return this.pdf({ accountId, invoiceId }, request, reply);
  }

  @Get('/v1/invoices/:invoiceId/pdf')
  @ApiEndpoint({
    summary: 'An invoice or credit note as PDF',
    tag: 'invoices',
    roles: ['finance'],
    query: InvoicePdfParams,
    success: SUCCESS,
    problems: PROBLEMS,
  })
  ofAny(
    @Param('invoiceId') invoiceId: string,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<StreamableFile> {
    return this.pdf({ invoiceId }, request, reply);
  }

  /** @throws Problem invoice-not-found */
  private async pdf(
    asked: { invoiceId: string; accountId?: string },
    request: ApiRequest,
    reply: ApiReply,
  ): Promise<StreamableFile> {
    validIdentifier('invoiceId', asked.invoiceId);
    const { minPosition } = validQuery(InvoicePdfParams, request.query);
    const { paper, position } = await invoicePaper(this.reads, { ...asked, minPosition });
    if (position !== null) void reply.header('Ledgerline-Position', position);
    if (!paper) throw new Problem('invoice-not-found', { position: position ?? undefined });
    const disposition = `attachment; filename="${paper.filename}"`;
    return new StreamableFile(paper.pdf, { type: 'application/pdf', disposition, length: paper.pdf.length });
  }
}
