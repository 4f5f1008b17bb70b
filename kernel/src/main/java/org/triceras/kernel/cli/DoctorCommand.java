package org.triceras.kernel.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.triceras.engine.backend.Backends;
import org.triceras.engine.backend.jvm.Simd;
import org.triceras.engine.backend.jvm.ThreadTeam;
import org.triceras.engine.error.TricerasException;
import org.triceras.keras.config.KerasConfig;

/** {@code triceras doctor}: what was found on this machine, and what to do about what is missing. */
final class DoctorCommand {
    private DoctorCommand() {}

    static int run(List<String> arguments) {
        if (!arguments.isEmpty()) {
            boolean help = arguments.equals(List.of("--help")) || arguments.equals(List.of("-h"));
            (help ? System.out : System.err)
                    .println(
                            "usage: triceras doctor\n\nTells what was found here, and what to do about what is missing.");
            return help ? 0 : 2;
        }
        line(
                "Java",
                Runtime.version() + " (" + System.getProperty("java.vm.name") + ") in "
                        + System.getProperty("java.home"));
        line("Vector units", Simd.describe());
        line(
                "Threads",
                orReason(() -> ThreadTeam.current().threads() + " of "
                        + Runtime.getRuntime().availableProcessors() + " processors"));
        line("Heap", Runtime.getRuntime().maxMemory() / (1 << 20) + " MB at most");
        Backends.providers()
                .forEach((name, provider) -> line(
                        "Backend " + name,
                        provider.unavailable()
                                .map(reason -> "not available: " + reason)
                                .orElse("available")));
        line("Configuration", KerasConfig.file() + state(KerasConfig.file()));
        Map<Path, String> specs = KernelSpecs.found();
        if (specs.isEmpty()) {
            line("Kernelspec", "none found; run `triceras install`, or `triceras lab`, which does that");
        }
        specs.forEach((folder, name) -> line("Kernelspec", name + " in " + folder));
        line("Using", orReason(() -> Backends.active().name() + " backend"));
        return 0;
    }

    private static String state(Path config) {
        if (!Files.exists(config)) {
            return " (not written yet; defaults are used)";
        }
        return KerasConfig.problem(config)
                .map(problem -> " is broken, so defaults are used: " + problem + " Mend or delete it.")
                .orElse("");
    }

    /** What is told, or why it cannot be: the rest is of interest then too. */
    private static String orReason(Supplier<String> what) {
        try {
            return what.get();
        } catch (TricerasException e) {
            return e.getMessage();
        }
    }

    private static void line(String name, String value) {
        System.out.printf("%-18s %s%n", name, value);
    }
}
