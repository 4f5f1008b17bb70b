package org.triceras.kernel.compiler;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * What compilers read, found through an index instead of file systems in jars and in the JDK's image, which javac asks anew for each package
 * and which take long to set up. The class path and the JDK's modules are its own; the rest is the standard file manager's.
 */
public final class IndexedFiles extends ForwardingJavaFileManager<StandardJavaFileManager>
        implements StandardJavaFileManager {
    private static final Map<File, PathClasses> ADDED = new HashMap<>();

    private final ClassIndex index = ClassIndex.shared();
    private volatile List<PathClasses> classPath = List.of();
    private volatile List<File> entries = List.of();

    public IndexedFiles(StandardJavaFileManager standard) {
        super(standard);
        setClassPath(index.launchEntries());
    }

    private void setClassPath(List<File> files) {
        List<PathClasses> parts = new ArrayList<>();
        List<File> rest = new ArrayList<>(files);
        if (rest.containsAll(index.launchEntries())) {
            parts.add(index.launchPath());
            rest.removeAll(index.launchEntries());
        }
        synchronized (ADDED) {
            for (File each : rest) {
                parts.add(added(each));
                added(each).needed().forEach(needed -> parts.add(added(needed)));
            }
        }
        classPath = parts;
        entries = files;
    }

    private static PathClasses added(File entry) {
        return ADDED.computeIfAbsent(entry, e -> new PathClasses(List.of(e), null));
    }

    @Override
    public boolean handleOption(String current, Iterator<String> remaining) {
        if ((current.equals("-classpath") || current.equals("-cp") || current.equals("--class-path"))
                && remaining.hasNext()) {
            setClassPath(ClassIndex.entries(remaining.next()));
            return true;
        }
        return super.handleOption(current, remaining);
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        if (location instanceof Platform.Module module) {
            if (!kinds.contains(JavaFileObject.Kind.CLASS)) {
                return List.of();
            }
            return recurse ? index.platform().listAll(module) : index.platform().list(module, packageName);
        }
        if (location != StandardLocation.CLASS_PATH) {
            return super.list(location, packageName, kinds, recurse);
        }
        return kinds.contains(JavaFileObject.Kind.CLASS) ? listClassPath(packageName) : List.of();
    }

    private List<JavaFileObject> listClassPath(String packageName) {
        List<PathClasses> parts = classPath;
        if (parts.size() == 1) {
            return parts.get(0).list(packageName);
        }
        List<JavaFileObject> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(part.list(packageName)));
        return all;
    }

    /** The classes of a package, wherever it is. */
    List<JavaFileObject> listAnywhere(String packageName) {
        List<JavaFileObject> all = new ArrayList<>(listClassPath(packageName));
        for (Location module : index.platform().modules()) {
            if (((Platform.Module) module).has(packageName)) {
                all.addAll(index.platform().list((Platform.Module) module, packageName));
            }
        }
        return all;
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof ClassFile known ? known.binaryName() : super.inferBinaryName(location, file);
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
        return a instanceof ClassFile || b instanceof ClassFile ? a == b : super.isSameFile(a, b);
    }

    @Override
    public boolean hasLocation(Location location) {
        return location instanceof Platform.Module
                || location == StandardLocation.CLASS_PATH
                || location == StandardLocation.SYSTEM_MODULES
                || super.hasLocation(location);
    }

    @Override
    public JavaFileObject getJavaFileForInput(Location location, String className, JavaFileObject.Kind kind)
            throws IOException {
        boolean ours = location instanceof Platform.Module || location == StandardLocation.CLASS_PATH;
        if (!ours) {
            return super.getJavaFileForInput(location, className, kind);
        }
        if (kind != JavaFileObject.Kind.CLASS) {
            return null;
        }
        if (location instanceof Platform.Module module && className.equals("module-info")) {
            return module.info();
        }
        String inPackage = className.substring(0, Math.max(0, className.lastIndexOf('.')));
        for (JavaFileObject file : list(location, inPackage, Set.of(kind), false)) {
            if (inferBinaryName(location, file).equals(className)) {
                return file;
            }
        }
        return null;
    }

    @Override
    public FileObject getFileForInput(Location location, String packageName, String relativeName) throws IOException {
        boolean ours = location instanceof Platform.Module || location == StandardLocation.CLASS_PATH;
        return ours ? null : super.getFileForInput(location, packageName, relativeName);
    }

    @Override
    public Iterable<Set<Location>> listLocationsForModules(Location location) throws IOException {
        return location == StandardLocation.SYSTEM_MODULES
                ? List.of(index.platform().modules())
                : super.listLocationsForModules(location);
    }

    @Override
    public String inferModuleName(Location location) throws IOException {
        return location instanceof Platform.Module module ? module.name() : super.inferModuleName(location);
    }

    @Override
    public Location getLocationForModule(Location location, String moduleName) throws IOException {
        return location == StandardLocation.SYSTEM_MODULES
                ? index.platform().module(moduleName)
                : super.getLocationForModule(location, moduleName);
    }

    @Override
    public Location getLocationForModule(Location location, JavaFileObject file) throws IOException {
        return file instanceof ClassFile ? null : super.getLocationForModule(location, file);
    }

    @Override
    public boolean contains(Location location, FileObject file) throws IOException {
        return !(file instanceof ClassFile) && super.contains(location, file);
    }

    /** The names of all classes with that simple name that lie in a package which everybody may use, with dots before nested ones. */
    public List<String> classesNamed(String simpleName) {
        Set<String> exported = new HashSet<>();
        index.platform().addExported(exported);
        Set<String> found = new TreeSet<>();
        index.platform().table().forEach((key, names) -> {
            String inPackage = key.substring(key.indexOf('/') + 1);
            if (exported.contains(inPackage)) {
                addNamed(simpleName, inPackage, names, found);
            }
        });
        classPath.forEach(
                part -> part.table().forEach((inPackage, names) -> addNamed(simpleName, inPackage, names, found)));
        return new ArrayList<>(found);
    }

    private static void addNamed(String simpleName, String inPackage, String names, Set<String> found) {
        // Most packages have none, and to split the names takes long.
        if (names.contains(simpleName)) {
            for (String name : names.split("\t")) {
                if (name.equals(simpleName) || name.endsWith("$" + simpleName)) {
                    found.add((inPackage + "." + name).replace('$', '.'));
                }
            }
        }
    }

    /** All packages which everybody may use. */
    public Set<String> packages() {
        Set<String> packages = new TreeSet<>();
        index.platform().addExported(packages);
        classPath.forEach(part -> part.table().forEach((inPackage, names) -> packages.add(inPackage)));
        return packages;
    }

    // What follows has bodies in the interface that ask other methods of it, or fail.

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(Iterable<? extends File> files) {
        return fileManager.getJavaFileObjectsFromFiles(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
        return fileManager.getJavaFileObjects(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
        return fileManager.getJavaFileObjectsFromStrings(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
        return fileManager.getJavaFileObjects(names);
    }

    @Override
    public void setLocation(Location location, Iterable<? extends File> path) throws IOException {
        if (location == StandardLocation.CLASS_PATH) {
            List<File> files = new ArrayList<>();
            path.forEach(files::add);
            setClassPath(files);
        } else {
            fileManager.setLocation(location, path);
        }
    }

    @Override
    public Iterable<? extends File> getLocation(Location location) {
        return location == StandardLocation.CLASS_PATH ? entries : fileManager.getLocation(location);
    }

    /**
     * None where classes are: JShell asks this for what it shall walk through in the background as soon as it is there, all jars and the whole JDK,
     * to know which classes could be imported. We know; see {@link #classesNamed}.
     */
    @Override
    public Iterable<? extends Path> getLocationAsPaths(Location location) {
        boolean walked = location == StandardLocation.PLATFORM_CLASS_PATH
                || location == StandardLocation.CLASS_PATH
                || location == StandardLocation.SOURCE_PATH;
        return walked ? List.of() : fileManager.getLocationAsPaths(location);
    }

    @Override
    public void setLocationFromPaths(Location location, Collection<? extends Path> paths) throws IOException {
        fileManager.setLocationFromPaths(location, paths);
    }

    @Override
    public Path asPath(FileObject file) {
        return fileManager.asPath(file);
    }
}
