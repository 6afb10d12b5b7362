// Time and memory of the command as a process of its own: for one photograph, and for it enlarged to twelve megapixels.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import sharp from "sharp";
import { projectRoot } from "../../src/node/paths";
import { markdownTable } from "../../src/textTable";

export interface ProcessRow {
  readonly method: string;
  readonly picture: string;
  /** From start to end. */
  readonly seconds: number;
  /** The most memory, in MiB. */
  readonly mebibytes: number;
}

/** One picture each, under text: NAME.png and text-NAME.png in this folder. */
export async function measureProcesses(
  folder: string,
  name: string,
  show: (text: string) => void,
): Promise<ProcessRow[]> {
  const photograph = join(folder, `${name}.png`);
  const text = join(folder, `text-${name}.png`);
  const rows: ProcessRow[] = [];
  const large = join(folder, "large.png");
  const largeText = join(folder, "large-mask.png");
  const { width, height } = await sharp(photograph).metadata();
  const size = { width: 4242, height: 2828, fit: "fill" as const };
  await sharp(photograph).resize(size).png().toFile(large);
  await sharp(text)
    .resize({ ...size, kernel: "nearest" })
    .png()
    .toFile(largeText);
  const pictures = [
    [`${width}×${height}`, photograph, text],
    ["12 megapixels", large, largeText],
  ];
  for (const [picture, input, mask] of pictures) {
    for (const method of ["harmonic", "telea", "biharmonic", "residual-inpainter"]) {
      show(`${picture}, ${method}, in a process of its own`);
      const args = [
        input,
        "--mask",
        mask,
        "--method",
        method,
        "-o",
        join(folder, "own-filled.png"),
        "--force",
        "--quiet",
      ];
      rows.push({ method, picture, ...runAlone(args) });
    }
  }
  return rows;
}

/** The rows as a table in Markdown. */
export function processTable(rows: readonly ProcessRow[]): string {
  return markdownTable([
    ["picture, under text", "method", "seconds from start to end", "most memory in MiB"],
    ...rows.map(({ picture, method, seconds, mebibytes }) => [
      picture,
      method,
      seconds.toFixed(1),
      String(Math.round(mebibytes)),
    ]),
  ]);
}

/**
 * Kilobytes, as an expression for the child: from the kernel's count of its own pages where there is one. The other count begins
 * with the memory of the process that starts it.
 */
const mostMemory =
  `Number((() => { try { ` +
  `return /VmHWM:\\s*(\\d+)/.exec(require("fs").readFileSync("/proc/self/status", "utf8"))[1]; } ` +
  `catch { return process.resourceUsage().maxRSS; } })())`;

function runAlone(args: readonly string[]): Pick<ProcessRow, "seconds" | "mebibytes"> {
  const code =
    `const c = require(${JSON.stringify(join(projectRoot, "dist/node/inpaint/runInpaint.js"))});` +
    `c.runInpaint(${JSON.stringify(args)}).then((code) => { console.log(${mostMemory}); process.exit(code); });`;
  const started = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", code], { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`Expected inpaint ${args.join(" ")} to end with 0, but it ended with ${status}: ${stderr.trim()}`);
  }
  return { seconds: (performance.now() - started) / 1000, mebibytes: Number(stdout.trim().split("\n").at(-1)) / 1024 };
}
