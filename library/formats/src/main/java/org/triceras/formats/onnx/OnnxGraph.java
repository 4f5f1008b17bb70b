package org.triceras.formats.onnx;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.triceras.engine.tensor.Tensor;

/**
 * A graph of ONNX under construction: the model, or the body of a loop in it. The constants of all are the model's, as bodies see the values
 * around them.
 */
final class OnnxGraph {
    private final OnnxGraph model;
    private final String name;
    private final Set<String> names;
    private final List<OnnxNode> nodes = new ArrayList<>();
    private final List<ProtoMessage> initializers = new ArrayList<>();
    private final List<ProtoMessage> inputs = new ArrayList<>();
    private final List<Declared> outputs = new ArrayList<>();
    private final Set<String> made = new HashSet<>();
    private final Map<List<Object>, String> constants = new HashMap<>();
    private final Map<String, String> renamed;
    /** Of the model. */
    final Lengths lengths;

    private record Declared(String name, Value value) {}

    OnnxGraph(String name) {
        this(null, name, new HashSet<>(), new HashMap<>());
    }

    private OnnxGraph(OnnxGraph model, String name, Set<String> names, Map<String, String> renamed) {
        this.model = model == null ? this : model;
        this.name = name;
        this.names = names;
        this.renamed = renamed;
        lengths = model == null ? new Lengths(this) : model.lengths;
    }

    boolean isModel() {
        return model == this;
    }

    /** A graph within this one. */
    OnnxGraph body(String its) {
        return new OnnxGraph(model, its, names, renamed);
    }

    /** A name that no other value has. */
    String unique(String wanted) {
        String free = wanted;
        for (int i = 1; !names.add(free); i++) {
            free = wanted + "_" + i;
        }
        return free;
    }

    /** Adds an operation; returns the name of its result. */
    String add(String scope, String type, List<String> operands, Attribute... attributes) {
        return add(scope, type, operands, 1, attributes).get(0);
    }

    /** Adds an operation with several results. */
    List<String> add(String scope, String type, List<String> operands, int results, Attribute... attributes) {
        List<String> given = new ArrayList<>();
        for (int i = 0; i < results; i++) {
            given.add(unique(scope.isEmpty() ? type : scope + "/" + type));
        }
        nodes.add(new OnnxNode(type, List.copyOf(operands), given, List.of(attributes)));
        made.addAll(given);
        return given;
    }

    /** Adds an operation before all others. */
    void addFirst(OnnxNode node) {
        nodes.add(0, node);
        made.addAll(node.outputs());
    }

    /** Adds a constant, once if it comes from the same place again, as the weights of a layer that is applied twice; returns its name. */
    String constant(String wanted, Tensor value) {
        byte[] raw = OnnxType.raw(wanted, value);
        return model.constants.computeIfAbsent(List.of(wanted, value.spec(), ByteBuffer.wrap(raw)), key -> {
            String its = unique(wanted);
            model.initializers.add(OnnxType.tensor(its, value.spec(), raw));
            return its;
        });
    }

    /** Declares an input that is called so. */
    void input(String its, Value value) {
        inputs.add(value.info(its, lengths));
    }

    /** Declares as the next output the value that is called {@code from}. */
    void output(String its, String from, Value value) {
        String result = from;
        if (!made.contains(from) || renamed.containsKey(from)) {
            result = add("", "Identity", List.of(from));
        }
        renamed.put(result, its);
        outputs.add(new Declared(its, value));
    }

    /** A GraphProto. */
    ProtoMessage message() {
        return message(its -> renamed.getOrDefault(its, its));
    }

    ProtoMessage message(UnaryOperator<String> finalNames) {
        ProtoMessage message = new ProtoMessage();
        nodes.forEach(each -> message.message(1, each.message(finalNames)));
        message.text(2, name);
        initializers.forEach(each -> message.message(5, each));
        inputs.forEach(each -> message.message(11, each));
        outputs.forEach(each -> message.message(12, each.value().info(each.name(), lengths)));
        return message;
    }
}
