package org.triceras.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void itsNetworksLearn() {
        List<Float> losses = WarmUp.train(6, () -> false);
        assertThat(losses).hasSize(18);
        for (int network = 0; network < 3; network++) {
            assertThat(losses.get(15 + network)).isLessThan(losses.get(network));
        }
    }

    @Test
    void endsWhenToldTo() {
        assertThat(WarmUp.train(6, () -> true)).isEmpty();
    }
}
