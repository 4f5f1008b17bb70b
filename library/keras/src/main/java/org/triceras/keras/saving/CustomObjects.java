package org.triceras.keras.saving;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.triceras.engine.error.StateException;
import org.triceras.engine.error.TricerasException;

/** The user's own layers, losses and the like, by the class name that configs use. */
public final class CustomObjects {
    private static final Map<String, Function<Map<String, Object>, Object>> FACTORIES = new ConcurrentHashMap<>();

    private CustomObjects() {}

    /** Makes objects of that class name with {@code factory}, which gets the config. */
    public static void register(String className, Function<Map<String, Object>, Object> factory) {
        FACTORIES.put(className, factory);
    }

    /**
     * Makes objects of a class by its static method {@code fromConfig(Map)} if it has one, else by its constructor that takes a
     * Map, else by its constructor without parameters, and then by {@link Reconfigurable#readConfig}.
     */
    public static void register(Class<?> type) {
        register(type.getSimpleName(), config -> create(type, config));
    }

    /** The factory for a class name, or null. Names such as "Custom>Scale" count as "Scale". */
    public static Function<Map<String, Object>, Object> find(String className) {
        return className == null ? null : FACTORIES.get(className.substring(className.lastIndexOf('>') + 1));
    }

    private static Object create(Class<?> type, Map<String, Object> config) {
        try {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals("fromConfig")
                        && java.lang.reflect.Modifier.isStatic(method.getModifiers())
                        && method.getParameterCount() == 1) {
                    method.setAccessible(true);
                    return method.invoke(null, config);
                }
            }
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Map.class) {
                    constructor.setAccessible(true);
                    return constructor.newInstance(config);
                }
            }
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            Object made = constructor.newInstance();
            if (made instanceof Reconfigurable object) {
                object.readConfig(config);
            }
            return made;
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new TricerasException("Making a " + type.getName() + " failed.", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new StateException("Class " + type.getName() + " cannot be made from its config. Expected a static"
                    + " method fromConfig(Map), a constructor that takes a Map, or one without parameters. Try"
                    + " registerCustomObject(\"" + type.getSimpleName() + "\", config -> new "
                    + type.getSimpleName() + "(...)).");
        }
    }
}
