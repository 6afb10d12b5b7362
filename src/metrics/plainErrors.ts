// Errors of images as plain numbers, so that a file can hold what is measured of a row.
import { emptyErrors, imageErrorColumns, type ImageErrors } from "./imageErrors";

/** The errors as plain numbers, for a file: a list for each column, in the order of imageErrorColumns. */
export interface PlainImageErrors {
  readonly channels: number;
  readonly columns: readonly (readonly number[])[];
}

/** imageErrorsOf()'s way back. */
export function plainImageErrors(errors: ImageErrors): PlainImageErrors {
  return { channels: errors.channels, columns: imageErrorColumns.map((column) => Array.from(errors[column])) };
}

/** The errors that plainImageErrors() made plain. Throws where columns are missing or not equally long. */
export function imageErrorsOf({ channels, columns: values }: PlainImageErrors): ImageErrors {
  const errors = emptyErrors(values[0]?.length ?? 0, channels);
  const odd = imageErrorColumns.findIndex((column, i) => values[i]?.length !== errors[column].length);
  if (values.length !== imageErrorColumns.length || odd >= 0) {
    throw new Error(
      `Expected ${imageErrorColumns.length} columns of equal length, but received ${values.length} of ` +
        `${values.map(({ length }) => length).join(", ")}. Measure anew.`,
    );
  }
  imageErrorColumns.forEach((column, i) => errors[column].set(values[i]));
  return errors;
}
