package org.triceras.kernel.debug;

import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A class of a cell as the compiler of a debugger's expressions shall see it: nothing in it is private, what lambdas and inner classes have
 * captured are fields like others, and local classes can be named. Only declarations; it is never loaded.
 */
final class ClassView extends ClassVisitor {
    /** What the names of cells' classes begin with. */
    static final String PREFIX = "REPL.$JShell$";

    private static final Pattern AROUND = Pattern.compile(Pattern.quote(PREFIX) + "\\d+[A-Za-z]*\\.");

    private final boolean isMember;

    private ClassView(ClassVisitor next, boolean isMember) {
        super(Opcodes.ASM9, next);
        this.isMember = isMember;
    }

    /** A type as a cell calls it. */
    static String withoutPrefix(String type) {
        return AROUND.matcher(type).replaceAll("");
    }

    static byte[] of(byte[] bytecode) {
        ClassReader reader = new ClassReader(bytecode);
        ClassWriter writer = new ClassWriter(0);
        boolean[] isLocal = new boolean[1];
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitOuterClass(String owner, String name, String descriptor) {
                        isLocal[0] = true;
                    }
                },
                ClassReader.SKIP_CODE);
        reader.accept(new ClassView(writer, !isLocal[0]), ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return writer.toByteArray();
    }

    @Override
    public void visitOuterClass(String owner, String name, String descriptor) {
        // Then it is no local class.
    }

    @Override
    public void visitNestHost(String host) {
        // As if it stood alone.
    }

    @Override
    public void visitInnerClass(String name, String outer, String inner, int access) {
        if (isMember && outer != null) {
            super.visitInnerClass(name, outer, inner, open(access));
        }
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        // What was captured is not the programmer's.
        return super.visitField(open(access) & ~Opcodes.ACC_SYNTHETIC, name, descriptor, signature, value);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        return super.visitMethod(open(access), name, descriptor, signature, exceptions);
    }

    private static int open(int access) {
        return access & ~Opcodes.ACC_PRIVATE;
    }
}
