// The methods of the command: those of the table that lie on this machine. The report's networks know 32×32 pixels and nothing
// else, and are offered for such pictures only; enlarging their output would show the enlarging. Networks see three colours: grey
// is given to them three times, and the mean of what comes back is taken.
import { classicalMethods } from "../../classical";
import { imageBatch, toFloat, type FloatImageBatch, type ImageBatch } from "../../images/batch";
import { inpaintingMethods } from "../../methods";
import { fillOneImage } from "../../methods/fillOneImage";
import type { InpaintingMethod } from "../../methods/inpaintingMethod";
import { lazyMethod } from "../methods/lazyMethod";
import { fillByName } from "../workers/fillByName";
import { fillHolesInWorkers } from "../workers/fillHolesInWorkers";
import { greyAsRgb, greyChannel } from "./greyPicture";
import { countHoles } from "./hole";

/** Hears what share of the work, 0 to 1, is done. */
export type OnProgress = (share: number) => void;

/** Every method there is here, classical ones first. `runs`: where recorded runs lie. */
export function offeredMethods(runs?: string): InpaintingMethod[] {
  return inpaintingMethods.map((entry) => lazyMethod(entry, runs)).filter((method) => method !== null);
}

/** The method of this name; "navier-stokes" is navierStokes. */
export function offeredMethod(name: string, methods: readonly InpaintingMethod[]): InpaintingMethod | undefined {
  return (
    methods.find((method) => method.name === name) ??
    methods.find((method) => method.name.toLowerCase() === name.toLowerCase().replaceAll("-", ""))
  );
}

/** While the method fills a picture of so many pixels, no clock runs: progress has to be told before. */
export function blocks(method: InpaintingMethod, pixels: number): boolean {
  return !isClassical(method) && pixels > 40_000;
}

/** Whether the method fills so many channels: networks know grey and RGB, not the four inks of CMYK. */
export function fillsColours(method: InpaintingMethod, colours: number): boolean {
  return colours < 4 || isClassical(method);
}

/**
 * [1,H,W,1] or [1,H,W,3], for classical methods also [1,H,W,4], uint8 or float32, to the same size and channels; only the hole's values count. Where all that is known
 * is grey, so is the fill. `onProgress` hears the share of the work that is done from methods that tell it.
 */
export async function fillBy(
  method: InpaintingMethod,
  image: ImageBatch,
  knownMask: ImageBatch,
  onProgress: OnProgress = () => {},
): Promise<ImageBatch> {
  const grey = greyChannel(image, knownMask);
  if (grey !== null) return greyAsRgb(await fillBy(method, grey, knownMask, onProgress));
  if (isClassical(method)) return fillClassical(method.name, image, knownMask, onProgress);
  const filled = await fillOneImage(method, asColour(image), knownMask, {
    beforeWindow: async (share) => {
      onProgress(share);
      await new Promise((resolve) => setImmediate(resolve)); // timers and signals have their turn between windows
    },
  });
  return image.shape[3] === 3 ? filled : asGrey(filled);
}

function isClassical({ name }: InpaintingMethod): boolean {
  return Object.hasOwn(classicalMethods, name);
}

/** Fewer hole pixels are filled at once; more go to a worker, so that the terminal can be told of progress. */
const quickHole: { readonly [name: string]: number } = { exemplar: 2_000 };
const usualQuickHole = 100_000;
const quickImage = 2_000_000;

async function fillClassical(
  name: string,
  image: ImageBatch,
  knownMask: ImageBatch,
  onProgress: OnProgress,
): Promise<ImageBatch> {
  const quick = countHoles(knownMask) <= (quickHole[name] ?? usualQuickHole) && knownMask.data.length <= quickImage;
  if (quick) return fillByName(name, image, knownMask);
  return fillHolesInWorkers(name, image, knownMask, { onProgress });
}

function asColour(image: ImageBatch): FloatImageBatch {
  const { data, shape } = toFloat(image);
  const [count, height, width, channels] = shape;
  if (channels === 3) return { data, shape };
  const thrice = Float32Array.from({ length: 3 * data.length }, (_, i) => data[Math.floor(i / 3)]);
  return imageBatch(thrice, [count, height, width, 3]);
}

function asGrey({ data, shape: [count, height, width] }: ImageBatch): ImageBatch {
  const grey = Float32Array.from(
    { length: data.length / 3 },
    (_, p) => (data[3 * p] + data[3 * p + 1] + data[3 * p + 2]) / 3,
  );
  return imageBatch(grey, [count, height, width, 1]);
}
