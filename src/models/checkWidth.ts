// The width of a network, by which its channels are multiplied.

/** Throws, with the example, unless the width makes a whole number of the fewest channels. */
export function checkWidth(channels: number, width: number, example: number): void {
  if (width > 0 && Number.isInteger(channels * width)) return;
  throw new Error(
    `Expected a width that makes ${channels} × width a whole number, but received ${width}. Use for example ${example}.`,
  );
}
