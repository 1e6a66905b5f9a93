// The command line of a program of this repository: read whole before anything runs.

/** Answers what `parse` reads. Prints the usage and ends the process on --help (code 0), and with the reason where `parse` throws (code 2). */
export function readCommandLine<Options>(usage: string, parse: () => Options): Options {
  if (process.argv.includes("--help")) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parse();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}
