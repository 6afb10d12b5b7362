// npm run format: Prettier over everything but what the project's own commands write (.prettierignore).
import { runForeground } from "./runForeground";
import type { CommandOptions } from "./typed";

/** The whole command; resolves to Prettier's exit code. */
export async function format({ check }: CommandOptions<"format">): Promise<number> {
  const code = (await runForeground(prettier(check ? "--check" : "--write"))) ?? 1;
  if (code === 0) console.log(check ? "Every file is formatted." : "Formatted.");
  else if (check) console.log("npm run format formats them.");
  return code;
}

/** The arguments of node. */
export function prettier(mode: "--check" | "--write"): string[] {
  return ["node_modules/prettier/bin/prettier.cjs", mode, "--log-level=warn", "."];
}
