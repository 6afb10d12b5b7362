// What --version prints.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { projectRoot } from "../paths";

const versioned = v.looseObject({ version: v.string() });

/** "inpaint 0.1.0" */
export function versionText(): string {
  return `inpaint ${v.parse(versioned, JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"))).version}`;
}
