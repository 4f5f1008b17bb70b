package org.triceras.keras.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.triceras.engine.error.ArgumentException;

/** Gradients are clipped in one way at most, as in Keras. */
class ClippingTest {
    @Test
    void twoWaysAreAnError() {
        assertThatThrownBy(() -> new Adam().clipnorm(1).clipvalue(0.5))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("Adam: only one of clipnorm, clipvalue and globalClipnorm can be set")
                .hasMessageContaining("Received clipnorm=1.0, clipvalue=0.5, globalClipnorm=null");
        assertThatThrownBy(() -> new SGD(0.1).globalClipnorm(2).clipnorm(1))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("clipnorm=1.0, clipvalue=null, globalClipnorm=2.0");
        assertThatThrownBy(() -> new SGD(0.1).clipvalue(2).globalClipnorm(1)).isInstanceOf(ArgumentException.class);
    }

    @Test
    void twoWaysInAConfigAreAnError() {
        assertThatThrownBy(() -> Optimizers.get(
                        Map.of("class_name", "RMSprop", "config", Map.of("clipvalue", 1, "global_clipnorm", 2))))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("RMSprop: only one of");
    }

    @Test
    void oneWayCanBeChanged() {
        assertThat(new Adam().clipnorm(1).clipnorm(2).getConfig()).containsEntry("clipnorm", 2.0);
    }
}
