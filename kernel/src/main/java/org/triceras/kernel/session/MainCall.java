package org.triceras.kernel.session;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.TypeDeclSnippet;

/**
 * How a program that was declared as cells are is begun. Main methods are looked for as the launcher of JDK 25 does (JEP 512), on any JDK: that of
 * the file itself, where methods stand outside of classes, or else that of its first class that has one; one that takes arguments before one
 * that takes none; static ones, or those of an object that a constructor without parameters makes.
 */
final class MainCall {
    private final JShell shell;
    private final ClassLoader loader;

    MainCall(JShell shell, ClassLoader loader) {
        this.shell = shell;
        this.loader = loader;
    }

    /** The statement that calls it; empty when there is none. */
    Optional<String> find() {
        return Stream.concat(ofFile(), ofTypes()).findFirst();
    }

    private Stream<String> ofFile() {
        return Stream.of("String[]", "String...", "")
                .filter(parameters -> shell.methods()
                        .filter(method -> shell.status(method).isActive())
                        .filter(method -> method.name().equals("main"))
                        .anyMatch(method -> isMain(method, parameters)))
                .map(parameters -> parameters.isEmpty() ? "main();" : "main(new String[0]);");
    }

    private static boolean isMain(MethodSnippet method, String parameters) {
        return method.parameterTypes().equals(parameters) && method.signature().endsWith(")void");
    }

    private Stream<String> ofTypes() {
        return shell.types().filter(type -> shell.status(type).isDefined()).flatMap(this::ofType);
    }

    private Stream<String> ofType(TypeDeclSnippet snippet) {
        Class<?> type;
        try {
            String around = shell.sourceCodeAnalysis().wrapper(snippet).fullClassName();
            type = Class.forName(around + "$" + snippet.name(), false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return Stream.of(main(type, String[].class), main(type))
                .flatMap(Optional::stream)
                .limit(1)
                .flatMap(method -> receiver(snippet.name(), type, method)
                        .map(receiver ->
                                receiver + ".main(" + (method.getParameterCount() == 0 ? "" : "new String[0]") + ");")
                        .stream());
    }

    /** As the launcher does, of superclasses too, and of interfaces what they define for objects. */
    private static Optional<Method> main(Class<?> type, Class<?>... parameters) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Method method : each.getDeclaredMethods()) {
                if (isMain(method, parameters) && !Modifier.isPrivate(method.getModifiers())) {
                    return Optional.of(method);
                }
            }
        }
        return Stream.of(type.getMethods())
                .filter(method -> isMain(method, parameters) && method.isDefault())
                .findFirst();
    }

    private static boolean isMain(Method method, Class<?>... parameters) {
        return method.getName().equals("main")
                && method.getReturnType() == void.class
                && !Modifier.isAbstract(method.getModifiers())
                && Arrays.equals(method.getParameterTypes(), parameters);
    }

    /** What the method is called on; empty when there can be no object of the class. */
    private static Optional<String> receiver(String name, Class<?> type, Method main) {
        if (Modifier.isStatic(main.getModifiers())) {
            return Optional.of(name);
        }
        boolean canBeMade = !Modifier.isAbstract(type.getModifiers())
                && Stream.of(type.getDeclaredConstructors())
                        .anyMatch(each -> each.getParameterCount() == 0 && !Modifier.isPrivate(each.getModifiers()));
        return canBeMade ? Optional.of("new " + name + "()") : Optional.empty();
    }
}
