package io.ghostchain.benchmarks;

/** One name of {@code benchmarks/run}. */
public interface Benchmark {
  /**
   * Measures and reports.
   *
   * @param options what stood on the command line after the name
   * @throws Exception if the measurement could not be made; a figure that this machine cannot give
   *     is reported as absent instead
   */
  void run(Options options, Report report) throws Exception;
}
