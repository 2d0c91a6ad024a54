/** A webhook as it leaves the provider. */
export interface SignedWebhook {
  readonly rawBody: Buffer;
  readonly headers: Record<string, string>;
}
