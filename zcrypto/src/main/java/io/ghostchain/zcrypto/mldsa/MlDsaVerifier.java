package io.ghostchain.zcrypto.mldsa;

import io.ghostchain.zcrypto.SignatureScheme;

/**
 * Verifies signatures of ML-DSA-44, -65 and -87, pure as FIPS 204 algorithm 3 has it, with keys
 * that were expanded beforehand.
 *
 * <pre>{@code
 * MlDsaVerifier verifier = MlDsaVerifier.chosen();
 * Workspace workspace = verifier.workspace();              // one for each thread
 * ExpandedKey key = verifier.expand(SignatureScheme.ML_DSA_44, raw, workspace);
 * boolean holds = verifier.verify(key, message, signature, workspace);
 * }</pre>
 *
 * <p>Verifying many in a {@link SignatureBatch} is faster: their hashes are computed eight at a
 * time. A signature that is malformed, or of a wrong length, does not hold; nothing that a peer
 * sent is an exception. Stateless: any thread may use it, with a workspace of its own.
 */
public abstract sealed class MlDsaVerifier permits MatrixVerifier, ProviderVerifier {
  MlDsaVerifier() {}

  /** The verifier of this process, see {@link VerifyEngines}. */
  public static MlDsaVerifier chosen() {
    return VerifyEngines.chosen();
  }

  /**
   * The verifier by one engine.
   *
   * @param engine {@code vector}, {@code java} or {@code provider}
   * @throws IllegalArgumentException if there is none of that name
   * @throws IllegalStateException if it cannot be had here, or failed its self-test
   */
  public static MlDsaVerifier of(String engine) {
    return VerifyEngines.named(engine);
  }

  /** The engine's name. */
  public abstract String engine();

  /** Memory for one thread. */
  public abstract Workspace workspace();

  /**
   * Expands a public key.
   *
   * @throws IllegalArgumentException if the scheme is not ML-DSA or its keys have another length
   */
  public final ExpandedKey expand(SignatureScheme scheme, byte[] key, Workspace workspace) {
    return expand(scheme, new byte[][] {key}, workspace)[0];
  }

  /**
   * Expands keys of one scheme, which is faster than expanding each alone.
   *
   * @throws IllegalArgumentException if the scheme is not ML-DSA or its keys have another length
   */
  public final ExpandedKey[] expand(SignatureScheme scheme, byte[][] keys, Workspace workspace) {
    requireOwn(workspace);
    ParameterSet set = ParameterSet.of(scheme);
    for (byte[] key : keys) {
      if (key.length != scheme.publicKeyBytes()) {
        throw new IllegalArgumentException(
            "a public key of %s has %d bytes, got %d"
                .formatted(scheme, scheme.publicKeyBytes(), key.length));
      }
    }
    return expandChecked(set, keys, workspace);
  }

  /** Whether a signature over a message holds, with an empty context. */
  public final boolean verify(
      ExpandedKey key, byte[] message, byte[] signature, Workspace workspace) {
    SignatureBatch single = workspace.single;
    single.add(key, message, signature);
    return verifySingle(single, workspace);
  }

  /**
   * Whether a signature over a message holds, with a context.
   *
   * @throws IllegalArgumentException if the context has more than 255 bytes
   * @throws IndexOutOfBoundsException if a part is not within its array
   */
  public final boolean verify(
      ExpandedKey key,
      byte[] context,
      byte[] message,
      int messageOffset,
      int messageLength,
      byte[] signature,
      int signatureOffset,
      int signatureLength,
      Workspace workspace) {
    SignatureBatch single = workspace.single;
    single.add(
        key,
        context,
        message,
        messageOffset,
        messageLength,
        signature,
        signatureOffset,
        signatureLength);
    return verifySingle(single, workspace);
  }

  /**
   * Verifies a batch of any size, after which it has the verdicts.
   *
   * @throws IllegalArgumentException if a key was expanded by another engine
   */
  public final void verify(SignatureBatch batch, Workspace workspace) {
    requireOwn(workspace);
    verifyChecked(batch, workspace);
  }

  abstract ExpandedKey[] expandChecked(ParameterSet set, byte[][] keys, Workspace workspace);

  abstract void verifyChecked(SignatureBatch batch, Workspace workspace);

  final IllegalArgumentException foreign(String other) {
    return new IllegalArgumentException(
        "expected a key expanded by " + engine() + ", got one of " + other);
  }

  private boolean verifySingle(SignatureBatch single, Workspace workspace) {
    try {
      verify(single, workspace);
      return single.holds(0);
    } finally {
      single.clear();
    }
  }

  @SuppressWarnings("ReferenceEquality") // its own, not one like it
  private void requireOwn(Workspace workspace) {
    if (workspace.owner != this) {
      throw new IllegalArgumentException(
          "expected a workspace of " + this + ", got one of " + workspace.owner);
    }
  }

  @Override
  public String toString() {
    return "MlDsaVerifier[" + engine() + "]";
  }
}
