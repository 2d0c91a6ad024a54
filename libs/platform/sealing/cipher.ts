import { createCipheriv, createDecipheriv, KeyObject, randomFillSync } from 'node:crypto';

/** AES-256-GCM with the 96-bit random nonce and the 128-bit tag that the mode was made for. */
const ALGORITHM = 'aes-256-gcm';
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What was sealed cannot be opened: another key, another party, or altered bytes. */
export class SealBroken extends Error {
  constructor(what: string, options?: ErrorOptions) {
    super(
      `${what} cannot be opened: it was altered, or sealed under another key or for another party`,
      options,
    );
    this.name = 'SealBroken';
  }
}

/** nonce | ciphertext | tag. `context` is authenticated, not stored: opening needs the very same. */
export function encrypt(key: KeyObject, plaintext: string | Uint8Array, context: string): Buffer {
  const nonce = nextNonce();
  const cipher = createCipheriv(ALGORITHM, key, nonce);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const body = typeof plaintext === 'string' ? cipher.update(plaintext, 'utf8') : cipher.update(plaintext);
  cipher.final();
  return Buffer.concat([nonce, body, cipher.getAuthTag()]);
}

/** @throws SealBroken */
export function decrypt(key: KeyObject, sealed: Uint8Array, context: string): Buffer {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new SealBroken('a sealed text that is too short');
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    const body = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
    return Buffer.concat([body, decipher.final()]);
  } catch (error) {
    throw new SealBroken('a sealed text', { cause: error });
  }
}

// Asking the kernel for 12 bytes costs as much as the encryption itself; for 12 KiB it costs the same once.
const nonces = Buffer.alloc(NONCE_BYTES * 1_024);
let nextNonceAt = nonces.length;

function nextNonce(): Buffer {
  if (nextNonceAt === nonces.length) {
    randomFillSync(nonces);
    nextNonceAt = 0;
  }
  const nonce = Buffer.from(nonces.subarray(nextNonceAt, nextNonceAt + NONCE_BYTES));
  nextNonceAt += NONCE_BYTES;
  return nonce;
}
