/** Whoever asks while an answer is on its way gets that one: a question that must not be asked twice at once. */
export function inOneGo<T>(ask: () => Promise<T>): () => Promise<T> {
  let asking: Promise<T> | undefined;
  return () => {
    asking ??= ask().finally(() => (asking = undefined));
    return asking;
  };
}
