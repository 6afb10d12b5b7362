// npm run format: Prettier over everything but what the project's own commands write (.prettierignore).
import { runForeground } from "./runForeground";
import type { CommandOptions } from "./typed";

/** The whole command; resolves to Prettier's exit code. */
export async function format({ check }: CommandOptions<"format">): Promise<number> {
  return (await runForeground(prettier(check ? "--check" : "--write"))) ?? 1;
}

/** The arguments of node. */
export function prettier(mode: "--check" | "--write"): string[] {
  return ["node_modules/prettier/bin/prettier.cjs", mode, "--log-level=warn", "."];
}
