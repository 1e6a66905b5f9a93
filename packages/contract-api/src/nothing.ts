// The type of a record without fields.

/** No fields: no arguments, no storage, no events. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export type Nothing = {};
