/** Standard output. A reader that has seen enough (`| head`) is no fault: what is still to be said is dropped. */
let closed = false;

for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    if (stream === process.stdout) closed = true;
  });

/** Nobody reads any more: a command that only shows something can stop. */
export const outputIsClosed = (): boolean => closed;

export function print(text: string): void {
  if (!closed) process.stdout.write(text);
}

/** Prints piece by piece, no faster than it is read; a text gets a line end if it has none. */
export async function printAll(pieces: AsyncIterable<string>): Promise<void> {
  let last = "\n";
  for await (const piece of pieces) {
    if (closed) return;
    if (piece !== "") last = piece.slice(-1);
    if (!process.stdout.write(piece)) await drained();
  }
  if (last !== "\n") print("\n");
}

function drained(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      process.stdout.off("drain", done).off("close", done);
      resolve();
    };
    process.stdout.on("drain", done).on("close", done);
    if (closed) done();
  });
}
