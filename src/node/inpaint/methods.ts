// The methods of the command: every line of the table of classical methods, and the recorded networks. The report's networks
// know 32×32 pixels and nothing else, and are offered for such pictures only; enlarging their output would show the enlarging.
// The residual inpainter takes any size, window by window.
import { classicalMethods } from "../../classical";
import { imageBatch, takeMasks, toFloat, type FloatImageBatch, type ImageBatch } from "../../images";
import { listMethods } from "../benchmarks/methods";
import { inpainterId } from "../experiments/inpainterPlan";
import { fillByName } from "../workers/fillByName";
import type { FillFunctions } from "../workers/fillWorker";
import { withWorkers, type WorkerFile } from "../workers/pool";
import { fillAnySize } from "./fillAnySize";
import { countHoles } from "./hole";

export interface FillingMethod {
  readonly name: string;
  readonly title: string;
  /** Why it cannot fill a picture of this size, as a sentence, or null. */
  refusal(height: number, width: number): string | null;
  /** While it fills a picture of so many pixels, no clock runs: progress has to be told before. */
  blocks(pixels: number): boolean;
  /** [1,H,W,1] or [1,H,W,3], uint8 or float32, to the same size and channels; only the hole's values count. */
  fill(image: ImageBatch, knownMask: ImageBatch): Promise<ImageBatch>;
}

/** Every method there is here, classical ones first. `folder`: where recorded runs lie. */
export function fillingMethods(folder?: string): FillingMethod[] {
  const networks = listMethods(folder).filter(({ load, name }) => load !== undefined && name !== "report-authors");
  return [
    ...Object.entries(classicalMethods).map(([name, { title }]) => classical(name, title)),
    ...networks.map(({ name, title, load }) => network(name, title, load as NonNullable<typeof load>)),
  ];
}

/** The method of this name; "navier-stokes" is navierStokes. Throws with the list on an unknown one. */
export function methodNamed(name: string, methods: readonly FillingMethod[]): FillingMethod {
  const found = methods.find((method) => method.name === name) ??
    methods.find((method) => method.name.toLowerCase() === name.toLowerCase().replaceAll("-", ""));
  if (found !== undefined) return found;
  throw new Error(`Expected --method to be one of ${methods.map((method) => method.name).join(", ")}, but received "${name}".`);
}

const fillWorker: WorkerFile<FillFunctions> = { path: require.resolve("../workers/fillWorker") };
/** Fewer hole pixels are filled at once; more go to a worker, so that the terminal can be told of progress. */
const quickHole: { readonly [name: string]: number } = { exemplar: 2_000 }, usualQuickHole = 100_000, quickImage = 2_000_000;

function classical(name: string, title: string): FillingMethod {
  return {
    name, title, refusal: () => null, blocks: () => false,
    async fill(image, knownMask) {
      const quick = countHoles(knownMask) <= (quickHole[name] ?? usualQuickHole) && knownMask.data.length <= quickImage;
      if (quick) return fillByName(name, image, knownMask);
      return withWorkers(fillWorker, { workers: 1 }, (pool) => pool.call("fill", name, image, knownMask, undefined));
    },
  };
}

type Load = NonNullable<ReturnType<typeof listMethods>[number]["load"]>;

function network(name: string, title: string, load: Load): FillingMethod {
  const anySize = name.startsWith(inpainterId);
  return {
    name, title,
    refusal: (height, width) => anySize || (height === 32 && width === 32) ? null :
      `Expected a picture of 32×32 pixels for ${name}, a network that knows no other size, but received ${width}×${height}. ` +
      `Choose a classical method, for example --method biharmonic.`,
    blocks: (pixels) => pixels > 40_000,
    async fill(image, knownMask) {
      const loaded = await load(), colour = asColour(image);
      const fillWindow = async (part: FloatImageBatch, known: FloatImageBatch): Promise<ImageBatch> => {
        await new Promise((resolve) => setImmediate(resolve)); // progress is shown between windows
        return loaded.fill(part, known);
      };
      try {
        const filled = await (anySize ? fillAnySize(colour, knownMask, fillWindow)
          : loaded.fill(colour, takeMasks(knownMask, [0])));
        return image.shape[3] === 3 ? filled : asGrey(filled);
      } finally {
        loaded.dispose();
      }
    },
  };
}

function asColour(image: ImageBatch): FloatImageBatch {
  const { data, shape: [count, height, width, channels] } = toFloat(image);
  if (channels === 3) return { data, shape: image.shape };
  return imageBatch(Float32Array.from({ length: 3 * data.length }, (_, i) => data[Math.floor(i / 3)]), [count, height, width, 3]);
}

function asGrey({ data, shape: [count, height, width] }: ImageBatch): ImageBatch {
  const grey = Float32Array.from({ length: data.length / 3 }, (_, p) => (data[3 * p] + data[3 * p + 1] + data[3 * p + 2]) / 3);
  return imageBatch(grey, [count, height, width, 1]);
}
