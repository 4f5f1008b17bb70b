package org.triceras.keras.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @Test
    void refusesWhatIsNoFloatType() {
        KerasConfig config = KerasConfig.load(folder.resolve("triceras.json"));
        assertThatThrownBy(() -> config.setFloatx("int32"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("float32");
    }
}
