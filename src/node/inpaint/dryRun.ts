// What --dry-run says: which picture would become which file, by which mask. No picture is opened.
import type { Job } from "./jobs";
import type { InpaintOptions } from "./options";
import { maskFileOf } from "./pictureFiles";

/** A picture as it would be filled; a mask only where it is a file. */
export interface PlannedPicture {
  readonly input: string;
  readonly output: string;
  readonly mask?: string;
}

/** The picture of a job. Throws a sentence where its mask is missing in the folder of masks. */
export function planJob({ input, output }: Job, { mask }: Pick<InpaintOptions, "mask">): PlannedPicture {
  return mask.kind === "path" ? { input, output, mask: maskFileOf(input, mask.path) } : { input, output };
}

/** "a.png -> out/a.png, mask masks/a.png" */
export function planLine({ input, output, mask }: PlannedPicture): string {
  return `${input} -> ${output}${mask === undefined ? "" : `, mask ${mask}`}`;
}
