package io.ghostchain.protocol;

/** What the state holds for a key, read: its encoding is the key's value. Immutable. */
public interface StateRecord {
  /** The canonical encoding; at least one byte. */
  byte[] encode();

  /** The encoding as the state holds it. */
  default Bytes encoded() {
    return Bytes.wrap(encode());
  }
}
