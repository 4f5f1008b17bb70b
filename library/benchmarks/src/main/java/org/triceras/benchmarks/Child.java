package org.triceras.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.triceras.engine.error.StateException;

/**
 * A process that ran to its end.
 *
 * @param seconds from its start to its end
 * @param peakMegabytes the most memory it held (Linux's VmHWM), or 0 where the system does not say
 * @param output what it printed
 */
record Child(double seconds, double peakMegabytes, String output) {
    static Child run(Path folder, List<String> command) {
        try {
            Path log = Files.createTempFile("triceras-bench", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            // A forced core type halves the speed of some libraries.
            builder.environment().remove("OPENBLAS_CORETYPE");
            long start = System.nanoTime();
            Process process = builder.redirectOutput(log.toFile()).start();
            process.getOutputStream().close();
            double peak = 0;
            while (process.isAlive()) {
                peak = Math.max(peak, peak(process.pid()));
                Thread.sleep(20);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            String output = Files.readString(log);
            Files.delete(log);
            if (process.exitValue() != 0) {
                throw new StateException(
                        "bench: " + command.get(0) + " ended with exit code " + process.exitValue() + ":\n" + output);
            }
            return new Child(seconds, peak, output);
        } catch (IOException e) {
            throw new StateException("bench: could not run " + command.get(0) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StateException("bench: interrupted.", e);
        }
    }

    private static double peak(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1e3;
                }
            }
        } catch (IOException | RuntimeException e) {
            // No such file on other systems, or the process is just ending.
        }
        return 0;
    }
}
