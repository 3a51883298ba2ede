package io.ghostchain.daemonkit.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * What Logback finds before {@link Logging#configure} ran: warnings on standard error. Without it
 * Logback would print everything on standard output, where results belong.
 */
public final class QuietStart extends ContextAwareBase implements Configurator {
  /** For the service loader. */
  public QuietStart() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Logging.configure(context, new LogConfig(LogConfig.Level.WARN, LogConfig.Format.TEXT));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
