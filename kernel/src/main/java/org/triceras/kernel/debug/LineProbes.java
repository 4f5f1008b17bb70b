package org.triceras.kernel.debug;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts probes into the class of a snippet: at each method's entry and return, and at the beginning of each line, with the local variables
 * that have a value there; and where an exception is caught in a method, or leaves it. A probe takes what it needs and leaves nothing on the
 * stack, so stack maps stay as they are; only what catches all that leaves a method, which then goes on its way, comes with one of its own.
 */
final class LineProbes extends ClassVisitor {
    /** A call takes at most 255 slots. */
    private static final int MOST_SLOTS = 250;

    private static final String THROWABLE = Type.getInternalName(Throwable.class);
    private static final String BOOTSTRAP = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
            + "Ljava/lang/invoke/MethodType;Ljava/lang/String;ILjava/lang/String;)Ljava/lang/invoke/CallSite;";
    private static final Handle PROBE =
            new Handle(Opcodes.H_INVOKESTATIC, Type.getInternalName(Probe.class), "bootstrap", BOOTSTRAP, false);

    private final Map<String, LocalVariables> methods;

    private LineProbes(ClassVisitor next, Map<String, LocalVariables> methods) {
        super(Opcodes.ASM9, next);
        this.methods = methods;
    }

    /** The class with probes, or as it was when there is no room for them. */
    static byte[] insert(byte[] bytecode) {
        try {
            ClassReader reader = new ClassReader(bytecode);
            ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(new LineProbes(writer, LocalVariables.read(reader)), 0);
            return writer.toByteArray();
        } catch (RuntimeException e) {
            return bytecode;
        }
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        return new Method(next, name, descriptor, methods.get(name + descriptor));
    }

    private static final class Method extends MethodVisitor {
        private final String name;
        private final String descriptor;
        private final LocalVariables variables;
        private int labels;
        /** The line whose probe comes before the next instruction, after that one's stack map; 0 for none. */
        private int due;

        private int last;
        private final Set<Label> handlers = new HashSet<>();
        /** Whether the next instruction is the first of those that handle an exception. */
        private boolean handles;
        /** From where on exceptions that leave the method are told: a constructor's object must be one before. */
        private final Label start = new Label();

        private boolean started;
        /** How many objects are being made before that. */
        private int news;

        Method(MethodVisitor next, String name, String descriptor, LocalVariables variables) {
            super(Opcodes.ASM9, next);
            this.name = name;
            this.descriptor = descriptor;
            this.variables = variables;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            probe("enter", "()V", 0, "");
            if (!name.equals("<init>")) {
                begin();
            }
        }

        private void begin() {
            started = true;
            super.visitLabel(start);
        }

        @Override
        public void visitTryCatchBlock(Label from, Label to, Label handler, String type) {
            super.visitTryCatchBlock(from, to, handler, type);
            handlers.add(handler);
        }

        @Override
        public void visitLabel(Label label) {
            super.visitLabel(label);
            labels++;
            handles |= handlers.contains(label);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            if (started) {
                Label leaves = new Label();
                super.visitLabel(leaves);
                super.visitFrame(Opcodes.F_FULL, 0, null, 1, new Object[] {THROWABLE});
                super.visitInsn(Opcodes.DUP);
                probe("left", "(L" + THROWABLE + ";)V", 0, "");
                super.visitInsn(Opcodes.ATHROW);
                // The last one, so that the method's own come first.
                super.visitTryCatchBlock(start, leaves, leaves, null);
            }
            super.visitMaxs(maxStack, maxLocals);
        }

        @Override
        public void visitLineNumber(int line, Label start) {
            super.visitLineNumber(line, start);
            // Parts of a line that follow each other are one step; a jump to it is another turn.
            if (line != last || variables.isJumpTarget(labels - 1)) {
                due = line;
                last = line;
            }
        }

        /** Before every instruction. */
        private void lineBegins() {
            if (handles) {
                // Before the line, as the exception belongs to the one before it.
                handles = false;
                super.visitInsn(Opcodes.DUP);
                probe("caught", "(L" + THROWABLE + ";)V", 0, "");
            }
            if (due == 0) {
                return;
            }
            int line = due;
            due = 0;
            List<LocalScope.Local> passed = new ArrayList<>();
            StringBuilder types = new StringBuilder("(");
            int slots = 0;
            for (LocalVariables.Variable variable : variables.at(labels - 1)) {
                Type type = Type.getType(variable.local().descriptor());
                // A constructor's object cannot be passed on before it has been constructed.
                boolean unfinished = !started && variable.local().name().equals("this");
                if (!unfinished && slots + type.getSize() <= MOST_SLOTS) {
                    super.visitVarInsn(type.getOpcode(Opcodes.ILOAD), variable.slot());
                    slots += type.getSize();
                    types.append(type.getSort() >= Type.ARRAY ? "Ljava/lang/Object;" : type.getDescriptor());
                    passed.add(variable.local());
                }
            }
            probe("line", types.append(")V").toString(), line, LocalScope.text(passed));
        }

        private void probe(String kind, String type, int line, String locals) {
            super.visitInvokeDynamicInsn(kind, type, PROBE, name + descriptor, line, locals);
        }

        @Override
        public void visitInsn(int opcode) {
            lineBegins();
            if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
                probe("exit", "()V", 0, "");
            }
            super.visitInsn(opcode);
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            lineBegins();
            super.visitIntInsn(opcode, operand);
        }

        @Override
        public void visitVarInsn(int opcode, int slot) {
            lineBegins();
            super.visitVarInsn(opcode, slot);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            lineBegins();
            news += opcode == Opcodes.NEW ? 1 : 0;
            super.visitTypeInsn(opcode, type);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String type) {
            lineBegins();
            super.visitFieldInsn(opcode, owner, field, type);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String method, String type, boolean isInterface) {
            lineBegins();
            super.visitMethodInsn(opcode, owner, method, type, isInterface);
            // Each new object has its constructor called; the call that is one too many is that of super() or this().
            if (!started && method.equals("<init>") && --news < 0) {
                begin();
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
            lineBegins();
            super.visitInvokeDynamicInsn(called, type, bootstrap, arguments);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            lineBegins();
            super.visitJumpInsn(opcode, label);
        }

        @Override
        public void visitLdcInsn(Object value) {
            lineBegins();
            super.visitLdcInsn(value);
        }

        @Override
        public void visitIincInsn(int slot, int increment) {
            lineBegins();
            super.visitIincInsn(slot, increment);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... others) {
            lineBegins();
            super.visitTableSwitchInsn(min, max, otherwise, others);
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] others) {
            lineBegins();
            super.visitLookupSwitchInsn(otherwise, keys, others);
        }

        @Override
        public void visitMultiANewArrayInsn(String type, int dimensions) {
            lineBegins();
            super.visitMultiANewArrayInsn(type, dimensions);
        }
    }
}
