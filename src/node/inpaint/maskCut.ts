// From a mask's levels to hole and known: at --threshold, or where the levels themselves say. What cannot be cut without a guess
// ends in a sentence that asks for --threshold, and soft edges are told in a note.
import { findCut, halfOfWhite, type MaskCut } from "./maskLevels";
import type { Size } from "./maskSize";

export interface CutOptions {
  /** Levels from here up are hole; null: the levels decide. */
  readonly threshold: number | null;
  /** Black marks the hole, or what lies below the threshold. */
  readonly invert: boolean;
}

/** What mask and picture are called in sentences, and what white is in the file's own levels. */
export interface MaskNames {
  readonly mask: string;
  readonly picture: string;
  readonly white: 255 | 65535;
}

/**
 * 1 for known, 0 for hole, row by row, and sentences about what was taken. levels: 0..255, row by row, 255 for white. Throws a
 * sentence where the levels do not say what is hole.
 */
export function cutMask(
  levels: Uint8Array,
  { width, height }: Size,
  { threshold, invert }: CutOptions,
  names: MaskNames,
): { known: Uint8Array; notes: string[] } {
  if (threshold !== null) return { known: levels.map((level) => Number(level >= threshold === invert)), notes: [] };
  const upright = invert ? levels.map((level) => 255 - level) : levels;
  const cut = findCut(upright, width, height);
  if (cut.kind === "dark")
    throw new Error(invert ? noBlack(255 - cut.brightest, names) : noWhite(cut.brightest, names));
  if (cut.kind === "grey") {
    throw new Error(
      `Expected black and white in the mask ${names.mask}, but received many greys, as of a photograph or an infra-red ` +
        `scan. Add --threshold N, from 1 to 255: levels from N up are the hole, or with --invert levels below N.`,
    );
  }
  return { known: upright.map((level) => Number(level < cut.from)), notes: softNotes(cut, invert, names.mask) };
}

function noWhite(brightest: number, { mask, picture, white }: MaskNames): string {
  return (
    `Expected a mask with a hole for ${picture}, but received ${mask} without a white pixel: its brightest level is ` +
    `${brightest} of 255. ` +
    (brightest > 0
      ? `Add --threshold ${Math.ceil(brightest / 2)} to take the brighter half of its levels.`
      : `Paint the hole white, ${white} in this file.`)
  );
}

function noBlack(darkest: number, { mask, picture }: MaskNames): string {
  return (
    `Expected a mask with a hole for ${picture}, but received ${mask} without a black pixel beside --invert: its darkest ` +
    `level is ${darkest} of 255. ` +
    (darkest < 255
      ? `Add --threshold ${Math.floor((darkest + 255) / 2) + 1} to take the darker half of its levels.`
      : "Paint the hole black.")
  );
}

/** Said where more than one hole pixel in a hundred is nearer to black than to white. */
function softNotes({ from, hole, core }: Extract<MaskCut, { kind: "cut" }>, invert: boolean, mask: string): string[] {
  if (hole - core <= 0.01 * hole) return [];
  const percent = (share: number): string => `${(100 * share).toPrecision(3)} %`;
  return [
    `${mask} has soft edges: levels ${invert ? `up to ${255 - from}` : `from ${from} up`} are taken for the hole, ` +
      `${percent(hole)} of it; with --threshold ${halfOfWhite} it would be ${percent(core)}.`,
  ];
}
