package org.triceras.engine.backend.jvm.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Binary;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.BroadcastTo;
import org.triceras.engine.ir.op.Cast;
import org.triceras.engine.ir.op.Compare;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Conv2d;
import org.triceras.engine.ir.op.Conv2dInputGrad;
import org.triceras.engine.ir.op.Iota;
import org.triceras.engine.ir.op.MatMul;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.RandomUniform;
import org.triceras.engine.ir.op.Reshape;
import org.triceras.engine.ir.op.Select;
import org.triceras.engine.ir.op.StopGradient;
import org.triceras.engine.ir.op.Unary;
import org.triceras.engine.ir.op.UnaryKind;
import org.triceras.engine.tensor.DType;

/**
 * Groups operations that one kernel computes.
 *
 * <p><b>Loops.</b> Each node gets a level: that of its deepest input, one more if the edge leaves the loop (the input is no elementwise
 * operation or has another shape), and more where only later loops read it. Connected elementwise nodes of one shape and level form a loop. A
 * path that leaves a loop and comes back raises the level, so loops never depend on each other in a circle.
 *
 * <p><b>Recomputed nodes.</b> A cheap function of one other value, such as the mask of a ReLU, belongs to no loop of its own: every loop
 * that needs it computes it again, which costs less than to write and read it.
 *
 * <p><b>Anchors.</b> A loop that alone reads a product, a convolution or a pooling runs on its results block by block, while they are in the cache.
 */
final class Fusion {
    /** A mask is a comparison and a cast; longer chains would cost more than reading a value. */
    private static final int LONGEST_CHAIN = 3;

    /** Elements of a matrix product up to which a loop gains from taking its blocks; 128 x 512 measured slower than two kernels. */
    private static final int LARGEST_PRODUCT = 1 << 15;

    /** Elements from which on it gains again, as it need not read them from afar: 3584 x 512 of depth 28 took 380 us instead of 353 and 202. */
    private static final int HUGE_PRODUCT = 1 << 20;

    private final List<Node> order;
    private final Users users;
    private final Map<Node, Integer> place = new IdentityHashMap<>();
    private final Map<Node, Integer> levels = new IdentityHashMap<>();
    private final Map<Node, Node> leaders = new IdentityHashMap<>();
    /** Recomputed nodes, with the length of the chain of recomputed nodes that starts at each. */
    private final Map<Node, Integer> inlined = new IdentityHashMap<>();
    /** For each loop, by its leader, the node whose blocks it takes. */
    private final Map<Node, Node> anchors = new IdentityHashMap<>();

    private Map<Node, List<Node>> members;

    Fusion(List<Node> order, Users users) {
        this.order = order;
        this.users = users;
        for (int i = order.size() - 1; i >= 0; i--) {
            Node node = order.get(i);
            int chain = 1
                    + users.of(node).stream()
                            .mapToInt(n -> inlined.getOrDefault(n, 0))
                            .max()
                            .orElse(0);
            if (chain <= LONGEST_CHAIN && isRecomputed(node)) {
                inlined.put(node, chain);
            }
        }
        List<Node> placed = new ArrayList<>();
        for (Node node : order) {
            place.put(node, place.size());
            if (!inlined.containsKey(node)) {
                placed.add(node);
            }
        }
        placed.forEach(this::level);
        raise(placed);
        placed.forEach(this::join);
        members = members();
        for (List<Node> loop : members.values()) {
            anchor(loop);
        }
        members = members();
    }

    private Map<Node, List<Node>> members() {
        Map<Node, List<Node>> groups = new LinkedHashMap<>();
        for (Node node : order) {
            if (!inlined.containsKey(node)) {
                groups.computeIfAbsent(find(node), n -> new ArrayList<>()).add(node);
            }
        }
        return groups;
    }

    static boolean isElementwise(Node node) {
        Op op = node.op();
        return op instanceof Unary
                || op instanceof Binary
                || op instanceof Compare
                || op instanceof Select
                || op instanceof Cast
                || op instanceof BroadcastTo
                || op instanceof RandomUniform
                || op instanceof Iota;
    }

    /** Scalars that loops hold as immediate values. */
    static boolean isScalarConstant(Node node) {
        return node.op() instanceof Constant && node.spec().size() == 1;
    }

    /** True if every loop that needs the node computes it. */
    boolean isInlined(Node node) {
        return inlined.containsKey(node);
    }

    /** True if both are computed by the same loop. */
    boolean isSameLoop(Node a, Node b) {
        return !inlined.containsKey(a) && !inlined.containsKey(b) && find(a) == find(b);
    }

    // ---- recomputed nodes ----

    private boolean isRecomputed(Node node) {
        Node source = source(node);
        return source != null
                && node.spec().size() > 1
                && isCheap(node.op())
                && !users.isRoot(node)
                && source.spec().shape().equals(node.spec().shape())
                && users.of(node).stream()
                        .allMatch(user -> isElementwise(user)
                                && user.spec().shape().equals(node.spec().shape()));
    }

    /** The only operand that is no immediate value, or null. */
    private static Node source(Node node) {
        Node source = null;
        for (Node input : node.inputs()) {
            if (!isScalarConstant(input)) {
                if (source != null) {
                    return null;
                }
                source = input;
            }
        }
        return source;
    }

    private static boolean isCheap(Op op) {
        if (op instanceof Unary unary) {
            return unary.kind() == UnaryKind.NEG || unary.kind() == UnaryKind.NOT || unary.kind() == UnaryKind.ABS;
        }
        if (op instanceof Binary binary) {
            return binary.kind() == BinaryKind.ADD
                    || binary.kind() == BinaryKind.SUB
                    || binary.kind() == BinaryKind.MUL;
        }
        return op instanceof Compare || op instanceof Cast;
    }

    // ---- loops ----

    private void level(Node node) {
        int level = 0;
        for (Node input : inputs(node)) {
            level = Math.max(level, levels.get(input) + (staysInLoop(input, node) ? 0 : 1));
        }
        levels.put(node, level);
    }

    /**
     * Moves nodes up to the level of the loop that reads them, where no other reader needs them earlier: what an optimizer does to a gradient then
     * is one loop, though its last operation waits for a learning rate that is computed meanwhile.
     */
    private void raise(List<Node> placed) {
        Map<Node, Integer> limits = new IdentityHashMap<>();
        Map<Node, Integer> loops = new IdentityHashMap<>();
        for (int i = placed.size() - 1; i >= 0; i--) {
            Node node = placed.get(i);
            Integer loop = loops.get(node);
            // Without a loop to join, a node stays with those that it is computed from.
            if (loop != null && loop.equals(limits.get(node))) {
                levels.put(node, loop);
            }
            int level = levels.get(node);
            for (Node input : inputs(node)) {
                boolean stays = staysInLoop(input, node);
                limits.merge(input, level - (stays ? 0 : 1), Math::min);
                if (stays) {
                    loops.merge(input, level, Math::min);
                }
            }
        }
    }

    private void join(Node node) {
        leaders.put(node, node);
        for (Node input : inputs(node)) {
            if (staysInLoop(input, node) && levels.get(input).equals(levels.get(node))) {
                leaders.put(find(input), find(node));
            }
        }
    }

    /** True if one loop could compute both. */
    private static boolean staysInLoop(Node input, Node node) {
        return isElementwise(node) && isElementwise(input) && hasSameShape(node, input);
    }

    /** A node's inputs, with recomputed ones replaced by what they are computed from. */
    private List<Node> inputs(Node node) {
        if (node.inputs().stream().noneMatch(inlined::containsKey)) {
            return node.inputs();
        }
        List<Node> inputs = new ArrayList<>();
        for (Node input : node.inputs()) {
            Node from = input;
            while (inlined.containsKey(from)) {
                from = source(from);
            }
            inputs.add(from);
        }
        return inputs;
    }

    private static boolean hasSameShape(Node a, Node b) {
        return a.spec().shape().equals(b.spec().shape());
    }

    private Node find(Node node) {
        Node leader = node;
        while (leaders.get(leader) != leader) {
            leader = leaders.get(leader);
        }
        Node at = node;
        while (at != leader) {
            Node next = leaders.get(at);
            leaders.put(at, leader);
            at = next;
        }
        return leader;
    }

    // ---- anchors ----

    private static boolean isInSecondLevelCache(int size) {
        return size > LARGEST_PRODUCT && size < HUGE_PRODUCT;
    }

    private static boolean isAnchor(Node node) {
        Op op = node.op();
        return (op instanceof MatMul && !isInSecondLevelCache(node.spec().size())
                        || op instanceof Conv2d
                        || op instanceof Conv2dInputGrad
                        || PoolKernel.handles(op))
                && node.spec().dtype() == DType.FLOAT32
                && node.spec().size() > 0;
    }

    /** Joins the loop to a product that nothing else reads; since nothing else does, no circle can come of it. */
    private void anchor(List<Node> loop) {
        Node leader = find(loop.get(0));
        if (!isElementwise(loop.get(0))) {
            return;
        }
        for (Node node : loop) {
            for (Node input : inputs(node)) {
                Node from = base(input);
                if (isAnchor(from) && from.spec().size() == node.spec().size() && isReadOnlyBy(from, leader)) {
                    leaders.put(find(from), leader);
                    anchors.put(leader, from);
                    return;
                }
            }
        }
    }

    /** The node whose storage a node has, under whatever shape. */
    private static Node base(Node node) {
        Node base = node;
        while (base.op() instanceof Reshape || base.op() instanceof StopGradient) {
            base = base.input(0);
        }
        return base;
    }

    private boolean isReadOnlyBy(Node anchor, Node leader) {
        List<Node> readers = users.readers(anchor);
        return readers != null
                && readers.stream()
                        .allMatch(reader -> isIn(reader, leader, anchor.spec().size()));
    }

    private boolean isIn(Node reader, Node leader, int size) {
        return inlined.containsKey(reader)
                ? users.of(reader).stream().allMatch(user -> isIn(user, leader, size))
                : find(reader) == leader && reader.spec().size() == size;
    }

    // ---- units ----

    /** All nodes that need a kernel, as units in an order in which they can run. */
    List<Unit> units() {
        List<Unit> result = new ArrayList<>();
        Set<Node> done = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Node node : order) {
            if (!inlined.containsKey(node)) {
                emit(find(node), done, result);
            }
        }
        return result;
    }

    /** Units after all units they read from: by a depth-first walk over units. */
    private void emit(Node leader, Set<Node> done, List<Unit> result) {
        Deque<Node> stack = new ArrayDeque<>();
        stack.push(leader);
        while (!stack.isEmpty()) {
            Node top = stack.peek();
            if (done.contains(top)) {
                stack.pop();
                continue;
            }
            boolean ready = true;
            for (Node member : members.get(top)) {
                for (Node input : inputs(member)) {
                    Node other = find(base(input));
                    if (other != top && !done.contains(other)) {
                        stack.push(other);
                        ready = false;
                    }
                }
            }
            if (ready) {
                stack.pop();
                done.add(top);
                result.add(new Unit(anchors.get(top), withRecomputed(members.get(top))));
            }
        }
    }

    private List<Node> withRecomputed(List<Node> nodes) {
        if (nodes.stream().allMatch(n -> n.inputs().stream().noneMatch(inlined::containsKey))) {
            return List.copyOf(nodes);
        }
        Set<Node> all = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Node node : nodes) {
            all.add(node);
            for (Node input : node.inputs()) {
                for (Node from = input; inlined.containsKey(from); from = source(from)) {
                    all.add(from);
                }
            }
        }
        return all.stream().sorted(Comparator.comparing(place::get)).toList();
    }
}
