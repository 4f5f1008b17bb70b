package org.triceras.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts Triceras, alone in a folder where there is nothing to build, with a JDK that only tells what it is given. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    @TempDir
    Path folder;

    @Test
    void closedDescriptorsAreOpenForTheJvm() throws Exception {
        Files.copy(Path.of("..", "triceras"), folder.resolve("triceras"));
        Files.createDirectories(folder.resolve("jdk/bin"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
        Files.createDirectories(folder.resolve("kernel/target/lib"));
        Files.writeString(folder.resolve("kernel/target/lib/a.jar"), "");
        Files.writeString(folder.resolve("kernel/target/built"), "");
        program("jdk/bin/javac", "");
        program("jdk/bin/java", """
                for each in 0 1 2; do
                    if [ -e "/dev/fd/$each" ]; then echo "$each is open" >>"$REPORT"; fi
                done
                """);
        assertThat(report("")).contains("0 is open", "1 is open", "2 is open");
        assertThat(report("<&- >&- 2>&-")).contains("0 is open", "1 is open", "2 is open");
        assertThat(report("<&-")).contains("0 is open", "1 is open", "2 is open");
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/usr/bin/env bash\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String report(String redirections) throws IOException, InterruptedException {
        Path report = folder.resolve("report");
        Files.deleteIfExists(report);
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "bash ./triceras doctor " + redirections)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("TRICERAS_CACHE", folder.resolve("cache").toString());
        builder.environment().put("REPORT", report.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return Files.readString(report);
    }
}
