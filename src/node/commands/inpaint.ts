// npx inpaint: fills the holes of pictures. Everything is in ../inpaint; here stand the words typed and the exit code.
import { runInpaint } from "../inpaint/runInpaint";

/** Runs the command with the words typed behind its name; resolves to the exit code. */
export async function inpaint(args: readonly string[]): Promise<number> {
  process.once("SIGINT", () => process.exit(130)).once("SIGTERM", () => process.exit(143));
  return runInpaint(args);
}

if (require.main === module) void inpaint(process.argv.slice(2)).then((code) => process.exit(code));
