package org.triceras.kernel.debug;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Which local variables of a method have a value where. A class file tells that after the code, so this is read before probes are put in;
 * places are labels, numbered in the order in which they come.
 */
final class LocalVariables {
    /**
     * @param from number of the label from which the variable has a value
     * @param to number of the label from which it has none
     */
    record Variable(LocalScope.Local local, int slot, int from, int to) {}

    private final List<Variable> variables = new ArrayList<>();
    private final Set<Integer> jumpTargets = new HashSet<>();

    /** The variables with a value after label number {@code label}, in the order of their declaration. */
    List<Variable> at(int label) {
        return variables.stream()
                .filter(v -> v.from() <= label && label < v.to())
                .sorted(Comparator.comparingInt(Variable::slot))
                .toList();
    }

    /** Whether the code may come to a label by a jump. */
    boolean isJumpTarget(int label) {
        return jumpTargets.contains(label);
    }

    /** By the name of a method with its descriptor. */
    static Map<String, LocalVariables> read(ClassReader reader) {
        Map<String, LocalVariables> methods = new HashMap<>();
        ClassVisitor collector = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                LocalVariables variables = new LocalVariables();
                methods.put(name + descriptor, variables);
                return variables.new Collector();
            }
        };
        reader.accept(collector, 0);
        return methods;
    }

    private final class Collector extends MethodVisitor {
        private final Map<Label, Integer> numbers = new IdentityHashMap<>();
        private final Set<Label> targets = Collections.newSetFromMap(new IdentityHashMap<>());

        Collector() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitLabel(Label label) {
            numbers.put(label, numbers.size());
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            targets.add(label);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
            targets.add(otherwise);
            targets.addAll(List.of(labels));
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
            targets.add(otherwise);
            targets.addAll(List.of(labels));
        }

        @Override
        public void visitLocalVariable(
                String name, String descriptor, String signature, Label start, Label end, int slot) {
            // An end that is no label is the end of the code.
            variables.add(new Variable(
                    new LocalScope.Local(name, descriptor, signature == null ? descriptor : signature),
                    slot,
                    numbers.getOrDefault(start, 0),
                    numbers.getOrDefault(end, Integer.MAX_VALUE)));
        }

        @Override
        public void visitEnd() {
            targets.forEach(label -> jumpTargets.add(numbers.get(label)));
        }
    }
}
