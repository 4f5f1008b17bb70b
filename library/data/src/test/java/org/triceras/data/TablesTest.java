package org.triceras.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DTypeException;
import org.triceras.engine.error.DataException;
import org.triceras.engine.tensor.Tensors;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TablesTest {
    private final Table birds = Table.create("birds")
            .addColumns(
                    StringColumn.create("island", "Dream", "Biscoe", "", "Dream"),
                    IntColumn.create("mass", new int[] {3750, 5000, 4100, 3900}));

    @Test
    void categoriesAreSortedAndMissingValuesAreNone() {
        assertThat(Tables.categories(birds, "island")).containsExactly("Biscoe", "Dream");
    }

    @Test
    void codesAreNumbersOfCategories() {
        Table whole = birds.dropRowsWithMissingValues();
        List<String> islands = Tables.categories(whole, "island");
        assertThat(Tables.codes(whole, "island", islands).toIntArray()).containsExactly(1, 0, 1);
        // A part of the table keeps the numbers of the whole.
        assertThat(Tables.codes(whole.first(1), "island", islands).toIntArray()).containsExactly(1);
    }

    @Test
    void codesRefuseMissingAndUnknownValues() {
        assertThatThrownBy(() -> Tables.codes(birds, "island", List.of("Biscoe", "Dream")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no value in row 2")
                .hasMessageContaining("dropRowsWithMissingValues");
        assertThatThrownBy(() -> Tables.codes(birds, "island", List.of("Biscoe")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("\"Dream\" in row 0");
    }

    @Test
    void unknownAndTextColumnsHaveAnAdvice() {
        assertThatThrownBy(() -> Tables.toTensor(birds, "mas"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("Did you mean \"mass\"?");
        assertThatThrownBy(() -> Tables.toTensor(birds, "island"))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("codes(table, \"island\"");
    }

    @Test
    void aSplitIsCompleteAndTheSameForOneSeed() {
        Table table = Table.create(
                "numbers", IntColumn.create("n", IntStream.range(0, 50).toArray()));
        TableSplit split = Tables.trainTestSplit(table, 0.2, 7);
        assertThat(split.test().rowCount()).isEqualTo(10);
        assertThat(split.train().rowCount()).isEqualTo(40);
        TreeSet<Integer> all = new TreeSet<>(split.train().intColumn("n").asList());
        all.addAll(split.test().intColumn("n").asList());
        assertThat(all).hasSize(50);
        // Shuffled, as fit's validationSplit takes the last rows.
        assertThat(split.train().intColumn("n").asList())
                .isNotEqualTo(split.train().sortOn("n").intColumn("n").asList());
        assertThat(Tables.trainTestSplit(table, 0.2, 7).test().intColumn("n").asList())
                .isEqualTo(split.test().intColumn("n").asList());
        assertThat(Tables.trainTestSplit(table, 0.2, 8).test().intColumn("n").asList())
                .isNotEqualTo(split.test().intColumn("n").asList());
    }

    @Test
    void aSplitNeedsRowsOnBothSides() {
        assertThatThrownBy(() -> Tables.trainTestSplit(birds, 1, 0)).hasMessageContaining("below 1");
        assertThatThrownBy(() -> Tables.trainTestSplit(birds, 0.01, 0)).hasMessageContaining("leaves nothing");
    }

    @Test
    void columnsOfOneNameAreRefused() {
        assertThatThrownBy(() -> Tables.toTable(Tensors.ones(2, 2), "a", "A"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("[a, A]");
    }
}
