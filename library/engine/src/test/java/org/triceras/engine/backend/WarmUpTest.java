package org.triceras.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final Set<WarmUp.Network> ALL = EnumSet.allOf(WarmUp.Network.class);

    @Test
    void itsNetworksLearn() {
        List<Float> losses = WarmUp.train(ALL, 6, () -> false);
        assertThat(losses).hasSize(18);
        for (int network = 0; network < 3; network++) {
            assertThat(losses.get(15 + network)).isLessThan(losses.get(network));
        }
    }

    @Test
    void endsWhenToldTo() {
        assertThat(WarmUp.train(ALL, 6, () -> true)).isEmpty();
    }

    @Test
    void aProgramNamesTheNetworksThatItTrains() {
        assertThat(WarmUp.Network.of("var x = Tensors.ones(3); conv2d(32, 3)")).isEmpty();
        assertThat(WarmUp.Network.of("dense(10); model.fit(x, y)")).containsExactly(WarmUp.Network.PERCEPTRON);
        assertThat(WarmUp.Network.of("lstm(8), conv2d(32, 3), m.fit("))
                .containsExactly(WarmUp.Network.CONVOLUTION, WarmUp.Network.RECURRENCE);
    }
}
