package dicegate.dice.notation;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The features of the language, read off the types of the syntax tree by reflection: each kind of
 * expression and of faces, each component of a modifier, both values of each flag, each constant of
 * an enum. A new one is demanded by the tests that compare {@link #all} with what their texts use,
 * before anybody thinks of them. Stateless.
 */
public final class LanguageFeatures {

  private LanguageFeatures() {}

  /** Returns the names of all features. */
  public static Set<String> all() {
    Set<String> features = new TreeSet<>();
    addAll(RequestedRoll.class, new HashSet<>(), features);
    return features;
  }

  /** Returns the names of the features that the text uses, which must be a roll. */
  public static Set<String> of(String text) {
    return switch (Notation.parse(text)) {
      case ParseResult.Parsed parsed -> of(parsed.request().rolls());
      case ParseResult.NotARoll refused -> throw new AssertionError(text + ": " + refused.error());
    };
  }

  private static Set<String> of(List<RequestedRoll> rolls) {
    Set<String> features = new TreeSet<>();
    addUsed(rolls, features);
    return features;
  }

  /** Returns the value of a record's component. */
  public static Object value(RecordComponent component, Object owner) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static void addAll(Type type, Set<Type> seen, Set<String> features) {
    if (type instanceof ParameterizedType list) {
      addAll(list.getActualTypeArguments()[0], seen, features);
    } else if (type instanceof Class<?> each && isOurs(each) && seen.add(type)) {
      if (each.isSealed()) {
        for (Class<?> permitted : each.getPermittedSubclasses()) {
          addAll(permitted, seen, features);
        }
      } else if (each.isEnum()) {
        for (Object constant : each.getEnumConstants()) {
          features.add(name((Enum<?>) constant));
        }
      } else {
        features.add(each.getSimpleName());
        addComponents(each, seen, features);
      }
    }
  }

  private static void addComponents(Class<?> type, Set<Type> seen, Set<String> features) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getType() == boolean.class) {
        features.add(name(component) + "=true");
        features.add(name(component) + "=false");
      } else if (none(type) != null) {
        features.add(name(component));
      }
      addAll(component.getGenericType(), seen, features);
    }
  }

  private static void addUsed(@Nullable Object value, Set<String> features) {
    if (value instanceof List<?> list) {
      list.forEach(element -> addUsed(element, features));
    } else if (value instanceof Enum<?> constant && isOurs(constant.getDeclaringClass())) {
      features.add(name(constant));
    } else if (value instanceof Record owner && isOurs(owner.getClass())) {
      Object none = none(owner.getClass());
      if (!owner.equals(none)) {
        features.add(owner.getClass().getSimpleName());
        addUsedComponents(owner, none, features);
      }
    }
  }

  private static void addUsedComponents(Record owner, @Nullable Object none, Set<String> features) {
    for (RecordComponent component : owner.getClass().getRecordComponents()) {
      Object value = value(component, owner);
      if (value instanceof Boolean) {
        features.add(name(component) + "=" + value);
      } else if (none != null && !value.equals(value(component, none))) {
        features.add(name(component));
      }
      addUsed(value, features);
    }
  }

  private static boolean isOurs(Class<?> type) {
    return type.getPackage() == Expression.class.getPackage() && type != Span.class;
  }

  private static String name(Enum<?> constant) {
    return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
  }

  private static String name(RecordComponent component) {
    return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
  }

  /** Returns the value that means that a modifier is absent; null if the type has none. */
  private static @Nullable Object none(Class<?> type) {
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == type) {
        try {
          return field.get(null);
        } catch (IllegalAccessException e) {
          throw new LinkageError(e.getMessage(), e);
        }
      }
    }
    return null;
  }
}
