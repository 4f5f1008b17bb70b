package org.triceras.kernel.compiler;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.JavaFileObject;

/**
 * The classes in a part of the class path. Of jars it is known once and for all which classes they hold; folders, where a build may put new ones at
 * any time, are looked into at every question.
 */
final class PathClasses {
    /** Before the number of the entry that the names after it are in. */
    private static final char ENTRY = '#';

    private final List<File> entries;
    private final Map<Integer, Jar> jars = new HashMap<>();
    private final boolean hasFolders;
    private final Map<String, List<JavaFileObject>> known = new ConcurrentHashMap<>();
    private PackageTable table;

    /** @param table what {@link #scan} has found earlier, or null */
    PathClasses(List<File> entries, PackageTable table) {
        this.entries = expand(entries);
        for (int i = 0; i < this.entries.size(); i++) {
            if (this.entries.get(i).isFile()) {
                jars.put(i, new Jar(this.entries.get(i)));
            }
        }
        hasFolders = jars.size() < this.entries.size();
        this.table = table;
    }

    /** "lib/*" stands for the jars in it. */
    private static List<File> expand(List<File> entries) {
        List<File> expanded = new ArrayList<>();
        for (File entry : entries) {
            File[] inside = entry.getName().equals("*") && entry.getParentFile() != null
                    ? entry.getParentFile().listFiles()
                    : null;
            if (inside == null) {
                expanded.add(entry);
            } else {
                Arrays.sort(inside);
                for (File each : inside) {
                    if (each.getName().endsWith(".jar")) {
                        expanded.add(each);
                    }
                }
            }
        }
        return expanded;
    }

    /** What is in the jars, by package: a form that can be written to a file, and given to the constructor again. */
    synchronized PackageTable table() {
        if (table == null) {
            table = PackageTable.of(scan());
        }
        return table;
    }

    private Map<String, StringBuilder> scan() {
        Map<String, StringBuilder> packages = new HashMap<>();
        Map<String, Integer> last = new HashMap<>();
        for (Map.Entry<Integer, Jar> each : jars.entrySet()) {
            try {
                for (String name : each.getValue().classes()) {
                    int slash = name.lastIndexOf('/');
                    String inPackage = name.substring(0, Math.max(0, slash)).replace('/', '.');
                    StringBuilder text = packages.computeIfAbsent(inPackage, p -> new StringBuilder());
                    if (!each.getKey().equals(last.put(inPackage, each.getKey()))) {
                        text.append(text.length() == 0 ? "" : "\t")
                                .append(ENTRY)
                                .append(each.getKey());
                    }
                    text.append('\t').append(name, slash + 1, name.length() - ".class".length());
                }
            } catch (IOException e) {
                // What is no jar, or a damaged one, holds no classes; javac says nothing either.
            }
        }
        return packages;
    }

    /** The jars that the manifests of these name, and that are not among them. */
    List<File> needed() {
        Set<File> needed = new LinkedHashSet<>();
        for (Jar jar : jars.values()) {
            try {
                needed.addAll(jar.needed());
            } catch (IOException e) {
                // As above.
            }
        }
        needed.removeIf(file -> entries.contains(file) || !file.exists());
        return new ArrayList<>(needed);
    }

    List<JavaFileObject> list(String inPackage) {
        List<JavaFileObject> inJars = known.computeIfAbsent(inPackage, this::listJars);
        if (!hasFolders) {
            return inJars;
        }
        // Folders first: a build's classes go before those of the jar that it makes.
        List<JavaFileObject> all = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (!jars.containsKey(i)) {
                addFolder(entries.get(i), inPackage, all);
            }
        }
        all.addAll(inJars);
        return all;
    }

    private List<JavaFileObject> listJars(String inPackage) {
        String text = jars.isEmpty() ? null : table().find(inPackage);
        if (text == null) {
            return List.of();
        }
        List<JavaFileObject> files = new ArrayList<>();
        String before = inPackage.isEmpty() ? "" : inPackage + ".";
        Jar jar = null;
        for (String name : text.split("\t")) {
            if (name.charAt(0) == ENTRY) {
                jar = jars.get(Integer.parseInt(name.substring(1)));
            } else if (jar != null) {
                Jar from = jar;
                String entry = (before + name).replace('.', '/') + ".class";
                files.add(new ClassFile(before + name, () -> from.read(entry)));
            }
        }
        return files;
    }

    private static void addFolder(File folder, String inPackage, List<JavaFileObject> files) {
        File[] inside = new File(folder, inPackage.replace('.', File.separatorChar)).listFiles();
        if (inside == null) {
            return;
        }
        for (File file : inside) {
            String name = file.getName();
            if (name.endsWith(".class")) {
                String simple = name.substring(0, name.length() - ".class".length());
                String binary = inPackage.isEmpty() ? simple : inPackage + "." + simple;
                files.add(new ClassFile(binary, () -> Files.readAllBytes(file.toPath())));
            }
        }
    }

    /** Without wildcards. */
    List<File> entries() {
        return entries;
    }
}
