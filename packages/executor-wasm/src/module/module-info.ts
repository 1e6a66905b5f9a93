// What the rewriter must know of a contract module; offsets point into its binary.

/** Value and block types of the binary format. */
export const ValueType: { readonly i32: 0x7f; readonly i64: 0x7e; readonly empty: 0x40 } = { i32: 0x7f, i64: 0x7e, empty: 0x40 };

export interface FunctionType {
  readonly params: Uint8Array;
  /** Type of the result, or `ValueType.empty`. Production allows no more than one. */
  readonly result: number;
}

export interface GlobalInfo {
  readonly type: number;
  readonly mutable: boolean;
  /** Range of the constant operator, without its `end`. */
  readonly initStart: number;
  readonly initEnd: number;
}

export interface ExportInfo {
  readonly name: string;
  readonly kind: number;
  readonly index: number;
}

export const ExportKind: { readonly function: 0; readonly table: 1; readonly memory: 2; readonly global: 3 } = {
  function: 0,
  table: 1,
  memory: 2,
  global: 3,
};

/** A section's contents. */
export interface SectionRange {
  readonly start: number;
  readonly end: number;
}

export interface ModuleInfo {
  readonly bytes: Uint8Array;
  readonly types: readonly FunctionType[];
  /** Names of the imported functions; their indices come first. */
  readonly imports: readonly string[];
  /** Type index of every function, imported ones first. */
  readonly functionTypes: readonly number[];
  readonly globals: readonly GlobalInfo[];
  /** In the order of the export section. */
  readonly exports: readonly ExportInfo[];
  readonly start: number | undefined;
  readonly sections: ReadonlyMap<number, SectionRange>;
}

/** Section numbers of the binary format. */
export const Section: {
  readonly custom: 0;
  readonly type: 1;
  readonly import: 2;
  readonly function: 3;
  readonly table: 4;
  readonly memory: 5;
  readonly global: 6;
  readonly export: 7;
  readonly start: 8;
  readonly element: 9;
  readonly code: 10;
  readonly data: 11;
  readonly dataCount: 12;
} = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
};
