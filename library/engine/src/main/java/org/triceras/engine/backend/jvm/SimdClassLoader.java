package org.triceras.engine.backend.jvm;

import java.io.IOException;
import java.io.InputStream;

/**
 * Loads the classes of the {@code simd} package once more, for another vector width. The width is a static constant there, since C2
 * only makes good code of species it knows to be constant; one set of sources thus serves every width.
 */
final class SimdClassLoader extends ClassLoader {
    private static final String PACKAGE = SimdClassLoader.class.getPackageName() + ".simd.";

    private final int bits;

    SimdClassLoader(int bits) {
        super(SimdClassLoader.class.getClassLoader());
        this.bits = bits;
    }

    int bits() {
        return bits;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] code = in.readAllBytes();
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
