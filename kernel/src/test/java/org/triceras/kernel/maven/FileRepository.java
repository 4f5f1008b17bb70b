package org.triceras.kernel.maven;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** A Maven repository in a folder, with artifacts of one class each. */
final class FileRepository {
    private final Path root;
    private final Map<String, List<String>> versions = new HashMap<>();

    FileRepository(Path root) {
        this.root = root;
    }

    String url() {
        return root.toUri().toString();
    }

    /**
     * Adds an artifact with a class {@code group.Name} whose method {@code version()} gives the version.
     *
     * @param dependencies as group:artifact:version
     */
    FileRepository add(String group, String artifact, String version, String... dependencies) {
        try {
            Path folder = Files.createDirectories(
                    root.resolve(group.replace('.', '/')).resolve(artifact).resolve(version));
            String name = artifact + "-" + version;
            StringBuilder pom = new StringBuilder(
                    "<project><modelVersion>4.0.0</modelVersion><groupId>" + group + "</groupId><artifactId>" + artifact
                            + "</artifactId><version>" + version + "</version><dependencies>");
            for (String dependency : dependencies) {
                String[] parts = dependency.split(":");
                pom.append("<dependency><groupId>")
                        .append(parts[0])
                        .append("</groupId><artifactId>")
                        .append(parts[1])
                        .append("</artifactId><version>")
                        .append(parts[2])
                        .append("</version></dependency>");
            }
            Files.writeString(folder.resolve(name + ".pom"), pom + "</dependencies></project>");
            jar(folder.resolve(name + ".jar"), group, artifact, version);
            List<String> known = versions.computeIfAbsent(group + ":" + artifact, k -> new ArrayList<>());
            known.add(version);
            StringBuilder list = new StringBuilder();
            known.forEach(v -> list.append("<version>").append(v).append("</version>"));
            Files.writeString(
                    folder.resolveSibling("maven-metadata.xml"),
                    "<metadata><groupId>" + group + "</groupId><artifactId>" + artifact
                            + "</artifactId><versioning><versions>" + list + "</versions></versioning></metadata>");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void jar(Path file, String group, String artifact, String version) throws IOException {
        Path work = Files.createTempDirectory("classes");
        String type = Character.toUpperCase(artifact.charAt(0)) + artifact.substring(1);
        Path source = work.resolve(type + ".java");
        Files.writeString(
                source,
                "package " + group + "; public class " + type + " { public static String version() { return \""
                        + version + "\"; } }",
                StandardCharsets.UTF_8);
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", work.toString(), source.toString()) != 0) {
            throw new IllegalStateException("does not compile");
        }
        String entry = group.replace('.', '/') + "/" + type + ".class";
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new ZipEntry(entry));
            jar.write(Files.readAllBytes(work.resolve(entry)));
            jar.closeEntry();
        }
    }
}
