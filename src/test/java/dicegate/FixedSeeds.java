package dicegate;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Gives all properties the same seed, so that every build tests the same values. Registered as a
 * service.
 *
 * <p>{@code mvn test -Dproperties.seed=random -Djqwik.tries.default=20000} tries other values, and
 * more of them; a failure prints its seed, which this option takes too. A seed at a property takes
 * precedence.
 */
public final class FixedSeeds implements AroundPropertyHook {

  private static final String SEED = System.getProperty("properties.seed", "1");

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    if (!SEED.equals("random") && context.attributes().seed().isEmpty()) {
      context.attributes().setSeed(SEED);
    }
    return property.execute();
  }
}
