// The eighteen frozen mask sets of the benchmark photographs-v1: one mask for each of the 200 test photographs of BSDS500
// (Arbelaez, Maire, Fowlkes and Malik 2011) at their own size, in the order of their names as text. The sizes stand here, so that
// masks are drawn and checked without the photographs, each from a stream of its own. As in cifar10InpaintingV1.ts, a set is never
// stored, and its SHA-256 is checked before use; a set that must change gets a new benchmark name.
import type { BatchShape } from "../images/batch";
import { maskFamilyNamed } from "../masks";
import { drawHoleRatioMasks, type HoleRatioMaskOptions } from "../masks/holeRatio";
import type { Benchmark, BenchmarkMaskSet } from "./benchmark";
import { cifar10InpaintingV1 } from "./cifar10InpaintingV1";

/** L: 481 pixels wide and 321 high; P: the other way round. */
const orientations =
  "LLLLLPLLLLPPLLLLLLLLLLLLPLLLLLLLPLLPPPLLLLLLLPLLLP" +
  "LLPLLLLLLPPPLPLLLPLLLLLPPPLPPLLPPLPLLLLLLLPLLPLPLL" +
  "PPLPPPLLPPPLLPPPLPPLPPLPLPLPLLPLLLLPPLLLLLPPPLLLLP" +
  "LLLPLPLLPLPPPLLLLLLLLLLLLLPPPPLLLLPPLLLLLPLLPLLLLL";

const shapes = Array.from(orientations, (orientation): BatchShape =>
  orientation === "L" ? [1, 321, 481, 3] : [1, 481, 321, 3],
);

const ofFamilies: readonly Omit<BenchmarkMaskSet, "seed" | "family" | "draw">[] = [
  {
    name: "text",
    title: "text",
    sha256: "c705c4856f65ffc64cef910b53776a96dd840610dac4915549b97ae7ae99c358",
  },
  {
    name: "articleLines",
    title: "the article's lines",
    sha256: "8c6c333749d97c96ee428ce12edb136e793bd20dc515f33e1d477e3b8a9819a3",
  },
  {
    name: "scratches",
    title: "scratches",
    sha256: "706e5f6babe11cc07cd9b873298e45b2262788584f70c6408691b43f190d344b",
  },
  {
    name: "lostBlocks",
    title: "lost blocks",
    sha256: "123261216ed6411209d6e0e9db1784baeb7f1ea6197b3e8d9976b0ad6b1419b4",
  },
  {
    name: "pixels50",
    title: "half of the pixels",
    sha256: "6bfa456da59e112bf3e0746e9bbeab251a8ed2ce058c3254ff5c0c636f800bef",
  },
  {
    name: "pixels80",
    title: "80 % of the pixels",
    sha256: "162499a630771cfb3278de95237887fd36cb06ee5e2f2db53c2576d777950251",
  },
];

/** Of the three techniques, by their hole ratio, as in Liu et al. 2018. */
const ofHoleRatios: readonly (Omit<BenchmarkMaskSet, "seed" | "family" | "draw"> & HoleRatioMaskOptions)[] = [
  {
    name: "holes1to10Clear",
    title: "1–10 %, clear of the border",
    share: [0.01, 0.1],
    border: "clear",
    sha256: "691017876c0f40382337ba635b131081d78675bce4f382809b7b5919c2df3bc0",
  },
  {
    name: "holes1to10Touching",
    title: "1–10 %, touching the border",
    share: [0.01, 0.1],
    border: "touching",
    sha256: "f47d393c136505b125ab97a12b7e8dff92b68252021cd452d5ba1f10e1e7da22",
  },
  {
    name: "holes10to20Clear",
    title: "10–20 %, clear of the border",
    share: [0.1, 0.2],
    border: "clear",
    sha256: "ad0f9444f860eebf94e207518e783ac3fd506b07e57542470033642df04b5884",
  },
  {
    name: "holes10to20Touching",
    title: "10–20 %, touching the border",
    share: [0.1, 0.2],
    border: "touching",
    sha256: "574f275f34ce6ee638432e274eb02d7226a7ce4497639a6c1d63d9fc71de9740",
  },
  {
    name: "holes20to30Clear",
    title: "20–30 %, clear of the border",
    share: [0.2, 0.3],
    border: "clear",
    sha256: "1567d49c5b1a931c5c0e643c32858553b882980b15858d5e875b60cb1d757129",
  },
  {
    name: "holes20to30Touching",
    title: "20–30 %, touching the border",
    share: [0.2, 0.3],
    border: "touching",
    sha256: "df94789616c8e12d913a88dfc078272ba49f1c7b008fe4f879aecb110d9ed396",
  },
  {
    name: "holes30to40Clear",
    title: "30–40 %, clear of the border",
    share: [0.3, 0.4],
    border: "clear",
    sha256: "5b38251ae69dba38801b7054019514d65791d197925bbf63d2e88846609362b3",
  },
  {
    name: "holes30to40Touching",
    title: "30–40 %, touching the border",
    share: [0.3, 0.4],
    border: "touching",
    sha256: "815aea50d67aa32cf8ed14929d7c4f813043566e6ffb32a8c595914bfaff21e9",
  },
  {
    name: "holes40to50Clear",
    title: "40–50 %, clear of the border",
    share: [0.4, 0.5],
    border: "clear",
    sha256: "d26df83b6541585d296684444428f8f64d7fb31b13c5359ef12eede55f31b278",
  },
  {
    name: "holes40to50Touching",
    title: "40–50 %, touching the border",
    share: [0.4, 0.5],
    border: "touching",
    sha256: "30758dfacdcd947bee69ee23e37502de0a8fe4eafdc48c846f48118488d531b7",
  },
  {
    name: "holes50to60Clear",
    title: "50–60 %, clear of the border",
    share: [0.5, 0.6],
    border: "clear",
    sha256: "36c783a3bef72c7c1c389a1d709b244b91eb5e52ff9fc0cea411a6eb1c39f7b8",
  },
  {
    name: "holes50to60Touching",
    title: "50–60 %, touching the border",
    share: [0.5, 0.6],
    border: "touching",
    sha256: "6aad56cc835d85ec5a159896f78736a50d50889da410bd8891fd4e18d2f9edf2",
  },
];

const maskSets: readonly BenchmarkMaskSet[] = [
  ...ofFamilies.map((set) => ({ ...set, seed: 1, family: set.name, draw: maskFamilyNamed(set.name).draw })),
  ...ofHoleRatios.map(({ share, border, ...set }): BenchmarkMaskSet => ({
    ...set,
    seed: 1,
    family: "threeTechniques",
    draw: (shape, random) => drawHoleRatioMasks(shape, random, { share, border }),
  })),
];

/** The 200 test photographs of BSDS500 under eighteen mask sets. */
export const photographsV1: Benchmark = {
  name: "photographs-v1",
  title: "200 test photographs of BSDS500, eighteen mask sets",
  source: "bsds500 test",
  images: shapes.length,
  shapes,
  maskSets,
  metrics: cifar10InpaintingV1.metrics,
  paired: true,
  // Exemplar-based filling takes seconds to minutes for a photograph.
  fewerImages: { exemplar: 10 },
  // It fills from CIFAR-10's images and in their size: nothing is fetched to hear that.
  onlyNamed: ["nearestImage"],
};
