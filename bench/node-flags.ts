/** How node runs the server in the image; the same here, so that what is measured is what is deployed. A test compares both. */

/**
 * V8 sizes its heap by the machine and not by the need: with memory to spare it lets the old generation grow fourfold between two full
 * collections, and 1,000 connections end at 450 MB of which 60 are alive. None of these is a limit that a busy server could run into.
 */
export const NODE_FLAGS = [
  // The first full collection at 24 MB: start-up leaves garbage behind.
  '--initial-old-space-size=24',
  // The next when a third has been added to what was alive.
  '--heap-growing-percent=30',
  // Three of them make the young generation. Smaller ones pass what belongs to a request under way on to the old generation.
  '--max-semi-space-size=8',
];
