// The type of a record without fields.

/** No fields: no arguments, no storage, no events. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- a record type would have an index, and with it every field
export type Nothing = {};
