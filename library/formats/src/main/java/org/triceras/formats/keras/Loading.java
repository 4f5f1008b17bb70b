package org.triceras.formats.keras;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.triceras.engine.error.DataException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.error.TricerasException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Variable;
import org.triceras.formats.hdf5.Hdf5Dataset;
import org.triceras.formats.hdf5.Hdf5Type;
import org.triceras.keras.saving.Saveable;

/** Collects what goes where, and only then stores it: a file that does not fit leaves the model as it was. */
final class Loading {
    private static final System.Logger LOG = System.getLogger(Loading.class.getName());

    private record Assignment(Variable variable, Hdf5Dataset dataset) {}

    private final Path file;
    private final boolean skipMismatch;
    private final List<Assignment> assignments = new ArrayList<>();
    private final List<TricerasException> problems = new ArrayList<>();

    Loading(Path file, boolean skipMismatch) {
        this.file = file;
        this.skipMismatch = skipMismatch;
    }

    /** Variables and datasets in the same order; a difference in number or shape is a problem of that layer. */
    void add(String layer, List<Variable> variables, List<Hdf5Dataset> datasets) {
        if (variables.size() != datasets.size()) {
            missing(layer + ": the number of weights differs. Expected " + variables.size() + " " + describe(variables)
                    + ". Received " + datasets.size() + " " + shapes(datasets)
                    + (variables.isEmpty() ? ". The layer may not be built yet; build the model first." : "."));
            return;
        }
        List<Assignment> added = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            Variable variable = variables.get(i);
            Shape received = Shape.of(datasets.get(i).shape());
            if (!variable.shape().equals(received)) {
                problems.add(new ShapeException("Loading weights from " + file + ": " + layer + ": the shape of "
                        + variable.name() + " differs. Expected " + variable.shape() + ". Received " + received
                        + ". Try the model that the file was saved from" + SKIP));
                return;
            }
            if (datasets.get(i).type() == Hdf5Type.STRING) {
                missing(layer + ": expected numbers for " + variable.name() + ". Received text.");
                return;
            }
            added.add(new Assignment(variable, datasets.get(i)));
        }
        assignments.addAll(added);
    }

    private static final String SKIP = ", or loadWeights(path, true, false), which leaves out what does not fit.";

    /** A problem other than shapes. */
    void missing(String what) {
        problems.add(new DataException(
                "Loading weights from " + file + ": " + what + " Try the model that the file was saved from" + SKIP));
    }

    /**
     * The optimizer's state, which is left out when it does not fit, as in Keras: weights are what counts, and an optimizer of another
     * kind starts anew. One that is not built yet has nothing to compare.
     */
    void addOptimizer(Saveable optimizer, List<Hdf5Dataset> stored) {
        List<Variable> variables = optimizer.ownVariables();
        // An optimizer that has not moved a weight yet is saved with its counter and its rate alone.
        boolean unused = stored.size() < variables.size()
                && stored.size() <= 2
                && stored.stream().allMatch(dataset -> dataset.shape().length == 0)
                && variables.subList(0, stored.size()).stream()
                        .allMatch(v -> v.shape().rank() == 0);
        if (variables.size() == stored.size() || unused) {
            add("optimizer \"" + optimizer.name() + "\"", variables.subList(0, stored.size()), stored);
        } else {
            LOG.log(
                    variables.isEmpty() ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                    "Loading from " + file + ": optimizer \"" + optimizer.name() + "\" has " + variables.size()
                            + " variables, the file has " + stored.size() + "; its state is left out.");
        }
    }

    /** Stores everything, or throws the first problem. */
    void apply() {
        if (!problems.isEmpty() && !skipMismatch) {
            TricerasException first = problems.get(0);
            if (problems.size() == 1) {
                throw first;
            }
            String more = first.getMessage() + " (" + (problems.size() - 1) + " more of "
                    + (problems.size() + assignments.size()) + " did not fit.)";
            throw first instanceof ShapeException ? new ShapeException(more, first) : new DataException(more, first);
        }
        problems.forEach(problem -> LOG.log(System.Logger.Level.WARNING, "Left out: " + problem.getMessage()));
        for (Assignment assignment : assignments) {
            VariableData.assign(assignment.variable, assignment.dataset);
        }
    }

    private static String describe(List<Variable> variables) {
        return variables.stream().map(v -> v.name() + " " + v.shape()).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String shapes(List<Hdf5Dataset> datasets) {
        return datasets.stream().map(d -> Arrays.toString(d.shape())).collect(Collectors.joining(", ", "[", "]"));
    }
}
