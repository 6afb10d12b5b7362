// Packages that only some uses need are not installed with this one: whoever needs them is told so.

/** A package that is needed and not installed: what for, and the command that installs it. */
export class AbsentPackageError extends Error {}

/**
 * The sentence for a package that could not be loaded because it is not installed; any other error as it came.
 * `packages`: as npm install takes them, "a b@1.2.3"; `purpose`: "to draw a chart".
 */
export function absentPackage(error: unknown, packages: string, purpose: string): unknown {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const names = packages.split(" ");
  const missing = code === "MODULE_NOT_FOUND" || code === "ERR_MODULE_NOT_FOUND";
  // One of a package's own packages counts as well: "@tensorflow/tfjs-backend-cpu" for "@tensorflow/tfjs-core".
  if (!missing || !names.some((name) => String(message).includes(name.split("/")[0]))) return error;
  const several = names.length > 1;
  return new AbsentPackageError(
    `Expected the npm package${several ? "s" : ""} ${names.join(", ")} ${purpose}, ` +
      `but ${several ? "they are not all" : "it is not"} installed. Run npm install ${packages}.`,
  );
}
