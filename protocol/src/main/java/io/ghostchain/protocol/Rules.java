package io.ghostchain.protocol;

import java.util.Optional;

/**
 * The rules that a header's version selects. A node that meets a version it has no rules for stops
 * before it votes.
 *
 * @param version of the header
 * @param gas what things cost
 */
public record Rules(int version, GasSchedule gas) {
  /** The first rules. */
  public static final Rules V1 = new Rules(1, GasSchedule.V1);

  /** The rules of a header's version, empty if this software does not know them. */
  public static Optional<Rules> ofVersion(int version) {
    return version == V1.version ? Optional.of(V1) : Optional.empty();
  }
}
