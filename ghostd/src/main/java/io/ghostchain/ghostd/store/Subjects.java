package io.ghostchain.ghostd.store;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.AssetIssued;
import io.ghostchain.protocol.Burned;
import io.ghostchain.protocol.ContractEmitted;
import io.ghostchain.protocol.Event;
import io.ghostchain.protocol.FrozenSet;
import io.ghostchain.protocol.IssuerSet;
import io.ghostchain.protocol.Minted;
import io.ghostchain.protocol.Transferred;
import io.ghostchain.protocol.VaultUpdated;
import io.ghostchain.zcrypto.Hash;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The accounts, assets and contracts that an event names, by which events are found. */
public final class Subjects {
  private Subjects() {}

  /** Of an event, each once. The fee asset is not one: nearly every event would name it. */
  public static Set<Hash> of(Event event) {
    Set<Hash> subjects = new LinkedHashSet<>();
    forEach(event, subjects::add);
    return subjects;
  }

  /** Tells those of an event, some perhaps twice. */
  static void forEach(Event event, Consumer<Hash> subjects) {
    switch (event) {
      case Transferred e -> {
        add(subjects, e.from());
        add(subjects, e.to());
        add(subjects, e.asset());
      }
      case AssetIssued e -> {
        add(subjects, e.asset());
        add(subjects, e.issuer());
      }
      case Minted e -> {
        add(subjects, e.asset());
        add(subjects, e.to());
      }
      case Burned e -> {
        add(subjects, e.asset());
        add(subjects, e.from());
      }
      case FrozenSet e -> {
        add(subjects, e.asset());
        add(subjects, e.account());
      }
      case IssuerSet e -> {
        add(subjects, e.asset());
        add(subjects, e.issuer());
      }
      case VaultUpdated e -> add(subjects, e.account());
      case ContractEmitted e -> add(subjects, e.contract());
    }
  }

  private static void add(Consumer<Hash> subjects, @Nullable AccountId account) {
    if (account != null) {
      subjects.accept(account.hash());
    }
  }

  private static void add(Consumer<Hash> subjects, AssetId asset) {
    if (!asset.isFee()) {
      subjects.accept(asset.hash());
    }
  }
}
