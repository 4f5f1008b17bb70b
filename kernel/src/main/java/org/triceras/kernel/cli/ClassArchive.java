package org.triceras.kernel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.triceras.kernel.compiler.ClassIndex;

/**
 * The class-data sharing archive: the classes that a session uses, parsed and verified once, which takes a third off the time that a kernel
 * needs to start. It belongs to one JDK and one build, and the launcher names it after both. Nothing depends on it: when it cannot be
 * made, or no longer fits, the JVM starts without it.
 */
final class ClassArchive {
    private static final String PROPERTY = "triceras.archive";
    private static final int MOST_SECONDS = 120;

    private ClassArchive() {}

    /** Where the launcher wants it; null when this process was not started by the launcher. */
    private static Path path() {
        String name = System.getProperty(PROPERTY);
        return name == null || name.isBlank() ? null : Path.of(name);
    }

    /** JVM options that use the archive, if there is one, besides those of this process. */
    static List<String> options() {
        List<String> options = new ArrayList<>(plainOptions());
        Path archive = path();
        if (archive != null && Files.isRegularFile(archive)) {
            options.add("-XX:SharedArchiveFile=" + archive);
            options.add("-Xlog:cds*=off");
        }
        return options;
    }

    private static List<String> plainOptions() {
        return JvmOptions.current().stream()
                .filter(o -> !o.startsWith("-XX:SharedArchiveFile")
                        && !o.startsWith("-Xlog:cds")
                        && !o.startsWith("-D" + PROPERTY))
                .toList();
    }

    /** Makes the archive unless it is there, and the index of classes: starts a kernel that uses what sessions use, and lets the JVM note the classes. */
    static void make() {
        Path archive = path();
        try {
            ClassIndex.write();
        } catch (IOException e) {
            System.err.println("triceras: no index of classes could be written (" + e.getMessage()
                    + "); kernels will start a little slower.");
        }
        if (archive == null || Files.isRegularFile(archive)) {
            return;
        }
        Path unfinished = archive.resolveSibling(
                archive.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.createDirectories(archive.toAbsolutePath().getParent());
            Process process = new ProcessBuilder(command(unfinished))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            if (Files.isRegularFile(unfinished)) {
                Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return;
            }
            System.err.println("triceras: no class archive could be made; kernels will start a little slower.");
        } catch (IOException e) {
            System.err.println("triceras: no class archive could be made in " + archive.getParent() + " ("
                    + e.getMessage() + "); kernels will start a little slower.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(Path archive) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(plainOptions());
        command.add("-XX:ArchiveClassesAtExit=" + archive);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("org.triceras.kernel.cli.Main");
        command.add("warm");
        return command;
    }
}
