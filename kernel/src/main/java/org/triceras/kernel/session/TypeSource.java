package org.triceras.kernel.session;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Types as source of a session that means the same whatever is imported. */
final class TypeSource {
    private final Predicate<String> isCurrent;

    /** @param isCurrent whether the class that JShell has put around a class of a cell is the one that the class's name stands for */
    TypeSource(Predicate<String> isCurrent) {
        this.isCurrent = isCurrent;
    }

    /** Whether everybody may name a class: those around it are public, too. */
    static boolean isPublic(Class<?> type) {
        return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getDeclaringClass)
                .allMatch(each -> Modifier.isPublic(each.getModifiers()));
    }

    /** Empty for a type that cannot be written. */
    Optional<String> of(Type type) {
        if (type instanceof Class<?> named) {
            return named.isArray() ? of(named.getComponentType()).map(t -> t + "[]") : nameOf(named);
        }
        if (type instanceof GenericArrayType array) {
            return of(array.getGenericComponentType()).map(t -> t + "[]");
        }
        if (type instanceof WildcardType wildcard) {
            Type[] below = wildcard.getLowerBounds();
            return below.length > 0
                    ? of(below[0]).map(t -> "? super " + t)
                    : of(wildcard.getUpperBounds()[0]).map(t -> "? extends " + t);
        }
        // An inner class of a generic one has arguments before its name too; that is left to JShell.
        if (type instanceof ParameterizedType generic && !(generic.getOwnerType() instanceof ParameterizedType)) {
            List<String> arguments = new ArrayList<>();
            for (Type each : generic.getActualTypeArguments()) {
                of(each).ifPresent(arguments::add);
            }
            return arguments.size() == generic.getActualTypeArguments().length
                    ? of(generic.getRawType()).map(t -> t + "<" + String.join(", ", arguments) + ">")
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<String> nameOf(Class<?> type) {
        String name = type.getCanonicalName();
        if (name == null || !type.getName().startsWith("REPL.$JShell$")) {
            return Optional.ofNullable(name);
        }
        int end = name.indexOf('.', Statements.LAST_DOLLAR);
        return end > 0 && isCurrent.test(name.substring(0, end))
                ? Optional.of(name.substring(end + 1))
                : Optional.empty();
    }
}
