// Room that Go's append makes for bytes. It shows in what contracts do: bytes that were handed on share their array with the buffer until
// an append moves it. Mirrors growslice and the size classes of Go's runtime (1.18 to 1.24).

/** Up to this capacity a slice doubles. */
const DOUBLING_LIMIT = 256;
const PAGE_SIZE = 8192;

/** Sizes of small objects; larger ones fill pages. */
const sizeClasses: readonly number[] = [
  8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352, 384, 416, 448, 480, 512, 576, 640, 704,
  768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304, 2688, 3072, 3200, 3456, 4096, 4864, 5120, 5376, 6144, 6528, 6784, 6912, 8192,
  9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
];

function roundUp(size: number): number {
  return sizeClasses.find((sizeClass) => sizeClass >= size) ?? Math.ceil(size / PAGE_SIZE) * PAGE_SIZE;
}

/** Capacity of the array that replaces one of `capacity` bytes when `length` bytes, which are more, are to fit. */
export function grownCapacity(capacity: number, length: number): number {
  if (length > 2 * capacity) return roundUp(length);
  if (capacity < DOUBLING_LIMIT) return roundUp(2 * capacity);
  let grown = capacity;
  while (grown < length) grown += Math.floor((grown + 3 * DOUBLING_LIMIT) / 4);
  return roundUp(grown);
}
