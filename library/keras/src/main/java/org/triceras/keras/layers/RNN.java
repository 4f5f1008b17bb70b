package org.triceras.keras.layers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;
import org.triceras.keras.util.Names;

/**
 * A recurrent layer made of a cell, or of several that are stacked: {@code rnn(lstmCell(32), gruCell(16)).returnSequences(true)}. With one
 * cell it is the layer of that name; a stack is faster as layers one after the other, but this is how some models were saved.
 */
public final class RNN extends Recurrent<RNN> {
    private static final Map<String, Supplier<RecurrentCell>> CELLS = Map.of(
            "LSTMCell", LSTMCell::new,
            "GRUCell", GRUCell::new,
            "SimpleRNNCell", SimpleRNNCell::new,
            "StackedRNNCells", () -> new StackedCells(List.of()));

    RNN() {
        super(null);
    }

    /** @param cells one, or several of which each gets the output of the one before it */
    public RNN(RecurrentCell... cells) {
        super(stacked(cells));
    }

    private static RecurrentCell stacked(RecurrentCell... cells) {
        if (cells.length == 0) {
            throw new ArgumentException("RNN: expected at least one cell, such as lstmCell(32). Received none.");
        }
        return cells.length == 1 ? cells[0] : new StackedCells(Arrays.asList(cells));
    }

    /** The cell that a config describes. */
    static RecurrentCell readCell(Map<String, Object> map) {
        String className = String.valueOf(map.get("class_name"));
        Supplier<RecurrentCell> maker = CELLS.get(className);
        if (maker == null) {
            throw new DataException(Names.unknown("recurrent cell", className, CELLS.keySet())
                            .getMessage() + " Cells of one's own cannot be read.");
        }
        RecurrentCell cell = maker.get();
        Map<String, Object> config = new LinkedHashMap<>();
        ((Map<?, ?>) map.get("config")).forEach((key, value) -> config.put((String) key, value));
        cell.configure(config);
        return cell;
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void options(Options o) {
        loopOptions(o);
        o.value("cell", () -> LayerRegistry.serialize(cell()), v -> setCell(readCell((Map<String, Object>) v)))
                .required("the config of a cell, such as LSTMCell");
    }
}
