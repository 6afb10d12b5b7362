// Biharmonic filling runs slopes on into the hole, in wide holes past black and white, where its values are cut off. Here that is
// counted: the values of the fill that are the picture's extreme ones, unless those stand at the hole's edge as well.
import type { ImageBatch } from "../../images/batch";
import { dilateHoles } from "../../masks/morphology";
import type { Picture } from "./picture";

/** From what share of the hole's values on it is said. */
const worthSaying = 0.05;

/** A sentence where much of the fill was cut off, otherwise none. `filled`: the new values, as the picture has them. */
export function overshootNote(picture: Picture, filled: Picture["values"], knownMask: ImageBatch): string[] {
  const { colours, values, path } = picture;
  const step = values.length / knownMask.data.length;
  const around = dilateHoles(knownMask, 2).data;
  const isKnown = (p: number): boolean => knownMask.data[p] === 1;
  let cut = 0;
  for (let c = 0; c < colours; c++) {
    const [lowest, highest] = range(values, c, step, isKnown);
    const share = (isCounted: (p: number) => boolean): number => {
      let count = 0;
      let extreme = 0;
      for (let p = 0, k = c; k < filled.length; p++, k += step) {
        if (!isCounted(p)) continue;
        count++;
        if (filled[k] === lowest || filled[k] === highest) extreme++;
      }
      return extreme / Math.max(1, count);
    };
    const inHole = share((p) => !isKnown(p));
    const atEdge = share((p) => isKnown(p) && around[p] === 0);
    cut += Math.max(0, inHole - atEdge) / colours;
  }
  if (cut < worthSaying) return [];
  return [
    `Biharmonic ran into the darkest or brightest value of ${path} in ${Math.round(100 * cut)} % of the hole, which is wide for ` +
      `it: --method harmonic stays between the colours around the hole.`,
  ];
}

function range(
  values: Picture["values"],
  first: number,
  step: number,
  isCounted: (p: number) => boolean,
): [lowest: number, highest: number] {
  let lowest = Infinity;
  let highest = -Infinity;
  for (let p = 0, k = first; k < values.length; p++, k += step) {
    if (!isCounted(p)) continue;
    lowest = Math.min(lowest, values[k]);
    highest = Math.max(highest, values[k]);
  }
  return [lowest, highest];
}
