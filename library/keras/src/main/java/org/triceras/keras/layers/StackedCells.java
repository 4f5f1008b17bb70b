package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.StateException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** Cells of which each gets the output of the one before it, at every step; Keras's StackedRNNCells. */
final class StackedCells extends RecurrentCell {
    private List<RecurrentCell> cells;

    StackedCells(List<RecurrentCell> cells) {
        super("stacked_rnn_cells", 1);
        this.cells = List.copyOf(cells);
    }

    @Override
    public String className() {
        return "StackedRNNCells";
    }

    @Override
    int states() {
        return cells.stream().mapToInt(RecurrentCell::states).sum();
    }

    @Override
    int outputState() {
        return states() - cells.get(cells.size() - 1).states();
    }

    @Override
    Shape stateShape(Shape step, int state) {
        int before = 0;
        for (RecurrentCell cell : cells) {
            if (state < before + cell.states()) {
                return cell.stateShape(step);
            }
            before += cell.states();
        }
        throw new IndexOutOfBoundsException(state);
    }

    @Override
    int features(int axis) {
        return cells.get(0).features(axis);
    }

    @Override
    public void build(Shape input) {
        Shape next = input;
        for (RecurrentCell cell : cells) {
            if (cell.dropout > 0 || cell.recurrentDropout > 0) {
                throw new StateException(
                        "Cell \"" + cell.name() + "\" (" + cell.className() + ") in a stack has dropout "
                                + cell.dropout + " and recurrent dropout " + cell.recurrentDropout
                                + ". Expected 0. Try a layer for each cell, one after the other, which computes the same.");
            }
            cell.ensureBuilt(List.of(next));
            next = cell.stateShape(next);
        }
    }

    @Override
    Tensor project(Tensor rows) {
        return cells.get(0).project(rows);
    }

    @Override
    List<Tensor> step(Tensor projected, List<Tensor> states, Tensor recurrentMask) {
        List<Tensor> next = new ArrayList<>();
        Tensor x = projected;
        for (int i = 0; i < cells.size(); i++) {
            RecurrentCell cell = cells.get(i);
            List<Tensor> own = states.subList(next.size(), next.size() + cell.states());
            List<Tensor> after = cell.step(i == 0 ? x : cell.project(x), own, null);
            next.addAll(after);
            x = after.get(cell.outputState());
        }
        return next;
    }

    @Override
    @SuppressWarnings("unchecked")
    void cellOptions(Options o) {
        o.value(
                        "cells",
                        () -> cells.stream().map(LayerRegistry::serialize).toList(),
                        v -> cells = ((List<?>) v)
                                .stream()
                                        .map(cell -> RNN.readCell((Map<String, Object>) cell))
                                        .toList())
                .required("a list of configs of cells");
    }
}
