// Turns what can go wrong during set-up into one sentence that names the way out.

/** Something the person can mend; printed without a stack, exit code 1. */
export class SetupError extends Error {}

/** @type {{ [code: string]: string }} */
const diskProblems = {
  ENOSPC: "The disk is full. Free about 2 GB and run the same command again.",
  EDQUOT: "The disk quota is used up. Free about 2 GB and run the same command again.",
  EACCES: "Writing is not permitted. Allow writing in the project folder, or clone it to a folder of yours.",
  EPERM: "Writing is not permitted. Allow writing in the project folder, or clone it to a folder of yours.",
  EROFS: "The file system is read-only. Clone the project to a folder that can be written.",
};

/**
 * One sentence or two for any error; the stack only where nothing better is known.
 * @param {unknown} error
 * @returns {string}
 */
export function explain(error) {
  if (error instanceof SetupError) return error.message;
  const { code = "", path = "", stack = String(error) } = /** @type {NodeJS.ErrnoException} */ (error ?? {});
  return code in diskProblems ? `Could not write ${path || "a file"} (${code}). ${diskProblems[code]}` : stack;
}

const unreachable =
  /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|NameResolutionError|NewConnectionError|ConnectTimeout|ReadTimeout/i;

/**
 * What the last lines of a failed child's output say about the cause, or "".
 * @param {string} output
 * @returns {string}
 */
export function causeIn(output) {
  if (/ENOSPC|No space left on device/i.test(output)) return diskProblems.ENOSPC;
  if (/EACCES|Permission denied/i.test(output)) return diskProblems.EACCES;
  if (/EROFS|Read-only file system/i.test(output)) return diskProblems.EROFS;
  if (unreachable.test(output)) {
    return "The package registry could not be reached. Check the network and run the same command again.";
  }
  if (/EINTEGRITY|THESE PACKAGES DO NOT MATCH THE HASHES/.test(output)) {
    return "A download did not match its checksum. Run the same command again; if it stays, a proxy alters files.";
  }
  return "";
}
