package org.triceras.kernel.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.kernel.session.CompilerFiles;

class IndexedFilesTest {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    @TempDir
    Path folder;

    private final IndexedFiles files = CompilerFiles.indexed(COMPILER.getStandardFileManager(null, null, null));

    /** What javac says; empty when all is well. */
    private String compile(String source) throws IOException {
        JavaFileObject unit = new SimpleJavaFileObject(URI.create("string:///Test.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        files.setLocation(StandardLocation.CLASS_OUTPUT, List.of(folder.toFile()));
        StringWriter said = new StringWriter();
        COMPILER.getTask(said, files, null, List.of("-Xlint:none"), null, List.of(unit))
                .call();
        return said.toString();
    }

    private void addToClassPath(Path path) {
        files.handleOption(
                "-classpath",
                List.of(System.getProperty("java.class.path") + File.pathSeparator + path)
                        .iterator());
    }

    /** Class files made by the standard file manager. */
    private Path classes(String name, String source) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src-" + name));
        Path out = Files.createDirectories(folder.resolve("out-" + name));
        Path file = Files.writeString(sources.resolve(name + ".java"), source);
        try (StandardJavaFileManager standard = COMPILER.getStandardFileManager(null, null, null)) {
            boolean made = COMPILER.getTask(
                            null,
                            standard,
                            null,
                            List.of("-d", out.toString(), "-proc:none"),
                            null,
                            standard.getJavaFileObjects(file.toFile()))
                    .call();
            assertThat(made).isTrue();
        }
        return out;
    }

    private Path jar(String name, Manifest manifest, Path classes, String prefix) throws IOException {
        Path jar = folder.resolve(name);
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                var all = Files.walk(classes)) {
            for (Iterator<Path> each = all.filter(Files::isRegularFile).iterator(); each.hasNext(); ) {
                Path file = each.next();
                entries.putNextEntry(new JarEntry(
                        prefix + classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return jar;
    }

    @Test
    void compilesWhatUsesTheJdkAndTheClassPath() throws IOException {
        assertThat(compile("class Test { java.util.Map.Entry<String, org.triceras.engine.tensor.Tensor> e;"
                        + " java.sql.Connection c; Object o = new javax.swing.JFrame(); }"))
                .isEmpty();
        assertThat(folder.resolve("Test.class")).exists();
    }

    @Test
    void closedPackagesStayClosed() throws IOException {
        assertThat(compile("class Test { jdk.internal.misc.Unsafe u; }")).contains("not visible");
        assertThat(compile("class Test { sun.misc.Unsafe u; }")).doesNotContain("error");
    }

    @Test
    void whatIsNotThereIsNotThere() throws IOException {
        assertThat(compile("class Test { java.util.Lst l; nowhere.Thing t; }"))
                .contains("cannot find symbol", "package nowhere does not exist");
    }

    @Test
    void modulesCanBeImportedWhereTheLanguageCan() throws IOException {
        if (Runtime.version().feature() >= 25) {
            assertThat(compile("import module java.sql; class Test { Connection c; Logger l; }"))
                    .isEmpty();
        }
    }

    @Test
    void seesAJarThatIsAdded() throws IOException {
        Path jar = jar("added.jar", new Manifest(), classes("Added", "package added; public class Added {}"), "");
        assertThat(compile("class Test { added.Added a; }")).contains("does not exist");
        addToClassPath(jar);
        assertThat(compile("class Test { added.Added a; }")).isEmpty();
        assertThat(files.classesNamed("Added")).contains("added.Added");
        assertThat(files.packages()).contains("added", "java.util").doesNotContain("jdk.internal.misc");
    }

    @Test
    void seesTheJarsThatAManifestNames() throws IOException {
        jar("needed.jar", new Manifest(), classes("Needed", "package needed; public class Needed {}"), "");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "needed.jar absent.jar");
        addToClassPath(jar("names.jar", manifest, classes("Names", "package names; public class Names {}"), ""));
        assertThat(compile("class Test { needed.Needed n; names.Names m; }")).isEmpty();
    }

    @Test
    void seesTheVersionOfAClassThatThisJvmLoads() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        Path versions = classes("Versions", "package versions; public class Versions { public int here; }");
        addToClassPath(jar("versions.jar", manifest, versions, "META-INF/versions/17/"));
        assertThat(compile("class Test { int i = new versions.Versions().here; }"))
                .isEmpty();
    }

    @Test
    void seesJarsBehindAWildcard() throws IOException {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        Files.move(
                jar("wild.jar", new Manifest(), classes("Wild", "package wild; public class Wild {}"), ""),
                lib.resolve("wild.jar"));
        addToClassPath(lib.resolve("*"));
        assertThat(compile("class Test { wild.Wild w; }")).isEmpty();
    }

    @Test
    void seesWhatComesIntoAFolderLater() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        addToClassPath(classes);
        assertThat(compile("class Test { later.Later l; }")).contains("does not exist");
        Path made = classes("Later", "package later; public class Later {}");
        Files.move(made.resolve("later"), classes.resolve("later"));
        assertThat(compile("class Test { later.Later l; }")).isEmpty();
    }

    @Test
    void aDamagedJarIsPassedOver() throws IOException {
        addToClassPath(Files.writeString(folder.resolve("damaged.jar"), "no zip file"));
        assertThat(compile("class Test {}")).isEmpty();
    }

    @Test
    void findsTheClassesThatStandardFilesFind() throws IOException {
        try (StandardJavaFileManager standard = COMPILER.getStandardFileManager(null, null, null)) {
            for (String each : List.of("org.triceras.engine.tensor", "org.assertj.core.api", "org.nowhere", "")) {
                assertThat(names(files, each)).isEqualTo(names(standard, each));
            }
        }
    }

    private static List<String> names(StandardJavaFileManager from, String inPackage) throws IOException {
        List<String> names = new ArrayList<>();
        for (JavaFileObject file :
                from.list(StandardLocation.CLASS_PATH, inPackage, Set.of(JavaFileObject.Kind.CLASS), false)) {
            names.add(from.inferBinaryName(StandardLocation.CLASS_PATH, file));
        }
        return names.stream().sorted().distinct().toList();
    }
}
