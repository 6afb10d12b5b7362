// Packages that only some uses need are not installed with this one: whoever needs them is told so.

/**
 * The sentence for a package that could not be loaded because it is not installed; any other error as it came.
 * `packages`: as npm install takes them; `purpose`: "to draw a chart".
 */
export function absentPackage(error: unknown, packages: string, purpose: string): unknown {
  const { code } = error as { code?: unknown };
  if (code !== "MODULE_NOT_FOUND" && code !== "ERR_MODULE_NOT_FOUND") return error;
  const several = packages.includes(" ");
  return new Error(
    `Expected the npm package${several ? "s" : ""} ${packages.split(" ").join(", ")} ${purpose}, ` +
      `but ${several ? "they are not all" : "it is not"} installed. Run npm install ${packages}.`,
  );
}
