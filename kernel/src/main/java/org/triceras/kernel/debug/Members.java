package org.triceras.kernel.debug;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what has to stand before the simple name of a member of the class that stands still. */
final class Members {
    /** The class that JShell has put around a snippet: what is in there is imported. */
    private static final Pattern AROUND = Pattern.compile(Pattern.quote(ClassView.PREFIX) + "\\d+[A-Za-z]*");

    private final LocalScope scope;

    Members(LocalScope scope) {
        this.scope = scope;
    }

    /** Something like {@code "$this."}; empty when no class around has such a field or class, and none has captured such a variable. */
    String pathToField(String name) {
        return path(name, true);
    }

    String pathToMethod(String name) {
        return path(name, false);
    }

    /** The object of a class around, which Java calls {@code Name.this}; null when there is none. */
    String outer(String className) {
        String object = ExpressionText.THIS;
        for (Class<?> type = scope.owner(); type != null && scope.has("this"); type = type.getEnclosingClass()) {
            if (type.getSimpleName().equals(className)) {
                return object;
            }
            Field outer = outer(type);
            if (outer == null) {
                break;
            }
            object += "." + outer.getName();
        }
        return null;
    }

    private String path(String name, boolean isField) {
        String object = scope.has("this") ? ExpressionText.THIS + "." : "";
        for (Class<?> type = scope.owner(); type != null && !isAround(type); type = type.getEnclosingClass()) {
            Member member = isField ? field(type, name) : method(type, name);
            if (member != null && Modifier.isStatic(member.getModifiers())) {
                return TypeText.name(member.getDeclaringClass()) + ".";
            }
            if (member != null && !object.isEmpty()) {
                return object;
            }
            if (isField && hasClass(type, name)) {
                return TypeText.name(type) + ".";
            }
            if (isField && !object.isEmpty() && field(type, "val$" + name) != null) {
                return object + "val$";
            }
            Field outer = outer(type);
            object = outer == null || object.isEmpty() ? "" : object + outer.getName() + ".";
        }
        return "";
    }

    private static boolean isAround(Class<?> type) {
        return AROUND.matcher(type.getName()).matches();
    }

    private static boolean hasClass(Class<?> type, String name) {
        return Stream.of(type.getDeclaredClasses())
                .anyMatch(each -> each.getSimpleName().equals(name));
    }

    private static Field field(Class<?> type, String name) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
            for (Class<?> above : each.getInterfaces()) {
                Field constant = field(above, name);
                if (constant != null) {
                    return constant;
                }
            }
        }
        return null;
    }

    private static Method method(Class<?> type, String name) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Method method : each.getDeclaredMethods()) {
                if (method.getName().equals(name)) {
                    return method;
                }
            }
            for (Class<?> above : each.getInterfaces()) {
                Method inherited = method(above, name);
                if (inherited != null) {
                    return inherited;
                }
            }
        }
        return null;
    }

    /** The object of the class around; javac leaves it out where it is not used. */
    private static Field outer(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (field.isSynthetic() && field.getName().startsWith("this$")) {
                return field;
            }
        }
        return null;
    }
}
