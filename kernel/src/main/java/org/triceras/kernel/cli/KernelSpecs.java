package org.triceras.kernel.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The kernels of ours that Jupyter can find: where it looks, and what lies there. */
final class KernelSpecs {
    private KernelSpecs() {}

    /** Their names by their folders. */
    static Map<Path, String> found() {
        Map<Path, String> found = new LinkedHashMap<>();
        for (Path data : dataFolders()) {
            try (Stream<Path> kernels = Files.list(data.resolve("kernels"))) {
                kernels.sorted()
                        .filter(KernelSpecs::isOurs)
                        .forEach(
                                kernel -> found.put(kernel, kernel.getFileName().toString()));
            } catch (IOException e) {
                continue; // not there, or not for us
            }
        }
        return found;
    }

    private static boolean isOurs(Path kernel) {
        try {
            return Files.readString(kernel.resolve("kernel.json")).contains(Main.class.getName());
        } catch (IOException e) {
            return false;
        }
    }

    /** In Jupyter's order: JUPYTER_PATH, the user's, the environments', the system's. */
    private static Set<Path> dataFolders() {
        List<Path> folders = new ArrayList<>();
        for (String folder : System.getenv().getOrDefault("JUPYTER_PATH", "").split(File.pathSeparator)) {
            if (!folder.isBlank()) {
                folders.add(Path.of(folder));
            }
        }
        folders.add(InstallCommand.userData());
        for (String variable : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
            if (System.getenv(variable) != null) {
                folders.add(Path.of(System.getenv(variable), "share", "jupyter"));
            }
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path programs = Path.of(folder).toAbsolutePath();
            if (Files.isExecutable(programs.resolve("jupyter-lab"))) {
                folders.add(programs.resolveSibling("share").resolve("jupyter"));
            }
        }
        folders.add(Path.of(System.getProperty("user.home"), ".triceras", "lab", "share", "jupyter"));
        folders.add(Path.of("/usr/local/share/jupyter"));
        folders.add(Path.of("/usr/share/jupyter"));
        Set<Path> each = new LinkedHashSet<>();
        folders.forEach(folder -> each.add(folder.toAbsolutePath().normalize()));
        return each;
    }
}
