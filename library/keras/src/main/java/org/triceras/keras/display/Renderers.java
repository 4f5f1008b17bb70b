package org.triceras.keras.display;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;

/**
 * How values of a program's own types are shown: {@code Renderers.register(Money.class, m -> Html.of("<b>" + m.amount() + "</b>"))}. What is
 * registered comes before everything else, so it also changes the look of the types that have one already.
 */
public final class Renderers {
    private static final Map<Class<?>, Function<Object, ?>> REGISTERED = new LinkedHashMap<>();

    private Renderers() {}

    /**
     * Shows values of {@code type} and of its subtypes as {@code look} says, until another look is registered for it. The nearest
     * type wins: the value's class, its superclasses, then their interfaces.
     *
     * @param look gives a {@link MimeBundle}, or any other value whose look is then taken; null leaves the value to other renderers
     */
    public static <T> void register(Class<T> type, Function<? super T, ?> look) {
        Objects.requireNonNull(look, "look");
        synchronized (REGISTERED) {
            REGISTERED.put(type, value -> look.apply(type.cast(value)));
        }
    }

    /** Takes back what was registered for exactly this type; says whether something was. */
    public static boolean unregister(Class<?> type) {
        synchronized (REGISTERED) {
            return REGISTERED.remove(type) != null;
        }
    }

    /** Whether something is registered for the value's type. */
    public static boolean knows(Object value) {
        return value != null && find(value.getClass()) != null;
    }

    /** What the renderer for the value's type says, or empty when there is none. */
    static Optional<Object> render(Object value) {
        Function<Object, ?> look = find(value.getClass());
        return look == null ? Optional.empty() : Optional.ofNullable(look.apply(value));
    }

    private static Function<Object, ?> find(Class<?> valueType) {
        synchronized (REGISTERED) {
            if (!REGISTERED.isEmpty()) {
                for (Class<?> type : typesOf(valueType)) {
                    Function<Object, ?> look = REGISTERED.get(type);
                    if (look != null) {
                        return look;
                    }
                }
            }
            return null;
        }
    }

    /** A class, its superclasses, then all interfaces, the nearest first; Object last. */
    private static Set<Class<?>> typesOf(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        Queue<Class<?>> interfaces = new ArrayDeque<>();
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            types.add(each);
            interfaces.addAll(List.of(each.getInterfaces()));
        }
        while (!interfaces.isEmpty()) {
            Class<?> each = interfaces.remove();
            if (types.add(each)) {
                interfaces.addAll(List.of(each.getInterfaces()));
            }
        }
        types.add(Object.class);
        return types;
    }
}
