package org.triceras.kernel.debug;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.triceras.kernel.debug.LocalScope.Local;

/**
 * Types as Java source writes them. What cannot be written there (a type variable, a class that is not accessible) becomes what it extends, or
 * a wildcard where it is an argument.
 */
final class TypeText {
    private static final String PRIMITIVES = "BCDFIJSZ";
    private static final List<String> NAMES =
            List.of("byte", "char", "double", "float", "int", "long", "short", "boolean");

    private final ClassLoader loader;
    private final String text;
    private int at;

    private TypeText(ClassLoader loader, String text) {
        this.loader = loader;
        this.text = text;
    }

    /** The type of a local variable. */
    static String of(Local local, ClassLoader loader) {
        String full = new TypeText(loader, local.signature()).parse();
        String erased = full != null ? full : new TypeText(loader, local.descriptor()).parse();
        return erased != null ? erased : "Object";
    }

    /** A class, or the nearest one above it that can be named. */
    static String of(Class<?> type) {
        return type.isArray() ? of(type.getComponentType()) + "[]" : name(nearest(type));
    }

    /** The nearest class at or above this one that can be named. */
    static Class<?> nearest(Class<?> type) {
        Class<?> each = type;
        while (!isAccessible(each)) {
            each = each.getSuperclass() == null ? Object.class : each.getSuperclass();
        }
        return each;
    }

    /** Local and anonymous classes have no name in Java; {@link ClassView} lets them be called what class files call them. */
    static String name(Class<?> type) {
        return type.getCanonicalName() == null ? type.getName() : type.getCanonicalName();
    }

    /** A class's name without its package and the classes around it. */
    static String simple(Class<?> type) {
        String name = type.isAnonymousClass() || type.isSynthetic() ? type.getName() : type.getSimpleName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static boolean isAccessible(Class<?> type) {
        if (isOfCell(type) || type.isPrimitive()) {
            return true;
        }
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            if (!Modifier.isPublic(each.getModifiers()) || each.isHidden() || each.getCanonicalName() == null) {
                return false;
            }
        }
        return type.getModule().isExported(type.getPackageName());
    }

    /** Whether JShell has put a class around it. */
    static boolean isOfCell(Class<?> type) {
        return type.getName().startsWith(ClassView.PREFIX) && !type.isHidden();
    }

    /** Null for a type variable, an array of such, and what is not there. */
    private String parse() {
        char kind = text.charAt(at++);
        int primitive = PRIMITIVES.indexOf(kind);
        if (primitive >= 0) {
            return NAMES.get(primitive);
        }
        switch (kind) {
            case '[':
                String element = parse();
                return element == null ? null : element + "[]";
            case 'T':
                at = text.indexOf(';', at) + 1;
                return null;
            default:
                return classType();
        }
    }

    private String classType() {
        String className = className();
        List<String> arguments = arguments();
        while (text.charAt(at) == '.') {
            // The class of an object with type arguments of its own; those are left out.
            at++;
            className += "$" + className();
            arguments();
            arguments = List.of();
        }
        at++;
        Class<?> type = load(className);
        if (type == null) {
            return null;
        }
        return isAccessible(type) && !arguments.isEmpty()
                ? name(type) + "<" + String.join(", ", arguments) + ">"
                : of(type);
    }

    private String className() {
        int start = at;
        while ("<;.".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).replace('/', '.');
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (text.charAt(at) == '<') {
            at++;
            while (text.charAt(at) != '>') {
                arguments.add(argument());
            }
            at++;
        }
        return arguments;
    }

    private String argument() {
        char kind = text.charAt(at);
        String bound = kind == '+' ? "? extends " : kind == '-' ? "? super " : "";
        if (kind == '*' || !bound.isEmpty()) {
            at++;
        }
        String type = kind == '*' ? null : parse();
        return type == null ? "?" : bound + type;
    }

    private Class<?> load(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
