// The film of a run on photographs: what the same crops were filled with after each epoch, as JPEG files that are recorded with the
// run, and as a slider in a notebook.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { VectorPicture } from "../../figures/figure";
import { imageGrid, type ImageGridOptions } from "../../figures/imageGrid";
import { decibels } from "../../figures/reportFigures";
import { firstImages } from "../../images/batch";
import { composite } from "../../images/holes";
import { eachHolePsnrDb } from "../../metrics/hole";
import type { PredictionWriter } from "../../training/predictionLog";
import { drawingToJpeg, jpegAddress } from "../figures/jpeg";
import { writeFileSafely } from "../files/safeWrite";
import { recordedRunsFolder } from "../paths";
import { filmFolder } from "../store/promote";
import type { SliderOptions } from "./slider";

const shownImages = 4;
const givenFile = "given.jpg";
const givenAlt = "The photographs, and the same with their holes.";

/**
 * Writes into `folder`, which is made where it is missing: given.jpg, the first four images and the same with holes, and after each
 * epoch epoch-001.jpg, …, their fills, known pixels put back, with the PSNR in each hole. Files of these names are replaced.
 */
export function filmFiles(folder: string): PredictionWriter {
  return async ({ row, groundTruth, knownMask, masked, filled }) => {
    const shown = [groundTruth, masked, filled, knownMask].map((images) => firstImages(images, shownImages));
    const [whole, holed, predicted, known] = shown;
    await writeGrid(join(folder, givenFile), {
      rows: [
        { label: "", images: whole },
        { label: "", images: holed },
      ],
    });
    const fills = composite(whole, predicted, known);
    const captions = eachHolePsnrDb(whole, fills, known).map(decibels);
    const name = `epoch-${String(row.epoch).padStart(3, "0")}.jpg`;
    await writeGrid(join(folder, name), { rows: [{ label: "", images: fills, captions }] });
  };
}

async function writeGrid(file: string, { rows }: Pick<ImageGridOptions, "rows">): Promise<void> {
  await writeFileSafely(file, await drawingToJpeg(imageGrid({ scale: 1, gap: 4, rows })));
}

/**
 * The film of a recorded run for slider(): a frame per epoch, the last one first, photographs and holes below. Throws where the run
 * has none.
 */
export async function runFilm(run: string, recordedFolder: string = recordedRunsFolder): Promise<SliderOptions> {
  const folder = join(recordedFolder, run, filmFolder);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith("epoch-")) : [];
  if (names.length === 0) {
    throw new Error(
      `Expected a film in the recorded run ${run}, but it has none. Runs on photographs have one that are trained with ` +
        "--log-predictions --record.",
    );
  }
  const frames = [];
  for (const name of names.sort()) {
    const label = `epoch ${Number(/\d+/.exec(name)?.[0])}`;
    frames.push({ label, figure: await picture(join(folder, name), `The holes as the network fills them, ${label}.`) });
  }
  return {
    label: "epoch",
    frames,
    below: await picture(join(folder, givenFile), givenAlt),
    start: frames.length - 1,
  };
}

/** The JPEG as it is, within SVG. */
async function picture(file: string, alt: string): Promise<VectorPicture> {
  const jpeg = readFileSync(file);
  const { default: sharp } = await import("sharp");
  const { width, height } = await sharp(jpeg).metadata();
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<image href="${jpegAddress(jpeg)}" width="${width}" height="${height}"/></svg>`;
  return { title: alt, alt, synthetic: false, width, height, svg };
}
