package io.ghostchain.walletd;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why walletd does not do what a client asked: a stable reason for programs, a sentence for people.
 * Holds nothing secret.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of fault a reason is, which decides what a client can do about it. */
  public enum Kind {
    /** The request cannot be right. */
    INVALID,
    /** What it names is not there. */
    MISSING,
    /** What it would make is there already. */
    EXISTS,
    /** The state forbids it; it may be right later. */
    STATE,
    /** The client has not shown that it may. */
    FORBIDDEN,
    /** Too much or too often. */
    EXHAUSTED,
    /** The node does not answer, or this daemon is stopping. */
    UNREACHABLE
  }

  private final Kind kind;
  private final String reason;
  private final transient Map<String, String> details = new LinkedHashMap<>();

  private Refusal(Kind kind, String reason, String message) {
    super(message, null, false, false);
    this.kind = kind;
    this.reason = reason;
  }

  /** A request that cannot be right. */
  public static Refusal invalid(String reason, String message) {
    return new Refusal(Kind.INVALID, reason, message);
  }

  /** Something that is not there. */
  public static Refusal missing(String reason, String message) {
    return new Refusal(Kind.MISSING, reason, message);
  }

  /** Something that is there already. */
  public static Refusal exists(String reason, String message) {
    return new Refusal(Kind.EXISTS, reason, message);
  }

  /** Something that the state forbids. */
  public static Refusal state(String reason, String message) {
    return new Refusal(Kind.STATE, reason, message);
  }

  /** Something that the client may not. */
  public static Refusal forbidden(String reason, String message) {
    return new Refusal(Kind.FORBIDDEN, reason, message);
  }

  /** Too much or too often. */
  public static Refusal exhausted(String reason, String message) {
    return new Refusal(Kind.EXHAUSTED, reason, message);
  }

  /** The node does not answer. */
  public static Refusal unreachable(String message) {
    return new Refusal(Kind.UNREACHABLE, "NODE_UNREACHABLE", message);
  }

  /** The daemon is stopping; a client may repeat the call when it is there again. */
  public static Refusal stopping() {
    return new Refusal(Kind.UNREACHABLE, "STOPPING", "walletd is stopping; try again when it runs");
  }

  /** This with a figure such as have or need. */
  public Refusal with(String name, Object value) {
    details.put(name, value.toString());
    return this;
  }

  /** What kind of fault it is. */
  public Kind kind() {
    return kind;
  }

  /** Upper-case words joined by underscores; never changes for one kind of refusal. */
  public String reason() {
    return reason;
  }

  /** The sentence for people. */
  public String text() {
    String message = getMessage();
    return message == null ? reason : message;
  }

  /** Figures by name, in the order of telling. */
  public Map<String, String> details() {
    return new LinkedHashMap<>(details);
  }
}
