package org.triceras.kernel.debug;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * What cells that run under the debugger call at each line, entry and return, and on exceptions. While there is nothing to stop for, a line costs one read of a
 * flag. Public because compiled cells link to it.
 */
public final class Probe {
    private static final MethodHandle ACTIVE;
    private static final MethodHandle LINE;
    private static final MethodHandle ENTER;
    private static final MethodHandle EXIT;
    private static final MethodHandle CAUGHT;
    private static final MethodHandle LEFT;

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
            MethodType ofException = ofMethod.appendParameterTypes(Throwable.class);
            CAUGHT = lookup.findStatic(Probe.class, "caught", ofException);
            LEFT = lookup.findStatic(Probe.class, "left", ofException);
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
     * @param kind "line", "enter", "exit", "caught" or "left"
     * @param type what it takes: a line takes the values of the local variables, the last two an exception
     * @param method name and descriptor
     * @param locals see {@link LocalScope#text}
     */
    public static CallSite bootstrap(
            MethodHandles.Lookup caller, String kind, MethodType type, String method, int line, String locals) {
        Class<?> owner = caller.lookupClass();
        MethodHandle target = switch (kind) {
            case "enter" -> MethodHandles.insertArguments(ENTER, 0, owner, method);
            case "exit" -> MethodHandles.insertArguments(EXIT, 0, owner, method);
            case "caught" -> MethodHandles.insertArguments(CAUGHT, 0, owner, method);
            case "left" -> MethodHandles.insertArguments(LEFT, 0, owner, method);
            default ->
                MethodHandles.guardWithTest(
                        MethodHandles.dropArguments(ACTIVE, 0, type.parameterList()),
                        LINE.bindTo(new ProbeSite(caller, method, line, locals))
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

    private static void caught(Class<?> type, String method, Throwable failure) {
        thrown(type, method, failure, false);
    }

    private static void left(Class<?> type, String method, Throwable failure) {
        try {
            thrown(type, method, failure, true);
        } finally {
            exit(type, method);
        }
    }

    private static void thrown(Class<?> type, String method, Throwable failure, boolean leaves) {
        Debugger listener = debugger;
        if (active && listener != null) {
            listener.thrown(type, method, failure, leaves);
        }
    }

    private static void line(ProbeSite site, Object[] locals) {
        Debugger listener = debugger;
        if (listener != null) {
            listener.reached(site, locals);
        }
    }
}
