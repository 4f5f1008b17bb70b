package org.triceras.kernel.session;

import java.util.HashSet;
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
 * Makes classes of cells, and of libraries that cells have added, stoppable: each method's entry and each jump backwards gets a
 * {@link StopPoint}. Calls that would end the process go to {@link Exits}. A stop point takes nothing and gives nothing, so
 * stack maps stay as they are.
 */
final class SnippetRewriter {
    private static final String EXITS = Type.getInternalName(Exits.class);
    private static final Handle BOOTSTRAP = new Handle(
            Opcodes.H_INVOKESTATIC,
            Type.getInternalName(StopPoint.class),
            "bootstrap",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;)"
                    + "Ljava/lang/invoke/CallSite;",
            false);

    private SnippetRewriter() {}

    /** The rewritten class, or the given bytes when they are too old or too new to be rewritten. */
    static byte[] rewrite(byte[] bytecode) {
        return rewrite(bytecode, 0);
    }

    /** The same for a class of a cell; the class around a declaration is made public, as statements use it from other loaders. */
    static byte[] rewriteSnippet(byte[] bytecode) {
        boolean isAround = new ClassReader(bytecode).getClassName().lastIndexOf('$') == Statements.LAST_DOLLAR;
        return rewrite(bytecode, isAround ? Opcodes.ACC_PUBLIC : 0);
    }

    private static byte[] rewrite(byte[] bytecode, int access) {
        try {
            ClassReader reader = new ClassReader(bytecode);
            // Linking at run time came with Java 7.
            int version = reader.readUnsignedShort(6);
            if (version < Opcodes.V1_7) {
                return bytecode;
            }
            ClassWriter writer = new ClassWriter(reader, 0);
            reader.accept(new Rewrite(writer, access), 0);
            return writer.toByteArray();
        } catch (RuntimeException e) {
            return bytecode;
        }
    }

    private static final class Rewrite extends ClassVisitor {
        private final int added;

        Rewrite(ClassVisitor next, int added) {
            super(Opcodes.ASM9, next);
            this.added = added;
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            super.visit(version, access | added, name, signature, superName, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return next == null ? null : new RewriteMethod(next);
        }
    }

    private static final class RewriteMethod extends MethodVisitor {
        private final Set<Label> passed = new HashSet<>();

        RewriteMethod(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            stopPoint();
        }

        private void stopPoint() {
            super.visitInvokeDynamicInsn("stopPoint", "()V", BOOTSTRAP);
        }

        @Override
        public void visitLabel(Label label) {
            passed.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            if (passed.contains(label)) {
                stopPoint();
            }
            super.visitJumpInsn(opcode, label);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
            stopBeforeSwitch(otherwise, labels);
            super.visitTableSwitchInsn(min, max, otherwise, labels);
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
            stopBeforeSwitch(otherwise, labels);
            super.visitLookupSwitchInsn(otherwise, keys, labels);
        }

        private void stopBeforeSwitch(Label otherwise, Label[] labels) {
            boolean back = passed.contains(otherwise);
            for (Label label : labels) {
                back |= passed.contains(label);
            }
            if (back) {
                stopPoint();
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (isExit(owner, name, descriptor)) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, EXITS, name, exitDescriptor(owner), false);
            } else {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            Object[] replaced = arguments.clone();
            for (int i = 0; i < replaced.length; i++) {
                if (replaced[i] instanceof Handle h && isExit(h.getOwner(), h.getName(), h.getDesc())) {
                    replaced[i] =
                            new Handle(Opcodes.H_INVOKESTATIC, EXITS, h.getName(), exitDescriptor(h.getOwner()), false);
                }
            }
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, replaced);
        }

        private static boolean isExit(String owner, String name, String descriptor) {
            return descriptor.equals("(I)V")
                    && (owner.equals("java/lang/System") && name.equals("exit")
                            || owner.equals("java/lang/Runtime") && (name.equals("exit") || name.equals("halt")));
        }

        private static String exitDescriptor(String owner) {
            return owner.equals("java/lang/System") ? "(I)V" : "(Ljava/lang/Runtime;I)V";
        }
    }
}
