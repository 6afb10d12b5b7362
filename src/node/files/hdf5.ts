// HDF5 files in memory, by h5wasm (the HDF5 library as WebAssembly): the float32 arrays of a file, and a file from arrays.
// h5wasm's build for Node opens files of the machine; its general build, used here, has a file system of its own, so nothing
// touches the disk. HDF5 stamps the time into each object: the clock stands still during the (synchronous) writing,
// so that the same arrays give the same bytes.

/** One array, in C order. */
export interface Hdf5Array {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}
import { absentPackage } from "../../absentPackage";

type H5wasm = typeof import("h5wasm", { with: { "resolution-mode": "import" } });
let started: Promise<H5wasm> | undefined;
let filesOpened = 0;

/** h5wasm is an ECMAScript module, so CommonJS code can only import it dynamically. */
function startH5wasm(): Promise<H5wasm> {
  started ??= (async () => {
    const h5wasm = await import("h5wasm").catch((error: unknown) => {
      throw absentPackage(error, "h5wasm", "to read or write weights of Keras");
    });
    (await h5wasm.ready).activate_throwing_error_handler(); // otherwise errors are printed and the calls return nothing
    return h5wasm;
  })();
  return started;
}

/** Bytes that are no whole HDF5 file. */
export class DamagedHdf5Error extends Error {}

/**
 * The float32 arrays of a file by path ("layers/conv2d/vars/0"), those that are `wanted`; others are left out. Throws a
 * DamagedHdf5Error if the file is damaged.
 */
export async function readHdf5(
  bytes: Uint8Array,
  wanted: (path: string) => boolean = () => true,
): Promise<Map<string, Hdf5Array>> {
  const h5wasm = await startH5wasm();
  return inMemory(h5wasm, (name) => {
    h5wasm.FS!.writeFile(name, bytes);
    try {
      return arraysOf(h5wasm, name, wanted);
    } catch (error) {
      throw new DamagedHdf5Error("Expected a whole HDF5 file, but it cannot be read.", { cause: error });
    }
  });
}

function arraysOf(h5wasm: H5wasm, name: string, wanted: (path: string) => boolean): Map<string, Hdf5Array> {
  const file = new h5wasm.File(name, "r");
  const arrays = new Map<string, Hdf5Array>();
  try {
    for (const path of file.paths()) {
      const entity = wanted(path) ? file.get(path) : null;
      if (!(entity instanceof h5wasm.Dataset)) continue;
      const { shape, value } = entity;
      if (shape === null || !(value instanceof Float32Array)) continue;
      arrays.set(path, { shape: [...shape], data: value.slice() });
    }
  } finally {
    file.close();
  }
  return arrays;
}

/** A file with these groups (parents first), each with its attributes, and these arrays as little-endian float32. */
export async function writeHdf5(
  groups: ReadonlyMap<string, Readonly<Record<string, string>>>,
  arrays: ReadonlyMap<string, Hdf5Array>,
): Promise<Uint8Array> {
  const h5wasm = await startH5wasm();
  return inMemory(h5wasm, (name) =>
    atFixedTime(() => {
      const file = new h5wasm.File(name, "w");
      try {
        for (const [path, attributes] of groups) {
          const group = file.create_group(path);
          for (const [key, value] of Object.entries(attributes)) group.create_attribute(key, value);
        }
        for (const [path, { shape, data }] of arrays) {
          file.create_dataset({ name: path, data, shape: [...shape], dtype: "<f" });
        }
        file.flush();
      } finally {
        file.close();
      }
      return new Uint8Array(h5wasm.FS!.readFile(name));
    }),
  );
}

/** Gives the work a file name in the memory of h5wasm and frees it afterwards. */
function inMemory<T>(h5wasm: H5wasm, work: (name: string) => T): T {
  const name = `/tmp/${filesOpened++}.h5`;
  try {
    return work(name);
  } finally {
    if (h5wasm.FS!.analyzePath(name, false).exists) h5wasm.FS!.unlink(name);
  }
}

/** Does the work, which must be synchronous, as if it were 1 January 1970. */
function atFixedTime<T>(work: () => T): T {
  const clock = Date.now;
  Date.now = () => 0;
  try {
    return work();
  } finally {
    Date.now = clock;
  }
}
