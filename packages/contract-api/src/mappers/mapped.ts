// What comes of each item, made when it is asked for.
export function* mapped<Item, Result>(items: Iterable<Item>, make: (item: Item) => Result): Generator<Result, void> {
  for (const item of items) yield make(item);
}
