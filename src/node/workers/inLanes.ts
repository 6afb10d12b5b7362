// Many tasks, a few at a time.

/**
 * Runs task(0) … task(count - 1), started in this order, at most `atOnce` at a time. Rejects with the first error and then
 * starts no more.
 */
export async function inLanes(count: number, atOnce: number, task: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      try {
        await task(next++);
      } catch (error) {
        next = count;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(count, atOnce) }, lane));
}
