// The options of inpaint about which pictures are filled and what is written of each, beside the names themselves.
import { flag, oneOf } from "../options/values.mjs";

export const folderOptions = {
  dryRun: flag("says what would be written, and writes nothing"),
  skipExisting: flag("leaves outputs that exist and fills the rest: goes on with a folder that was stopped"),
  strict: flag("exit code 1 too where a folder holds a picture or mask that is not used; without it that is only said"),
  format: oneOf(
    /** @type {const} */ (["png", "jpg", "webp", "tif", "avif"]),
    "for -o - and folders: the format to write (default: each picture's own; GIF becomes PNG)",
  ),
  version: flag("prints the version"),
};
