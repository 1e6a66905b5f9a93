// Where the lines go.

/** Takes one line, without its end. */
export type Log = (line: string) => void;
