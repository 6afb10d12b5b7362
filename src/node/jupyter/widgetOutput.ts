// What the widgets of notebooks have in common as outputs of a cell: a key that tells them apart on a page, and the most that one
// may weigh.
import { sha256Hex } from "../files/sha256";

/** What an output may weigh, HTML and picture together, so that a notebook with a widget stays below 1 MB. */
export const largestOutput = 600_000;

/** Twelve hexadecimal digits that are the same wherever a widget shows the same. */
export function widgetKey(shown: unknown): string {
  return sha256Hex(JSON.stringify(shown)).slice(0, 12);
}

/**
 * Throws where HTML and picture weigh more than 600 kB: "Expected a slider of at most …, but received … kB in 3 frames. Show fewer
 * frames."
 */
export function checkWeight(
  [html, picture]: readonly [html: string, picture: string],
  { what, holding = "", wayOut }: { readonly what: string; readonly holding?: string; readonly wayOut: string },
): void {
  const characters = html.length + picture.length;
  if (characters <= largestOutput) return;
  throw new Error(
    `Expected ${what} of at most ${largestOutput / 1000} kB, but received ` +
      `${Math.ceil(characters / 1000)} kB${holding}. ${wayOut}`,
  );
}
