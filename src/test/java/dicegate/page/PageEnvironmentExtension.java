package dicegate.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Provides {@link Visitors} to a test, and fails it on unexpected errors in their browsers. */
final class PageEnvironmentExtension implements ParameterResolver, AfterTestExecutionCallback {

  private static final Namespace NAMESPACE = Namespace.create(PageEnvironmentExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Visitors.class;
  }

  @Override
  public Visitors resolveParameter(ParameterContext parameter, ExtensionContext context) {
    // Closed by JUnit after the last test.
    PageEnvironment environment =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(
                PageEnvironment.class, key -> PageEnvironment.open(), PageEnvironment.class);
    Visitors visitors = new Visitors(environment);
    context.getStore(NAMESPACE).put(Visitors.class, visitors);
    return visitors;
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    Visitors visitors = context.getStore(NAMESPACE).remove(Visitors.class, Visitors.class);
    if (visitors == null) {
      return;
    }
    String name =
        context.getRequiredTestClass().getSimpleName()
            + "-"
            + context.getRequiredTestMethod().getName();
    try {
      if (context.getExecutionException().isPresent() || !visitors.unexpectedErrors().isEmpty()) {
        visitors.saveScreenshot(name);
      }
      assertThat(visitors.unexpectedErrors()).as("unexpected errors in the browsers").isEmpty();
    } finally {
      visitors.close();
    }
  }
}
