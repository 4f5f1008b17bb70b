package org.triceras.kernel.compiler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/**
 * The JDK's own classes, read from its image as class loaders read them. javac goes through a file system in that image instead, which takes it
 * a good part of a second to build.
 */
final class Platform {
    private static final String INFO = "module-info";

    /** A module, as compilers speak of it. */
    static final class Module implements JavaFileManager.Location {
        private final ModuleReference reference;
        private final Map<String, List<JavaFileObject>> known = new ConcurrentHashMap<>();
        private ModuleReader reader;

        Module(ModuleReference reference) {
            this.reference = reference;
        }

        String name() {
            return reference.descriptor().name();
        }

        boolean has(String packageName) {
            return reference.descriptor().packages().contains(packageName);
        }

        @Override
        public String getName() {
            return "SYSTEM_MODULES[" + name() + "]";
        }

        @Override
        public boolean isOutputLocation() {
            return false;
        }

        private synchronized ModuleReader reader() throws IOException {
            if (reader == null) {
                reader = reference.open();
            }
            return reader;
        }

        private byte[] read(String name) throws IOException {
            var found = reader().read(name).orElseThrow(() -> new IOException(name + " is not in " + name()));
            byte[] bytes = new byte[found.remaining()];
            found.get(bytes);
            reader().release(found);
            return bytes;
        }

        JavaFileObject info() {
            return new ClassFile(INFO, () -> read(INFO + ".class"));
        }

        private ClassFile file(String binaryName) {
            String name = binaryName.replace('.', '/') + ".class";
            return new ClassFile(binaryName, () -> read(name));
        }
    }

    private final Map<String, JavaFileManager.Location> modules = new HashMap<>();
    private final PackageTable table;

    /** @param table what {@link #scan} has found earlier, or null: then it is found out now */
    Platform(PackageTable table) {
        for (ModuleReference each : ModuleFinder.ofSystem().findAll()) {
            modules.put(each.descriptor().name(), new Module(each));
        }
        this.table = table == null ? PackageTable.of(scan()) : table;
    }

    Set<JavaFileManager.Location> modules() {
        return new LinkedHashSet<>(modules.values());
    }

    JavaFileManager.Location module(String name) {
        return modules.get(name);
    }

    PackageTable table() {
        return table;
    }

    /** Adds the packages that everybody may use. */
    void addExported(Set<String> packages) {
        for (JavaFileManager.Location each : modules.values()) {
            ((Module) each)
                    .reference.descriptor().exports().stream()
                            .filter(exports -> !exports.isQualified())
                            .forEach(exports -> packages.add(exports.source()));
        }
    }

    /** By "module/package". */
    static String key(String module, String inPackage) {
        return module + "/" + inPackage;
    }

    private Map<String, StringBuilder> scan() {
        Map<String, StringBuilder> packages = new HashMap<>();
        for (JavaFileManager.Location each : modules.values()) {
            Module module = (Module) each;
            try (Stream<String> names = module.reader().list()) {
                names.filter(n -> n.endsWith(".class")).forEach(name -> {
                    int slash = name.lastIndexOf('/');
                    if (slash > 0) {
                        String inPackage = name.substring(0, slash).replace('/', '.');
                        StringBuilder text =
                                packages.computeIfAbsent(key(module.name(), inPackage), p -> new StringBuilder());
                        text.append(text.length() == 0 ? "" : "\t")
                                .append(name, slash + 1, name.length() - ".class".length());
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return packages;
    }

    List<JavaFileObject> list(Module module, String inPackage) {
        return module.known.computeIfAbsent(inPackage, p -> {
            String text = Optional.ofNullable(table.find(key(module.name(), p))).orElse("");
            List<JavaFileObject> files = new ArrayList<>();
            for (String name : text.isEmpty() ? new String[0] : text.split("\t")) {
                files.add(module.file(p + "." + name));
            }
            return files;
        });
    }

    /** All of a module's classes, wherever in it. */
    List<JavaFileObject> listAll(Module module) throws IOException {
        try (Stream<String> names = module.reader().list()) {
            return names.filter(n -> n.endsWith(".class") && n.indexOf('/') > 0)
                    .map(n -> (JavaFileObject) module.file(
                            n.substring(0, n.length() - ".class".length()).replace('/', '.')))
                    .toList();
        }
    }
}
