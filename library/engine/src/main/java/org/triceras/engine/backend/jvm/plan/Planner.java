package org.triceras.engine.backend.jvm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.error.BackendException;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Call;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Input;
import org.triceras.engine.ir.op.ReadVariable;
import org.triceras.engine.ir.op.Reshape;
import org.triceras.engine.ir.op.Result;
import org.triceras.engine.ir.op.Scan;
import org.triceras.engine.ir.op.StopGradient;
import org.triceras.engine.tensor.Variable;

/**
 * Turns an optimized graph into a plan: numbers the values, groups nodes into kernels, decides which updates happen in place, and
 * lets values that do not live at the same time share storage.
 */
final class Planner {
    private final Graph graph;
    private final List<Node> order;
    private final List<Unit> units = new ArrayList<>();
    private final Map<Node, Integer> unitIndex = new IdentityHashMap<>();
    private final Map<Node, Integer> values = new IdentityHashMap<>();
    private final Map<Node, int[]> scanResults = new IdentityHashMap<>();
    private final List<Spec> specs = new ArrayList<>();
    private final Map<Variable, Integer> variableValues = new LinkedHashMap<>();
    private final Map<Integer, Object> constants = new HashMap<>();
    private final Set<Integer> bound = new HashSet<>();
    private final Users users;
    private final Fusion fusion;
    private final Views views;

    private final Set<Node> fixed;

    Planner(Graph graph) {
        this(graph, Set.of());
    }

    /** @param fixed inputs that keep their contents over several runs, see {@link Kernel#fix} */
    Planner(Graph graph, Set<Node> fixed) {
        this.graph = graph;
        this.fixed = fixed;
        this.order = graph.order();
        users = new Users(graph, order);
        fusion = new Fusion(order, users);
        views = new Views(order, users, fusion);
    }

    Plan plan() {
        for (Unit unit : new PoolFusion(users, fusion.units()).units()) {
            if (!isFree(unit.last()) && !views.isSlice(unit.last())) {
                unit.all().stream().filter(n -> !fusion.isInlined(n)).forEach(n -> unitIndex.put(n, units.size()));
                units.add(unit);
            }
        }
        order.forEach(this::number);
        order.stream().filter(n -> views.join(n) != null).forEach(n -> values.put(n, values.get(views.join(n))));
        List<Plan.Store> stores = new ArrayList<>();
        graph.updates().forEach((variable, node) -> {
            int target = variableValues.computeIfAbsent(variable, v -> bind(newValue(v.spec())));
            int source = values.get(node);
            if (canUpdateInPlace(node, target)) {
                redirect(source, target);
            } else {
                stores.add(new Plan.Store(source, variable));
            }
        });
        List<Plan.OutputSlot> outputs = outputs();
        Set<Integer> read = valuesReadOutside();
        units.forEach(unit -> shareStorage(unit, read));
        Frame frame = new Frame(specs.size());
        constants.forEach((value, array) -> frame.set(value, array, 0));
        allocate(frame, read);
        List<Plan.Step> steps = new ArrayList<>();
        KernelChooser kernels = new KernelChooser(
                values, scanResults, read, views, fixed, graph.updates().keySet());
        for (Unit unit : units) {
            Kernel kernel = isEmpty(unit) ? null : kernels.of(unit);
            if (kernel != null) {
                steps.add(new Plan.Step(kernel, scope(unit)));
            }
        }
        int[] inputs = graph.inputs().stream()
                .mapToInt(n -> values.getOrDefault(n, -1))
                .toArray();
        List<Plan.VariableSlot> variables = new ArrayList<>();
        variableValues.forEach((variable, value) -> variables.add(new Plan.VariableSlot(variable, value)));
        return new Plan(frame, steps, inputs, variables, outputs, stores);
    }

    /** Leaves, and nodes that are another view of their input. */
    static boolean isFree(Node node) {
        return node.op() instanceof Input
                || node.op() instanceof Constant
                || node.op() instanceof ReadVariable
                || node.op() instanceof Reshape
                || node.op() instanceof Result
                || node.op() instanceof StopGradient;
    }

    /** All results have no elements, so there is nothing to compute, and no kernel has to think of it. */
    private static boolean isEmpty(Unit unit) {
        return unit.all().stream().flatMap(n -> n.specs().stream()).allMatch(spec -> spec.size() == 0);
    }

    private static String scope(Unit unit) {
        return (unit.before() == null ? unit : unit.before()).operation().scope();
    }

    // ---- numbering ----

    private int newValue(Spec spec) {
        specs.add(spec);
        return specs.size() - 1;
    }

    /** Marks a value whose storage comes from outside of the work space. */
    private int bind(int value) {
        bound.add(value);
        return value;
    }

    private void number(Node node) {
        int value;
        if (views.isSlice(node)) {
            value = values.get(node.input(0));
        } else if (node.op() instanceof Call) {
            throw new BackendException(
                    "A model under construction cannot be computed: " + node + ". Make the model first.");
        } else if (node.op() instanceof Reshape || node.op() instanceof StopGradient) {
            value = values.get(node.input(0));
        } else if (node.op() instanceof Result result) {
            value = scanResults.get(node.input(0))[result.index()];
        } else if (node.op() instanceof ReadVariable read) {
            value = variableValues.computeIfAbsent(read.variable(), v -> bind(newValue(node.spec())));
        } else if (node.op() instanceof Constant constant) {
            value = bind(newValue(node.spec()));
            constants.put(value, constant.value().buffer().host().array());
        } else if (node.op() instanceof Input) {
            value = bind(newValue(node.spec()));
        } else if (node.op() instanceof Scan) {
            int[] results = node.specs().stream().mapToInt(this::newValue).toArray();
            scanResults.put(node, results);
            value = results[0];
        } else {
            value = newValue(node.spec());
        }
        values.put(node, value);
    }

    // ---- updates in place ----

    /**
     * An update may be written into the variable itself when nothing reads the old value afterwards. A loop that computes it may read it: element by
     * element it reads before it writes.
     */
    private boolean canUpdateInPlace(Node node, int target) {
        int source = values.get(node);
        int producer = unitOf(node);
        boolean used = graph.outputs().stream().anyMatch(o -> values.get(o) == target || values.get(o) == source)
                || graph.updates().values().stream()
                        .anyMatch(n -> values.get(n) == target || (n != node && values.get(n) == source));
        if (bound.contains(source)
                || used
                || producer < 0
                || units.get(producer).before() != null
                || views.join(node) != null
                || scanResults.containsKey(node)) {
            return false;
        }
        Unit unit = units.get(producer);
        if (unit.isLoop() ? !readsSamePlaceOnly(unit, target) : reads(unit, target)) {
            return false;
        }
        for (int i = producer + 1; i < units.size(); i++) {
            if (reads(units.get(i), target)) {
                return false;
            }
        }
        return true;
    }

    /** True if element i of the value is only read to compute element i of the result. */
    private boolean readsSamePlaceOnly(Unit unit, int value) {
        for (Node node : unit.nodes()) {
            for (Node input : node.inputs()) {
                if (values.get(input) == value
                        && (node == unit.anchor()
                                || views.isSlice(input)
                                || input.spec().size() != unit.last().spec().size())) {
                    return false;
                }
            }
        }
        return true;
    }

    private int unitOf(Node node) {
        Node root = node;
        while (root.op() instanceof Reshape) {
            root = root.input(0);
        }
        return unitIndex.getOrDefault(root, -1);
    }

    private boolean reads(Unit unit, int value) {
        for (Node node : unit.all()) {
            for (Node input : node.inputs()) {
                if (values.get(input) == value) {
                    return true;
                }
            }
        }
        return false;
    }

    private void redirect(int source, int target) {
        values.replaceAll((node, value) -> value == source ? target : value);
    }

    // ---- outputs ----

    private List<Plan.OutputSlot> outputs() {
        List<Plan.OutputSlot> outputs = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (Node node : graph.outputs()) {
            int value = values.get(node);
            boolean fresh = !bound.contains(value) && taken.add(value);
            outputs.add(new Plan.OutputSlot(value, node.spec(), fresh));
        }
        bound.addAll(taken);
        return outputs;
    }

    // ---- storage ----

    /** The values that some other unit than their own, an output or an update needs. */
    private Set<Integer> valuesReadOutside() {
        Set<Integer> read = new HashSet<>();
        for (int i = 0; i < units.size(); i++) {
            for (Node node : units.get(i).all()) {
                for (Node input : node.inputs()) {
                    if (unitIndex.getOrDefault(input, -1) != i && !fusion.isInlined(input)) {
                        read.add(values.get(input));
                    }
                }
            }
        }
        graph.roots().forEach(n -> read.add(values.get(n)));
        return read;
    }

    /** A product that only a loop reads is put where the loop's first result will be, and replaced by it block by block. */
    private void shareStorage(Unit unit, Set<Integer> read) {
        if (unit.before() != null && unit.before().anchor() != null) {
            redirect(
                    values.get(unit.before().anchor()), values.get(unit.before().last()));
        }
        if (unit.anchor() == null) {
            return;
        }
        int product = values.get(unit.anchor());
        for (Node node : unit.loop()) {
            int result = values.get(node);
            boolean fits = read.contains(result)
                    && node.spec().dtype() == unit.anchor().spec().dtype()
                    && node.spec().size() == unit.anchor().spec().size()
                    && views.join(node) == null
                    && !variableValues.containsValue(result);
            if (fits) {
                redirect(product, result);
                return;
            }
        }
    }

    private void allocate(Frame frame, Set<Integer> read) {
        int[] last = new int[specs.size()];
        java.util.Arrays.fill(last, -1);
        for (int i = 0; i < units.size(); i++) {
            for (Node node : units.get(i).all()) {
                for (Node input : node.inputs()) {
                    last[values.get(input)] = i;
                }
            }
        }
        graph.roots().forEach(n -> last[values.get(n)] = units.size());
        StoragePool pool = new StoragePool();
        List<Runnable> assignments = new ArrayList<>();
        Set<Integer> done = new HashSet<>(bound);
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            for (Node node : unit.nodes()) {
                int[] results = scanResults.containsKey(node) ? scanResults.get(node) : new int[] {values.get(node)};
                for (int value : results) {
                    boolean inside = !scanResults.containsKey(node)
                            && unit.isLoop()
                            && node != unit.anchor()
                            && !read.contains(value);
                    if (!inside && done.add(value)) {
                        StoragePool.Slot slot = pool.take(specs.get(value), i, Math.max(i, last[value]));
                        assignments.add(() -> frame.set(value, slot.array(), 0));
                    }
                }
            }
        }
        assignments.forEach(Runnable::run);
    }
}
