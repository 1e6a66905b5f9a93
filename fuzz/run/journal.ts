// What hooks are called with, in order: the first calls in words, all of them as a digest, so that a run of many calls stays small.

const WORDS = 40;

export class Journal {
  private count = 0;
  private hash = 0x811c_9dc5;
  private words: string[] = [];

  add(entry: string): void {
    this.count++;
    for (let at = 0; at < entry.length; at++) this.hash = Math.imul(this.hash ^ entry.charCodeAt(at), 0x0100_0193);
    if (this.words.length < WORDS) this.words.push(entry);
  }

  clear(): void {
    this.count = 0;
    this.hash = 0x811c_9dc5;
    this.words = [];
  }

  get calls(): number {
    return this.count;
  }

  toString(): string {
    return `${String(this.count)} calls #${(this.hash >>> 0).toString(16)}: ${this.words.join(" ")}`;
  }
}
