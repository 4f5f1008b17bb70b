package org.triceras.kernel.session;

import java.util.HashMap;
import java.util.Map;

/** Defines the classes of one statement, which can go when nobody uses them any more. */
final class StatementLoader extends ClassLoader {
    private final Map<String, byte[]> waiting;

    StatementLoader(ClassLoader parent, Map<String, byte[]> classes) {
        super(parent);
        waiting = new HashMap<>(classes);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> there = findLoadedClass(name);
            byte[] bytecode = there == null ? waiting.remove(name) : null;
            if (bytecode != null) {
                return defineClass(name, bytecode, 0, bytecode.length);
            }
            return there == null ? super.loadClass(name, resolve) : there;
        }
    }
}
