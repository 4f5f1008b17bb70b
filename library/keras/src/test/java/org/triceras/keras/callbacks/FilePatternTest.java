package org.triceras.keras.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triceras.engine.error.ArgumentException;

class FilePatternTest {
    private static final Map<String, Double> LOGS = Map.of("loss", 0.25349, "val_mae", 1e-5);

    @ParameterizedTest
    @CsvSource({
        "m.keras,m.keras",
        "m-{epoch}.keras,m-8.keras",
        "m-{epoch:5}.keras,m-    8.keras",
        "m-{epoch:03}.keras,m-008.keras",
        "m-{epoch:>5}.keras,m-    8.keras",
        "m-{loss:.3}.keras,m-0.253.keras",
        "m-{loss:.2%}.keras,m-25.35%.keras",
        "m-{epoch!r}-{loss!s}.keras,m-8-0.25349.keras",
        "m-{val_mae}-{epoch:.1f}.keras,m-1e-05-8.0.keras",
        "m-{{epoch}}-{epoch}}}.keras,m-{epoch}-8}.keras",
        "m-{batch:04d}.keras,m-0003.keras",
    })
    void fillsAsPython(String pattern, String expected) {
        FilePattern made = FilePattern.of(pattern);
        made.check(true);
        assertThat(made.fill(7, 2, LOGS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "m-{loss:d}.keras,{loss:d} in the path \"m-{loss:d}.keras\": \"d\" cannot be used: the type d is for whole numbers",
        "m-{epoch:.2d}.keras,a whole number has no precision",
        "m-{epoch:2q}.keras,\"2q\" is no format for a number",
        "m-{epoch!x}.keras,cannot be filled from \"{epoch!x}.keras\" on",
        "m-{epoch.keras,cannot be filled from \"{epoch.keras\" on",
        "m-{}.keras,cannot be filled from \"{}.keras\" on",
        "m-epoch}.keras,A brace that is part of the name is written twice",
        "m-{batch}.keras,there is no batch after an epoch",
    })
    void refusesBeforeTraining(String pattern, String message) {
        assertThatThrownBy(() -> new ModelCheckpoint(pattern).onTrainBegin(Map.of()))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void namesWhatTheLogsHave() {
        assertThatThrownBy(() -> FilePattern.of("m-{val_mea:.2f}.keras").fill(0, null, LOGS))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("val_mae");
    }
}
