// An earlier run is never overwritten by one of the same name.
import { existsSync, readdirSync, renameSync } from "node:fs";
import { relative } from "node:path";
import { projectRoot } from "../paths";

/** The folder, if it is there and holds anything, becomes <folder>.earlier-1, -2, …; one printed line says so. */
export function setEarlierAside(folder: string, unfinished: boolean): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  let number = 1;
  while (existsSync(`${folder}.earlier-${number}`)) number++;
  renameSync(folder, `${folder}.earlier-${number}`);
  const aside = relative(projectRoot, `${folder}.earlier-${number}`);
  const [before, after] = unfinished ? ["unfinished ", " (--resume would have continued it)"] : ["", ""];
  console.log(`  An earlier ${before}run was set aside as ${aside}${after}.`);
}
