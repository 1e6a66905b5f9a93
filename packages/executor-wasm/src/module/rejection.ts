// Why a binary cannot be a contract. Never leaves the package: the executor turns it into a result.

export class ModuleRejection extends Error {
  override readonly name: string = "ModuleRejection";

  constructor(reason: string, offset?: number) {
    super(offset === undefined ? reason : `${reason} (at offset ${String(offset)})`);
  }
}

export function forbiddenOperator(code: number, offset: number): ModuleRejection {
  return new ModuleRejection(`unsupported operator 0x${code.toString(16)}`, offset);
}
