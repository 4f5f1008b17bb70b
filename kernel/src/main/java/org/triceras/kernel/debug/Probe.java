package org.triceras.kernel.debug;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * What cells that run under the debugger call at each line, entry and return. While there is nothing to stop for, a line costs one read of a
 * flag. Public because compiled cells link to it.
 */
public final class Probe {
    private static final MethodHandle ACTIVE;
    private static final MethodHandle LINE;
    private static final MethodHandle ENTER;
    private static final MethodHandle EXIT;

    private static volatile boolean active;
    private static volatile Debugger debugger;

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodType ofMethod = MethodType.methodType(void.class, Class.class, String.class);
        try {
            ACTIVE = lookup.findStatic(Probe.class, "isActive", MethodType.methodType(boolean.class));
            LINE = lookup.findStatic(
                    Probe.class, "line", MethodType.methodType(void.class, ProbeSite.class, Object[].class));
            ENTER = lookup.findStatic(Probe.class, "enter", ofMethod);
            EXIT = lookup.findStatic(Probe.class, "exit", ofMethod);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Probe() {}

    /** Who is told of lines. */
    static void tell(Debugger listener) {
        debugger = listener;
    }

    /** Whether lines are told. */
    static void setActive(boolean on) {
        active = on;
    }

    /**
     * Links a probe.
     *
     * @param kind "line", "enter" or "exit"
     * @param type what it takes: a line takes the values of the local variables
     * @param method name and descriptor
     * @param names of the local variables, with commas between
     */
    public static CallSite bootstrap(
            MethodHandles.Lookup caller, String kind, MethodType type, String method, int line, String names) {
        Class<?> owner = caller.lookupClass();
        MethodHandle target = switch (kind) {
            case "enter" -> MethodHandles.insertArguments(ENTER, 0, owner, method);
            case "exit" -> MethodHandles.insertArguments(EXIT, 0, owner, method);
            default ->
                MethodHandles.guardWithTest(
                        MethodHandles.dropArguments(ACTIVE, 0, type.parameterList()),
                        LINE.bindTo(new ProbeSite(owner, method, line, names))
                                .asCollector(Object[].class, type.parameterCount())
                                .asType(type),
                        MethodHandles.empty(type));
        };
        return new ConstantCallSite(target);
    }

    private static boolean isActive() {
        return active;
    }

    private static void enter(Class<?> type, String method) {
        CallStack.ofThread().enter(type, method);
    }

    private static void exit(Class<?> type, String method) {
        CallStack.ofThread().exit(type, method);
    }

    private static void line(ProbeSite site, Object[] locals) {
        Debugger listener = debugger;
        if (listener != null) {
            listener.reached(site, locals);
        }
    }
}
