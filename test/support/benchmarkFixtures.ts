// The two fixtures that other programs made of the benchmark's first images: OpenCV's and NumPy's fills by classical methods, and
// what TensorFlow in Python computes of the recorded networks.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** test/fixtures/benchmark-classical.json: by method and mask set; PSNR in dB, values in [0,1]. */
export interface ClassicalFixture {
  readonly images: number;
  /** How many images from the first on the subset has. */
  readonly subset: number;
  readonly block: number;
  readonly methods: { readonly [method: string]: { readonly [maskSet: string]: ClassicalFigures } };
}

export interface ClassicalFigures {
  readonly pooledHolePsnrDb: number;
  readonly subsetPooledHolePsnrDb: number;
  /** Mean squared error in the holes of each block of images. */
  readonly subsetBlockMse: readonly number[];
}

/** test/fixtures/recorded-networks.json: by method of the table and mask set. */
export interface NetworksFixture {
  readonly images: number;
  readonly block: number;
  readonly networks: {
    readonly [method: string]: {
      readonly weightsSha256: string;
      readonly maskSets: { readonly [maskSet: string]: NetworkFigures };
    };
  };
}

export interface NetworkFigures {
  readonly pooledHolePsnrDb: number;
  readonly blockMse: readonly number[];
  /** Every stride-th predicted value of a hole pixel. */
  readonly stride: number;
  readonly values: readonly number[];
}

export const classicalFixture: ClassicalFixture = read<ClassicalFixture>("benchmark-classical.json");
export const networksFixture: NetworksFixture = read<NetworksFixture>("recorded-networks.json");

function read<Type>(name: string): Type {
  return JSON.parse(readFileSync(join(__dirname, "../fixtures", name), "utf8")) as Type;
}
