package io.ghostchain.zcrypto.mldsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zcrypto.jit.WarmUp;
import io.ghostchain.zcryptovector.VectorKernels;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(
    value = "io.ghostchain.zcrypto.mldsa.VectorHere#available",
    disabledReason = "the vector engine cannot be had on this machine")
class WarmUpTest {
  private final MatrixVerifier verifier = new MatrixVerifier(JavaKernels.INSTANCE);

  @Test
  void compiledVectorsTakeOver() {
    SignedCase one = SignedCase.random(new SplittableRandom(1));
    Workspace workspace = verifier.workspace();
    ExpandedKey key = verifier.expand(one.scheme(), one.key(), workspace);
    assertEquals("java", verifier.engine());
    new WarmUp(new KernelContest(verifier, new VectorKernels()), WarmUp.PATIENCE).run();
    assertEquals("vector", verifier.engine());
    assertTrue(verifier.verify(key, one.message(), one.signature(), workspace));
  }

  @Test
  void whatIsNotFasterInTimeDoesNot() {
    new WarmUp(new KernelContest(verifier, new VectorKernels()), Duration.ZERO).run();
    assertEquals("java", verifier.engine());
  }

  @Test
  void whatIsFastAndWrongDoesNot() {
    Kernels idle =
        (Kernels)
            Proxy.newProxyInstance(
                Kernels.class.getClassLoader(),
                new Class<?>[] {Kernels.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "transform", "recover", "multiply", "packHighBits" -> null;
                      default -> call(method, arguments);
                    });
    new WarmUp(new KernelContest(verifier, idle), WarmUp.PATIENCE).run();
    assertEquals("java", verifier.engine());
  }

  private static Object call(java.lang.reflect.Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(JavaKernels.INSTANCE, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Test
  void theProcessChoosesVectors() {
    assertEquals("vector", VerifyEngines.choice().engine());
  }
}
