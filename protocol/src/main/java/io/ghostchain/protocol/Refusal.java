package io.ghostchain.protocol;

/**
 * Why a transaction is refused.
 *
 * @param reason the stable code
 * @param expected what would have been accepted
 * @param got what came
 */
public record Refusal(Reason reason, String expected, String got) {
  /** The refusal of bytes that do not decode. */
  public static Refusal of(DecodeException undecodable) {
    return new Refusal(
        undecodable.reason(),
        undecodable.expected() + " at byte " + undecodable.offset() + ", " + undecodable.path(),
        undecodable.got());
  }

  /** The whole for a person: code, description, what was expected and what came. */
  @Override
  public String toString() {
    return reason + ": " + reason.description() + ": expected " + expected + ", got " + got;
  }
}
