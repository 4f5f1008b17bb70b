package org.triceras.kernel.magic;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Completes {@code group:artifact:version} from what lies in Maven's local repository. */
final class LocalCoordinates {
    private LocalCoordinates() {}

    static List<String> completions(String begun) {
        return completions(
                begun,
                Path.of(System.getProperty(
                        "maven.repo.local",
                        Path.of(System.getProperty("user.home"), ".m2", "repository")
                                .toString())));
    }

    static List<String> completions(String begun, Path repository) {
        String[] parts = begun.split(":", -1);
        if (parts.length > 3) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        if (parts.length == 1) {
            // The last part of a group that is being written; a group with artifacts goes on with a colon.
            int dot = begun.lastIndexOf('.') + 1;
            Path folder = repository.resolve(begun.substring(0, dot).replace('.', '/'));
            for (Path each : folders(folder, begun.substring(dot))) {
                String group = begun.substring(0, dot) + each.getFileName();
                found.add(group + (hasArtifacts(each) ? ":" : "."));
            }
            return found;
        }
        Path group = repository.resolve(parts[0].replace('.', '/'));
        boolean version = parts.length == 3;
        Path folder = version ? group.resolve(parts[1]) : group;
        for (Path each : folders(folder, parts[parts.length - 1])) {
            if (version || isArtifact(each)) {
                String before = begun.substring(0, begun.lastIndexOf(':') + 1);
                found.add(before + each.getFileName() + (version ? "" : ":"));
            }
        }
        return found;
    }

    private static List<Path> folders(Path folder, String prefix) {
        return FilePaths.list(folder).stream()
                .filter(p -> p.getFileName().toString().startsWith(prefix))
                .filter(p -> !p.getFileName().toString().startsWith("."))
                .filter(Files::isDirectory)
                .toList();
    }

    private static boolean hasArtifacts(Path group) {
        return folders(group, "").stream().anyMatch(LocalCoordinates::isArtifact);
    }

    /** An artifact's folder has a folder for each version, with a POM. */
    private static boolean isArtifact(Path folder) {
        return folders(folder, "").stream()
                .anyMatch(v -> Files.exists(v.resolve(folder.getFileName() + "-" + v.getFileName() + ".pom")));
    }
}
