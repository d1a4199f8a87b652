/** How node runs the server in the image; the same here, so that what is measured is what is deployed. A test compares both. */

/**
 * V8 sizes its heap by the machine and not by the need: with memory to spare it lets the old generation grow fourfold between two full
 * collections, and 1,000 connections end at 450 MB of which 60 are alive. None of these is a limit that a busy server could run into.
 */
export const NODE_FLAGS = [
  // The first full collection at 24 MB: start-up leaves garbage behind.
  '--initial-old-space-size=24',
  // The next when a fifth has been added to what was alive.
  '--heap-growing-percent=20',
  // Three of them make the young generation. Smaller ones pass what belongs to a request under way on to the old generation.
  '--max-semi-space-size=8',
  // Helpers save no time where a core is all there is, and each keeps pages of its own: 10 to 20 MB at 1,000 connections.
  '--no-parallel-scavenge',
];

/** Settings of glibc (mallopt(3)), by environment variables. */
export const NODE_ENVIRONMENT = {
  // From 16 KiB on, freed memory goes back to the system. V8's compilers take it in such pieces from several threads, and what glibc would
  // keep of them, between others that live on, comes to 20 to 30 MB.
  MALLOC_MMAP_THRESHOLD_: '16384',
  // Linux gives a process 65,530 mappings in all (vm.max_map_count), and V8 has to have its own.
  MALLOC_MMAP_MAX_: '16384',
};
