package org.triceras.keras.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.DType;

class KerasConfigTest {
    @TempDir
    Path folder;

    @Test
    void writesDefaultsOnFirstUse() throws IOException {
        Path file = folder.resolve("home").resolve("triceras.json");
        KerasConfig config = KerasConfig.load(file);
        assertThat(config.floatx()).isEqualTo(DType.FLOAT32);
        assertThat(Files.readString(file))
                .contains("\"floatx\": \"float32\"", "\"epsilon\": 1.0E-7", "\"image_data_format\": \"channels_last\"");
        assertThat(folder.resolve("home").toFile().list()).containsExactly("triceras.json");
    }

    @Test
    void readsWhatKerasWrites() throws IOException {
        Path file = Files.writeString(
                folder.resolve("triceras.json"),
                "{\"floatx\": \"float64\", \"epsilon\": 1e-05, \"backend\": \"nd4j\", \"image_data_format\": \"channels_first\"}");
        KerasConfig config = KerasConfig.load(file);
        assertThat(config.floatx()).isEqualTo(DType.FLOAT64);
        assertThat(config.epsilon()).isEqualTo(1e-5);
        assertThat(config.imageDataFormat()).isEqualTo("channels_first");
    }

    @Test
    void aDamagedFileGivesDefaults() throws IOException {
        for (String text : new String[] {"", "{\"floatx\": ", "{\"floatx\": \"float128\"}", "[1]"}) {
            Path file = Files.writeString(folder.resolve("triceras.json"), text);
            assertThat(KerasConfig.load(file).epsilon()).isEqualTo(1e-7);
            assertThat(Files.readString(file)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "floatx            | 32",
                "floatx            | {}",
                "epsilon           | \"x\"",
                "epsilon           | \"1e-5\"",
                "epsilon           | true",
                "epsilon           | null",
                "epsilon           | [1e-5]",
                "epsilon           | NaN",
                "image_data_format | 1",
                "image_data_format | [\"channels_first\"]",
                "backend           | 5",
                "backend           | null"
            })
    void aValueOfAWrongTypeGivesDefaultsForAll(String key, String value) throws IOException {
        String floatx = key.equals("floatx") ? "" : "\"floatx\": \"float64\", ";
        Path file =
                Files.writeString(folder.resolve("triceras.json"), "{" + floatx + "\"" + key + "\": " + value + "}");
        KerasConfig config = KerasConfig.load(file);
        assertThat(config.floatx()).isEqualTo(DType.FLOAT32);
        assertThat(config.epsilon()).isEqualTo(1e-7);
        assertThat(config.imageDataFormat()).isEqualTo("channels_last");
        assertThat(KerasConfig.problem(file))
                .hasValueSatisfying(problem -> assertThat(problem).startsWith(key + ": expected a"));
    }

    @Test
    void onlyABrokenFileHasAProblem() throws IOException {
        Path file = folder.resolve("triceras.json");
        assertThat(KerasConfig.problem(file)).isEmpty();
        Files.writeString(file, "{\"epsilon\": 1e-05}");
        assertThat(KerasConfig.problem(file)).isEmpty();
        for (String text : new String[] {"", "{\"floatx\": ", "[1]", "7"}) {
            assertThat(KerasConfig.problem(Files.writeString(file, text))).isPresent();
        }
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(KerasConfig.problem(file)).isPresent();
    }

    @Test
    void refusesWhatIsNoFloatType() {
        KerasConfig config = KerasConfig.load(folder.resolve("triceras.json"));
        assertThatThrownBy(() -> config.setFloatx("int32"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("float32");
    }
}
