// The photograph: scikit-image's astronaut (NASA, public domain), which its package ships. Its Python writes the pixels once
// to a raw file in the cache; where there is none, a picture by formula takes its place.
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { drawFormula } from "../../src/datasets/formulaPicture";
import { imageBatch, type BatchShape, type ImageBatch } from "../../src/images/batch";
import { cacheFolder } from "../../src/node/paths";

export interface Photo {
  readonly title: string;
  /** uint8 [1,512,512,3] */
  readonly image: ImageBatch;
  /** A picture by formula, in place of the photograph. */
  readonly standIn: boolean;
}

export const photoShape: BatchShape = [1, 512, 512, 3];
const astronautFile = join(cacheFolder, "bench-classical/astronaut-512x512x3.u8");
const standInTitle = "picture by formula (the astronaut comes with scikit-image)";
const sha256 = "a8c429c18afa7b0fd5673e598d73a21225d94c864a71bbb3885126fdecb41071";

/** `python` is that of the peers' environment, null where it is not installed. Throws where it cannot write the pixels. */
export function loadPhoto(python: string | null, file: string = astronautFile): Photo {
  const kept = readKept(file);
  if (kept !== null) return { title: "astronaut", image: kept, standIn: false };
  if (python === null) return { title: standInTitle, image: drawStandIn(), standIn: true };
  mkdirSync(dirname(file), { recursive: true });
  const { status, stderr } = spawnSync(python, [join(__dirname, "exportAstronaut.py"), file], { encoding: "utf8" });
  const written = status === 0 ? readKept(file) : null;
  if (written !== null) return { title: "astronaut", image: written, standIn: false };
  throw new Error(
    `Expected scikit-image to write the astronaut's 512×512×3 pixels, but received ` +
      `${stderr?.trim().split("\n").at(-1) || "other pixels than those of version 0.26"}. Install it anew: delete ` +
      `${dirname(dirname(python))} and run npm run bench -- classical --install-peers.`,
  );
}

/** null where the file is not there or holds something else. */
function readKept(file: string): ImageBatch | null {
  if (!existsSync(file)) return null;
  const bytes = new Uint8Array(readFileSync(file));
  return createHash("sha256").update(bytes).digest("hex") === sha256 ? imageBatch(bytes, photoShape) : null;
}

/** Rings, a slanted edge and a fine grating: something for isophotes to follow. */
function drawStandIn(): ImageBatch {
  const formula = (x: number, y: number): number =>
    0.45 + 0.3 * Math.sin(Math.hypot(x - 180, y - 220) / 9) + (x + 0.4 * y > 420 ? 0.2 : 0) + 0.05 * Math.sin(x / 1.7);
  const { data, shape } = drawFormula(formula, { side: photoShape[1] });
  return imageBatch(
    Uint8Array.from(data, (value) => Math.round(255 * value)),
    shape,
  );
}

/** uint8 [1,height,width,3]: the picture laid side by side, cut off at the right and lower border. */
export function tilePicture({ data, shape: [, high, wide] }: ImageBatch, height: number, width: number): ImageBatch {
  const tiled = new Uint8Array(height * width * 3);
  for (let row = 0; row < height; row++) {
    const line = data.subarray((row % high) * wide * 3, ((row % high) + 1) * wide * 3);
    for (let column = 0; column < width; column += wide) {
      tiled.set(line.subarray(0, Math.min(wide, width - column) * 3), (row * width + column) * 3);
    }
  }
  return imageBatch(tiled, [1, height, width, 3]);
}
