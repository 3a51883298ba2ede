package io.ghostchain.walletkit;

import io.ghostchain.zcrypto.SignatureScheme;
import java.util.List;
import java.util.stream.Collectors;

/** The schemes whose keys a wallet derives, by the names that people use. */
public final class SchemeNames {
  /** What an account gets that names none. */
  public static final SignatureScheme DEFAULT = SignatureScheme.ML_DSA_65;

  private static final List<SignatureScheme> DERIVED =
      List.of(SignatureScheme.ML_DSA_44, SignatureScheme.ML_DSA_65, SignatureScheme.ML_DSA_87);

  private SchemeNames() {}

  /** The name of a scheme, such as {@code ML-DSA-65}. */
  public static String of(SignatureScheme scheme) {
    return scheme.standardName();
  }

  /**
   * The scheme of a name; the default for an empty one.
   *
   * @throws IllegalArgumentException for any other
   */
  public static SignatureScheme parse(String name) {
    if (name.isEmpty()) {
      return DEFAULT;
    }
    return DERIVED.stream()
        .filter(scheme -> of(scheme).equals(name) || scheme.label().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "expected a signature scheme of "
                    + DERIVED.stream().map(SchemeNames::of).collect(Collectors.joining(", "))
                    + ", got \""
                    + name
                    + "\""));
  }
}
