// Lengths that production fixes for what hooks read from memory. Mirrors vm-go vmhost/common.go.

/** EGLD and token amounts, big-endian. */
export const BALANCE_LENGTH = 32;
export const CODE_METADATA_LENGTH = 2;
/** Topics of `writeLog`. */
export const HASH_LENGTH = 32;

export const noBytes: Uint8Array = new Uint8Array(0);
