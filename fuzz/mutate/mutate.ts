// Damage to binaries: some of it harmless, so that the module still runs, some of it at the edge of what a validator must know.
import type { Random } from "../../test/differential/generate/random.js";
import { name, paddedU32, u32 } from "../generate/bytes.js";
import { forbiddenOperators } from "../generate/operators.js";
import { codeOf, readU32, sectionsOf, type BinarySection } from "./sections.js";

type Mutation = (code: Uint8Array, random: Random) => Uint8Array;

const interestingBytes: readonly number[] = [0, 1, 2, 0x0b, 0x3f, 0x40, 0x60, 0x6f, 0x70, 0x7b, 0x7c, 0x7d, 0x7e, 0x7f, 0x80, 0xc0, 0xfc, 0xfd, 0xfe, 0xff];
const hugeCounts: readonly number[] = [0, 1, 0x7f, 0x80, 1000, 10_000, 10_001, 50_000, 100_001, 0x7fff_ffff, 0xffff_ffff];

/** Damages a module once or a few times. */
export function mutate(code: Uint8Array, random: Random): Uint8Array {
  let mutated = code;
  for (let count = random.chance(0.7) ? 1 : 1 + random.below(4); count > 0; count--) {
    mutated = random.pick(random.chance(0.5) ? harmless : harmful)(mutated, random);
  }
  return mutated;
}

function replaced(code: Uint8Array, at: number, removed: number, inserted: ArrayLike<number>): Uint8Array {
  const result = new Uint8Array(code.length - removed + inserted.length);
  result.set(code.subarray(0, at));
  result.set(inserted, at);
  result.set(code.subarray(at + removed), at + inserted.length);
  return result;
}

function byteOf(random: Random): number {
  return random.chance(0.5) ? random.pick(interestingBytes) : random.below(256);
}

/** A mutation of one section among those that `isMeant`. */
function inSection(isMeant: (id: number) => boolean, change: (section: BinarySection, random: Random) => BinarySection): Mutation {
  return (code, random) => {
    const sections = sectionsOf(code);
    const meant = [...sections.keys()].filter((index) => isMeant(sections[index]!.id));
    if (meant.length === 0) return code;
    const index = random.pick(meant);
    return codeOf(sections.map((section, each) => (each === index ? change(section, random) : section)));
  };
}

function withContents({ id }: BinarySection, contents: readonly number[]): BinarySection {
  return { id, contents };
}

const changeByte = ({ contents, ...section }: BinarySection, random: Random): BinarySection => {
  if (contents.length === 0) return { ...section, contents };
  return { ...section, contents: contents.with(random.below(contents.length), byteOf(random)) };
};

const addCustomSection: Mutation = (code, random) => {
  const sections = sectionsOf(code);
  const title = random.pick(["name", "linking", "producers", "dylink.0", "", "é"]);
  const contents = [...name(title), ...random.bytes(random.below(40))];
  return codeOf(sections.toSpliced(random.below(sections.length + 1), 0, { id: 0, contents }));
};

const widenSize: Mutation = inSection(
  () => true,
  (section, random) => ({ ...section, sizeWidth: 2 + random.below(5) }),
);

const widenCount: Mutation = inSection(
  (id) => id !== 0,
  (section, random) => {
    const [count, next] = readU32(section.contents, 0);
    return withContents(section, [...paddedU32(count, 2 + random.below(5)), ...section.contents.slice(next)]);
  },
);

const dropSection: Mutation = (code, random) => {
  const sections = sectionsOf(code);
  return sections.length === 0 ? code : codeOf(sections.toSpliced(random.below(sections.length), 1));
};

/** Mutations after which a module is mostly as good as before. */
const harmless: readonly Mutation[] = [
  addCustomSection,
  addCustomSection,
  widenSize,
  widenCount,
  inSection((id) => id === 11, changeByte),
  inSection((id) => id === 6, changeByte),
  ...Array.from({ length: 4 }, () => inSection((id) => id === 10, changeByte)),
];

const swapSections: Mutation = (code, random) => {
  const sections = sectionsOf(code);
  if (sections.length < 2) return code;
  const [one, other] = [random.below(sections.length), random.below(sections.length)];
  return codeOf(sections.with(one, sections[other]!).with(other, sections[one]!));
};

const repeatSection: Mutation = (code, random) => {
  const sections = sectionsOf(code);
  if (sections.length === 0) return code;
  return codeOf(sections.toSpliced(random.below(sections.length), 0, random.pick(sections)));
};

const wrongCount: Mutation = inSection(
  (id) => id !== 0,
  (section, random) => {
    const [count, next] = readU32(section.contents, 0);
    const wrong = random.chance(0.5) ? Math.max(0, count + random.pick([-1, 1])) : random.pick(hugeCounts);
    return withContents(section, [...u32(wrong), ...section.contents.slice(next)]);
  },
);

const cutSection: Mutation = inSection(
  () => true,
  (section, random) => withContents(section, section.contents.slice(0, random.below(section.contents.length + 1))),
);

const insertInCode: Mutation = inSection(
  (id) => id === 10,
  (section, random) => {
    const operators = random.chance(0.5) ? random.pick(forbiddenOperators) : [byteOf(random)];
    return withContents(section, section.contents.toSpliced(random.below(section.contents.length + 1), 0, ...operators));
  },
);

/** Section ids beyond the known ones, and known contents under another id. */
const renumberSection: Mutation = inSection(
  () => true,
  (section, random) => ({ ...section, id: random.below(16) }),
);

const addExport: Mutation = inSection(
  (id) => id === 7,
  (section, random) => {
    const [count, next] = readU32(section.contents, 0);
    const title = random.pick([[2, 0xc3, 0x28], [1, 0xff], [3, 0xed, 0xa0, 0x80], name("memory"), name("metering_points_used"), name("x")]);
    const added = [...title, random.below(5), ...u32(random.pick([0, 0, 1, 7, 100, 0xffff_ffff]))];
    return withContents(section, [...u32(count + 1), ...added, ...section.contents.slice(next)]);
  },
);

const addImport: Mutation = (code, random) => {
  const descriptions = [[0, 0], [1, 0x70, 0, 1], [2, 0, 1], [3, 0x7f, 0], [4, 0, 0], [0, 99]];
  const added = [...name(random.pick(["env", "wasi", ""])), ...name(random.pick(["getGasLeft", "mBufferNew", "nothing"])), ...random.pick(descriptions)];
  return inSection((id) => id === 2, (section) => {
    const [count, next] = readU32(section.contents, 0);
    return withContents(section, [...u32(count + 1), ...added, ...section.contents.slice(next)]);
  })(code, random);
};

/** Limits of memories and tables: flags of later proposals, a maximum below the minimum, too many pages. */
const changeLimits: Mutation = inSection(
  (id) => id === 4 || id === 5,
  (section, random) => {
    const limits = [random.below(9), ...u32(random.pick([0, 1, 19, 20, 21, 65_536, 65_537])), ...u32(random.pick([0, 1, 20, 21, 65_536, 0xffff_ffff]))];
    return withContents(section, section.id === 4 ? [1, random.pick([0x70, 0x6f, 0x7f]), ...limits] : [1, ...limits]);
  },
);

const harmful: readonly Mutation[] = [
  (code, random) => code.slice(0, random.below(code.length + 1)),
  (code, random) => code.with(random.below(code.length), byteOf(random)),
  (code, random) => replaced(code, random.below(code.length), 0, [byteOf(random)]),
  (code, random) => replaced(code, random.below(code.length), 1, []),
  (code, random) => {
    const at = random.below(code.length);
    return replaced(code, random.below(code.length), 0, code.slice(at, at + random.below(32)));
  },
  ...Array.from({ length: 3 }, () => inSection(() => true, changeByte)),
  dropSection,
  swapSections,
  repeatSection,
  wrongCount,
  cutSection,
  insertInCode,
  renumberSection,
  addExport,
  addImport,
  changeLimits,
];
