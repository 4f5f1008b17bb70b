package org.triceras.kernel.session;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The type of a variable as a compiler has written it, with its arguments: that of a field, or of a local variable that has the same name. */
final class VariableTypes extends ClassVisitor {
    private final String name;
    private String found;

    private VariableTypes(String name) {
        super(Opcodes.ASM9);
        this.name = name;
    }

    /** Whether a field of one class has the type that the only local variable of its name has in another, which was compiled with such names. */
    static boolean areSame(byte[] withField, byte[] withLocal, String name) {
        String field = in(withField, name);
        return field != null && field.equals(in(withLocal, name));
    }

    private static String in(byte[] bytecode, String name) {
        VariableTypes types = new VariableTypes(name);
        if (bytecode != null) {
            new ClassReader(bytecode).accept(types, ClassReader.SKIP_FRAMES);
        }
        return types.found;
    }

    private void see(String variable, String type, String signature) {
        if (variable.equals(name)) {
            found = signature == null ? type : signature;
        }
    }

    @Override
    public FieldVisitor visitField(int access, String field, String type, String signature, Object value) {
        see(field, type, signature);
        return null;
    }

    @Override
    public MethodVisitor visitMethod(int access, String method, String type, String signature, String[] exceptions) {
        // Not in lambdas, which may call something else so.
        return (access & Opcodes.ACC_SYNTHETIC) != 0
                ? null
                : new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitLocalVariable(
                            String local, String type, String signature, Label start, Label end, int i) {
                        see(local, type, signature);
                    }
                };
    }
}
