package org.triceras.kernel.debug;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.StateException;
import org.triceras.kernel.session.SessionScope;

/**
 * An expression as code. Its class is a hidden one, which may do all that the class may that stands still, and which is gone with the last
 * reference to this.
 */
final class CompiledExpression {
    private final MethodHandle method;
    private final List<Integer> passed;
    private final boolean hasValue;

    private CompiledExpression(MethodHandle method, List<Integer> passed, boolean hasValue) {
        this.method = method;
        this.hasValue = hasValue;
        this.passed = List.copyOf(passed);
    }

    /**
     * Loads what was compiled.
     *
     * @param passed which of the scope's variables the method takes
     * @param hasValue whether what it returns means something
     */
    static CompiledExpression load(
            Map<String, byte[]> classes,
            String name,
            String method,
            LocalScope scope,
            List<Integer> passed,
            boolean hasValue,
            SessionScope session) {
        try {
            MethodHandles.Lookup lookup = scope.lookup();
            MethodHandles.Lookup inside = classes.size() == 1
                    ? lookup.defineHiddenClass(
                            ExpressionLambdas.rewrite(session.guarded(classes.get(name))),
                            true,
                            MethodHandles.Lookup.ClassOption.NESTMATE)
                    : loadAll(classes, name, lookup, session);
            for (Method each : inside.lookupClass().getDeclaredMethods()) {
                if (each.getName().equals(method)) {
                    return new CompiledExpression(inside.unreflect(each), passed, hasValue);
                }
            }
            throw new NoSuchMethodException(method);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new StateException("the expression cannot be loaded: " + e, e);
        }
    }

    /** One with classes of its own: they refer to each other by name, and so cannot be hidden. */
    private static MethodHandles.Lookup loadAll(
            Map<String, byte[]> classes, String name, MethodHandles.Lookup lookup, SessionScope session)
            throws ReflectiveOperationException {
        for (Map.Entry<String, byte[]> each : classes.entrySet()) {
            if (!each.getKey().equals(name)) {
                lookup.defineClass(session.guarded(each.getValue()));
            }
        }
        return MethodHandles.privateLookupIn(lookup.defineClass(session.guarded(classes.get(name))), lookup);
    }

    /** Whether there is a value; statements have none. */
    boolean hasValue() {
        return hasValue;
    }

    /** @param values those of all of the scope's variables */
    Object run(Object[] values) throws Throwable {
        List<Object> arguments = new ArrayList<>();
        passed.forEach(i -> arguments.add(values[i]));
        return method.invokeWithArguments(arguments);
    }
}
