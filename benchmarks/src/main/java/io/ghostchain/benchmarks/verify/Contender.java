package io.ghostchain.benchmarks.verify;

/** One way to verify, with its keys ready. One thread owns it. */
@FunctionalInterface
interface Contender {
  /** Verifies the signatures with these indices; false if one does not hold. */
  boolean verify(int[] indices, int from, int count) throws Exception;
}
