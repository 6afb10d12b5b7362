// The three examples of docs/inpaint.md, made by the command itself on a drawn picture: npx tsx bench/photos/examples.ts writes
// figures/inpaint-scratches, -text and -object. The scene is drawn as SVG, so everyone can make them again.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { imageGrid } from "../../src/figures/imageGrid";
import { joinImages } from "../../src/images/batch";
import { svgToPng } from "../../src/node/figures/encode";
import { writeFigure } from "../../src/node/figures/writeFigure";
import { readImageFile } from "../../src/node/files/pixels";
import { runInpaint } from "../../src/node/inpaint/runInpaint";
import { figuresFolder } from "../../src/node/paths";
import { randomStream } from "../../src/random";

const width = 320;
const height = 214;

interface Example {
  readonly name: string;
  readonly title: string;
  /** What lies over the scene, as SVG. */
  readonly damage: string;
  /** Words of the command between the picture and -o. */
  readonly words: readonly string[];
}

const examples: readonly Example[] = [
  {
    name: "scratches",
    title: "Scratches",
    damage: scratches(),
    words: ["--mask", "#ffffff", "--tolerance", "80", "--grow", "2"],
  },
  {
    name: "text",
    title: "Text over a picture",
    words: ["--mask", "#ff00ff", "--tolerance", "90", "--grow", "2"],
    damage:
      `<g font-family="DejaVu Sans" font-weight="bold" font-size="22" fill="#ff00ff">` +
      ["PROOF · do not copy", "PROOF · do not copy", "PROOF · do not copy"]
        .map((line, i) => `<text x="${12 + 22 * i}" y="${60 + 55 * i}">${line}</text>`)
        .join("") +
      `</g>`,
  },
  {
    name: "object",
    title: "An object to remove",
    words: ["--mask", "208,118,50,72", "--method", "exemplar"],
    damage:
      `<g fill="#b22"><rect x="216" y="126" width="34" height="40" rx="3"/><rect x="229" y="160" width="8" ` +
      `height="26"/></g>` +
      `<rect x="222" y="136" width="22" height="5" fill="#fff"/>`,
  },
];

/** Twelve thin white lines, each a little bent. */
function scratches(): string {
  const random = randomStream(3, "scratches");
  const at = (side: number): number => Math.round(random.uniform() * side);
  return Array.from(
    { length: 12 },
    () =>
      `<path d="M${at(width)} ${at(height / 2)} Q${at(width)} ${at(height)} ${at(width)} ${at(height)}" fill="none" ` +
      `stroke="#fff" ` +
      `stroke-width="${1 + random.uniform()}"/>`,
  ).join("");
}

/** Evening over a meadow: sky, hills, a lake, grass with a grain. */
function scene(damage: string): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>` +
    `<linearGradient id="sky" x2="0" y2="1"><stop stop-color="#48a"/><stop offset="1" stop-color="#e9b98a"/></linearGradient>` +
    `<filter id="grain" x="0" y="0" width="1" height="1"><feTurbulence type="fractalNoise" baseFrequency=".12 .5" ` +
    `numOctaves="3" ` +
    `seed="4"/><feColorMatrix values="0 0 0 0 .16  0 .5 0 0 .14  0 0 0 0 .08  0 0 0 0 1"/></filter></defs>` +
    `<rect width="${width}" height="${height}" fill="url(#sky)"/><circle cx="244" cy="52" r="17" fill="#ffe3a8"/>` +
    `<path d="M0 92 Q60 48 130 84 T250 78 T320 70 V214 H0Z" fill="#5d7a86"/>` +
    `<path d="M0 108 Q90 74 190 104 T320 96 V214 H0Z" fill="#46603f"/><ellipse cx="96" cy="118" rx="80" ry="9" fill="#9fb8c4"/>` +
    `<rect y="124" width="${width}" height="90" filter="url(#grain)"/>${damage}</svg>`
  );
}

async function make({ name, title, damage, words }: Example, folder: string): Promise<void> {
  const input = join(folder, `${name}.png`);
  const output = join(folder, `${name}-filled.png`);
  await sharp(svgToPng(scene(damage)))
    .removeAlpha()
    .png()
    .toFile(input);
  if ((await runInpaint([input, ...words, "-o", output])) !== 0)
    throw new Error(`The example ${name} could not be filled.`);
  const images = joinImages([await readImageFile(input), await readImageFile(output)]);
  const typed = [
    "inpaint",
    "photo.png",
    ...words.map((word) => (word.startsWith("#") ? `'${word}'` : word)),
    "-o",
    "filled.png",
  ].join(" ");
  const grid = imageGrid({
    rows: [{ label: "", images }],
    scale: 1,
    title,
    alt: `${title}: a drawn landscape before and after ${typed}`,
  });
  await writeFigure(figuresFolder, `inpaint-${name}`, grid, {
    command: "npx tsx bench/photos/examples.ts",
    run: null,
    dataset: "drawn picture",
    seed: 3,
  });
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "inpaint-examples-"));
  try {
    for (const example of examples) await make(example, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
