// Which fills to show, chosen by rank alone and not by eye: the best, those around the median, the worst.

export interface Rank {
  /** From 1, the best. */
  readonly rank: number;
  readonly of: number;
  /** Position of the image. */
  readonly position: number;
}

/** `each` ranks from the top, the middle and the bottom of these scores (higher is better); equal ones rank by position. */
export function chooseRanks(scores: ArrayLike<number>, each: number = 3): Rank[] {
  const of = scores.length;
  if (!(of >= 3 * each)) {
    throw new Error(`Expected at least ${3 * each} images to choose ${each} of the best, median and worst, but received ${of}. ` +
      `Measure more images.`);
  }
  const order = Array.from({ length: of }, (_, i) => i).sort((a, b) => scores[b] - scores[a] || a - b);
  const firsts = [1, Math.ceil(of / 2) - Math.floor((each - 1) / 2), of - each + 1];
  return firsts.flatMap((first) =>
    Array.from({ length: each }, (_, i) => ({ rank: first + i, of, position: order[first + i - 1] })));
}
