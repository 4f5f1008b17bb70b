package org.triceras.kernel.magic;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads one package of the kernel together with libraries that nobody else sees: cells may use other versions of them. */
final class PrivateLoader extends URLClassLoader {
    private final String prefix;

    /**
     * @param kernel the jar file or folder that has the package
     * @param libraries a folder of jar files
     * @param prefix of the classes that this loader defines itself
     */
    PrivateLoader(Path kernel, Path libraries, String prefix, ClassLoader parent) {
        super(urls(kernel, libraries), parent);
        this.prefix = prefix;
    }

    private static URL[] urls(Path kernel, Path libraries) {
        List<Path> files = new ArrayList<>(List.of(kernel));
        files.addAll(FilePaths.list(libraries));
        return files.stream().map(PrivateLoader::url).toArray(URL[]::new);
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(prefix)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }
}
