// The files below a folder, whatever is hidden left out.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Paths from the folder on, "/" between folders, sorted; names with a dot first are left out. None where there is no folder. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith("."))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)).map((file) => `${entry.name}/${file}`) : [entry.name],
    )
    .sort();
}
