package org.triceras.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NullAssignmentsTest {
    @Test
    void namesOfAllVariables() {
        assertThat(NullAssignments.names("x = null;")).containsExactly("x");
        assertThat(NullAssignments.names("\n x=null ;\ndữ_liệu = null")).containsExactly("x", "dữ_liệu");
    }

    @Test
    void otherCodeIsForTheCompiler() {
        assertThat(NullAssignments.names("")).isEmpty();
        assertThat(NullAssignments.names("x = null; x.y = null;")).isEmpty();
        assertThat(NullAssignments.names("x = nullable;")).isEmpty();
        assertThat(NullAssignments.names("var x = null;")).isEmpty();
        assertThat(NullAssignments.names("x = null y = null")).isEmpty();
    }
}
