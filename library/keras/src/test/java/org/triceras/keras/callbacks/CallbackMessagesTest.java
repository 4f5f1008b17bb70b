package org.triceras.keras.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallbackMessagesTest {
    @Test
    void learningRatesAreWrittenAsPeopleWriteThem() {
        assertThat(ReduceLROnPlateau.digits(0.001f * 0.6)).isEqualTo("0.0006");
        assertThat(ReduceLROnPlateau.digits(5.400000081863254E-5)).isEqualTo("0.000054");
        assertThat(ReduceLROnPlateau.digits(0.5)).isEqualTo("0.5");
    }
}
