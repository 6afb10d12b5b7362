// What is filled: a photograph with lines and with a square, CIFAR-10 images with a square each, a large hole in a megapixel,
// and pictures of four sizes that lost a twentieth of their blocks. Masks come from this project's generators; all contenders get
// the same bytes, holes painted black.
import { firstImages, type ImageBatch } from "../../src/images/batch";
import { drawArticleLineMasks } from "../../src/masks/articleLines";
import { drawLostBlockMasks } from "../../src/masks/lostBlocks";
import { placeRectangleMask } from "../../src/masks/rectangle";
import { drawSquareMasks } from "../../src/masks/square";
import { randomStream } from "../../src/random";
import { drawTextMasks } from "../../src/masks/text";
import { contenders, usesAllCores } from "./contenders";
import { photoShape, tilePicture } from "./photo";

export const seed = 1;

/** Where pictures come from. */
export interface Pictures {
  /** uint8 [1,512,512,3] */
  readonly photo: ImageBatch;
  /** uint8 [N,32,32,3] */
  readonly small: ImageBatch;
}

export interface Workload {
  readonly name: string;
  readonly title: string;
  readonly unit: "images/s" | "s";
  readonly contenders: readonly string[];
  /** At most so many images where a contender is slow; all else is compared per image. */
  readonly most?: { readonly [contender: string]: number };
  /** false: what ran before is warm enough, and the fill is not compared; default true. */
  readonly warmUp?: boolean;
  draw(pictures: Pictures): { readonly truth: ImageBatch; readonly knownMask: ImageBatch };
}

export interface SizeWorkload extends Workload {
  readonly megapixels: number;
}

const all = contenders.filter((contender) => !usesAllCores(contender)).map(({ name }) => name);
const without = (...left: string[]): string[] => all.filter((name) => !left.includes(name));
/** Exemplar-based filling searches the picture for every patch; scikit-image takes about a millisecond per small image. */
const slow = { exemplar: 1_000, "scikit-image biharmonic": 1_000 };

/** Filled on one thread and on all cores. scikit-image's biharmonic would take minutes. */
const textWorkload: Workload = {
  name: "12 MP text",
  title: "12 MP under text",
  unit: "s",
  contenders: contenders
    .map(({ name }) => name)
    .filter((name) => name !== "exemplar" && name !== "scikit-image biharmonic"),
  draw: ({ photo }) => {
    const truth = tilePicture(photo, 3000, 4000);
    return { truth, knownMask: drawTextMasks(truth.shape, randomStream(seed, "bench text")) };
  },
};

export const speedWorkloads: readonly Workload[] = [
  {
    name: "photo lines",
    title: "photograph, lines",
    unit: "images/s",
    contenders: without("exemplar"),
    draw: ({ photo }) => ({
      truth: photo,
      knownMask: drawArticleLineMasks(photoShape, randomStream(seed, "bench lines")),
    }),
  },
  {
    name: "photo square",
    title: "photograph, 64×64 square",
    unit: "images/s",
    contenders: all,
    draw: ({ photo }) => ({
      truth: photo,
      knownMask: drawSquareMasks(photoShape, randomStream(seed, "bench square"), { side: 64 }),
    }),
  },
  {
    name: "cifar",
    title: "CIFAR-10, 8×8 squares",
    unit: "images/s",
    contenders: all,
    most: slow,
    draw: ({ small }) => ({ truth: small, knownMask: drawSquareMasks(small.shape, randomStream(seed, "bench cifar")) }),
  },
  {
    name: "large hole",
    title: "200×200 hole in a megapixel",
    unit: "s",
    contenders: ["harmonic"],
    draw: ({ photo }) => ({
      truth: tilePicture(photo, 1000, 1000),
      knownMask: placeRectangleMask([1, 1000, 1000, 3], { top: 400, left: 400, height: 200, width: 200 }),
    }),
  },
  textWorkload,
];

/** Of a 16×16 block. */
const lossProbability = 0.05;
/** Height and width by megapixels. */
const sizes: readonly (readonly [megapixels: number, height: number, width: number])[] = [
  [0.25, 500, 500],
  [1, 1000, 1000],
  [4, 2000, 2000],
  [12, 3000, 4000],
];

/** exemplar is left out, since its time grows with holes times search; scikit-image, to keep the run short. */
export const sizeWorkloads: readonly SizeWorkload[] = sizes.map(([megapixels, height, width]) => ({
  name: `${megapixels} MP`,
  title: `${megapixels} MP, a twentieth of the blocks lost`,
  unit: "s",
  megapixels,
  warmUp: megapixels < 1,
  contenders: without("exemplar", "scikit-image biharmonic"),
  draw: ({ photo }) => {
    const truth = tilePicture(photo, height, width);
    const random = randomStream(seed, "bench blocks");
    return { truth, knownMask: drawLostBlockMasks(truth.shape, random, { lossProbability }) };
  },
}));

/** The one whose memory is measured. */
export const memoryWorkload: Workload = sizeWorkloads[sizeWorkloads.length - 1];

/** How many of the workload's images a contender fills. */
export function imagesFor({ most }: Workload, contender: string, available: number): number {
  return Math.min(available, most?.[contender] ?? Infinity);
}

/** The first images of the workload with the same masks. */
export function firstOf<Drawn extends { readonly truth: ImageBatch; readonly knownMask: ImageBatch }>(
  { truth, knownMask }: Drawn,
  count: number,
): { truth: ImageBatch; knownMask: ImageBatch } {
  return { truth: firstImages(truth, count), knownMask: firstImages(knownMask, count) };
}
