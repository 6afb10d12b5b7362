// What --dry-run says: which picture would become which file, by which mask. No picture is opened.
import type { Job } from "./jobs";
import type { InpaintOptions } from "./options";
import { maskFileOf } from "./pictureFiles";

/** A picture as it would be filled; a mask only where it is a file. */
export interface PlannedPicture {
  readonly input: string;
  readonly output: string;
  readonly mask?: string;
  /** What is done after the fill, where something is. */
  readonly after?: string;
}

/** The picture of a job. Throws a sentence where its mask is missing in the folder of masks. */
export function planJob(
  { input, output }: Job,
  { mask, after }: Pick<InpaintOptions, "mask" | "after">,
): PlannedPicture {
  return {
    input,
    output,
    ...(mask.kind === "path" && { mask: maskFileOf(input, mask.path) }),
    ...(after !== null && { after: after.name }),
  };
}

/** "a.png -> out/a.png, mask masks/a.png, then feather:3" */
export function planLine({ input, output, mask, after }: PlannedPicture): string {
  return `${input} -> ${output}${mask === undefined ? "" : `, mask ${mask}`}${after === undefined ? "" : `, then ${after}`}`;
}
